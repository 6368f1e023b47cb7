"""ingest, publications, compact, verify: the lake and what goes into it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cxboard.commands.output import DIFFERS, INTERRUPTED, OK, REFUSED, print_json, print_table, say
from cxboard.commands.progressing import told_on_stderr
from cxboard.commands.said import COMMAND_LINE, said_by
from cxboard.domain.errors import BadRequest
from cxboard.domain.numbers import counted
from cxboard.ingest.load import ingest_file
from cxboard.ingest.progress import Cancelled
from cxboard.ingest.receive import shown_name
from cxboard.ingest.report import IngestReport
from cxboard.ingest.said import Said
from cxboard.storage.compacting import compact
from cxboard.storage.publications import Publication, all_publications, current
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.verify import verify
from cxboard.storage.workspace import Workspace


def ingest(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Check and publish files, one publication each; stop at none, answer for all.

    Cancelled by Ctrl-C, it ends there: files before that one are published, others are not.
    """
    said = said_by(workspace, arguments)
    _require_one_place(arguments)
    try:
        reports = [_ingest(workspace, Path(name), said, arguments) for name in arguments.files]
    except Cancelled:
        say("Cancelled: nothing of the file at hand was published.")
        return INTERRUPTED
    if arguments.json:
        documents = [report.as_json() for report in reports]
        print_json(documents[0] if len(documents) == 1 else documents)
    else:
        from cxboard.commands import receipt_words

        for report in reports:
            receipt_words.tell(report)
    return REFUSED if any(report.outcome == "refused" for report in reports) else OK


def _require_one_place(arguments: argparse.Namespace) -> None:
    """Raise BadRequest when rejected rows cannot go where the command line says."""
    if arguments.rejects is None:
        return
    if len(arguments.files) > 1:
        raise BadRequest("--rejects names the file of one extract: send them one by one.")
    place = Path(arguments.rejects)
    if place.exists() or not place.parent.is_dir():
        why = "is there already" if place.exists() else "is in no folder that there is"
        raise BadRequest(f"--rejects needs a new file, and {place} {why}.")


def _ingest(
    workspace: Workspace, path: Path, said: Said, arguments: argparse.Namespace
) -> IngestReport:
    # What tells the effect is imported when it is asked for: first the file is read.
    def headlines(before: Publication | None, after: Published | Preview) -> Sequence[Any]:
        from cxboard.results.kpis import headline_changes

        return headline_changes(workspace, before, after)

    def verdicts(before: Publication | None, after: Published | Preview) -> Sequence[Any]:
        from cxboard.results.flips import verdict_changes

        return verdict_changes(workspace, before, after)

    with told_on_stderr(shown_name(path)) as progress:
        return ingest_file(
            workspace,
            path,
            said=said,
            dry_run=arguments.dry_run,
            accept_partial=arguments.accept_partial,
            by=COMMAND_LINE,
            kpi_changes=headlines,
            turned=verdicts if arguments.effect else None,
            rejects=Path(arguments.rejects) if arguments.rejects else None,
            progress=progress,
        )


def publications(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """List every publication, newest first; the first one is what readers see."""
    every = all_publications(workspace.ledger)
    if arguments.json:
        print_json({"publications": [publication_document(publication) for publication in every]})
    else:
        headings = ("publication", "created_at", "reason", "upload_id", "by")
        rows = (publication_document(publication) for publication in every)
        print_table(headings, ([row[name] for name in headings] for row in rows))
    return OK


def verify_lake(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Compare ledger and lake and name every difference."""
    differences = verify(workspace)
    rows = [{"code": d.code, "name": d.name, "detail": d.detail} for d in differences]
    if arguments.json:
        shown = current(workspace.ledger)
        print_json({"clean": not rows, "publication": shown and shown.id, "differences": rows})
    elif rows:
        print_table(("code", "name", "detail"), (row.values() for row in rows))  # type: ignore[misc]
    else:
        say("Lake and ledger agree.")
    return DIFFERS if rows else OK


def compact_lake(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Write each month's small files as one, and remove what killed writers left behind."""
    try:
        with told_on_stderr("compact", with_time=False) as progress:
            done = compact(workspace, COMMAND_LINE, progress.begin)
    except Cancelled:
        say("Cancelled: nothing was compacted.")
        return INTERRUPTED
    if arguments.json:
        tables = {name: {"before": old, "after": new} for name, (old, new) in done.tables.items()}
        shown = done.publication and done.publication.id
        print_json({"publication": shown, "files": tables, "removed": list(done.removed)})
        return OK
    for name, (old, new) in done.tables.items():
        say(f"{name}: {counted(old, 'file')} became {new:,}.")
    say(f"Removed: {counted(len(done.removed), 'leftover')} of interrupted work.")
    return OK


def publication_document(publication: Publication) -> dict[str, object]:
    """Return what --json prints of a publication."""
    return {
        "publication": publication.id,
        "created_at": publication.created_at,
        "reason": publication.reason,
        "upload_id": publication.upload_id,
        "by": publication.by,
        "uploads": list(publication.uploads),
        "tables": dict(publication.tables),
    }
