"""uploads, refusals, sources: what was taken in or refused, one file’s receipt, what is late."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cxboard.commands.output import OK, print_json, print_table, say
from cxboard.domain.errors import BadRequest
from cxboard.reports.upload_pdf import upload_pdf
from cxboard.results.freshness import Standing, standings
from cxboard.results.history import HistoryRow, history
from cxboard.results.upload_receipt import upload_receipt
from cxboard.storage import registers
from cxboard.storage.ledger import now
from cxboard.storage.publications import current
from cxboard.storage.refusals import Refusal, all_refusals
from cxboard.storage.workspace import Workspace


def uploads(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """List every upload, newest first; or print one's receipt, and write it as a PDF."""
    if arguments.upload:
        return _receipt(workspace, arguments)
    if arguments.pdf:
        raise BadRequest("--pdf writes one receipt: name the upload, too.")
    rows = [_listed(row) for row in history(workspace)]
    if arguments.json:
        print_json({"uploads": rows})
    else:
        headings = ("upload_id", "state", "kind", "file", "published_at", "by")
        print_table(headings, ([row[name] for name in headings] for row in rows))
    return OK


def refusals(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """List every refused attempt to publish a file, newest first."""
    found = all_refusals(workspace.ledger)
    if arguments.json:
        print_json({"refusals": [_refused(one) for one in found]})
    else:
        rows = ((one.at, one.by, one.file_name, (one.sha256 or "–")[:12], one.why) for one in found)
        print_table(("refused_at", "by", "file", "sha256", "why"), rows)
    return OK


def sources(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Say how every expected source stands today, the latest first."""
    expected, today = registers.read(workspace.ledger).sources, now().date()
    found = [_stated(o) for o in standings(workspace, current(workspace.ledger), expected, today)]
    if arguments.json:
        print_json({"today": today, "sources": found})
    elif found:
        headings = ("source", "kind", "every", "latest", "days_late", "next_due")
        print_table(headings, ([row[name] for name in headings] for row in found))
    else:
        say("No source is expected yet: the page Upload is where analysts say which ones are.")
    return OK


def _receipt(workspace: Workspace, arguments: argparse.Namespace) -> int:
    receipt = upload_receipt(workspace, arguments.upload)
    if arguments.pdf:
        _write(Path(arguments.pdf), upload_pdf(receipt))
    if arguments.json:
        print_json(receipt.as_json())
    else:
        print_table(("of the upload", "stated"), receipt.lines())
    return OK


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as wrong:
        raise BadRequest(f"{file} cannot be written: {wrong.strerror}.") from wrong
    say(f"The receipt is in {file}.")


def _listed(row: HistoryRow) -> dict[str, Any]:
    record = row.record
    return {
        "upload_id": record.upload_id,
        "file": record.file_name,
        "sha256": record.sha256,
        "kind": record.kind.value,
        "by": record.by,
        "state": row.state.value,
        "published_at": record.committed_at,
        "rows": record.counts,
        "periods": [f"{month:%Y-%m}" for month in record.months],
    }


def _refused(one: Refusal) -> dict[str, Any]:
    return {
        "refused_at": one.at,
        "by": one.by,
        "file": one.file_name,
        "sha256": one.sha256,
        "kind": one.kind,
        "reasons": [dict(reason) for reason in one.reasons],
    }


def _stated(one: Standing) -> dict[str, Any]:
    source = one.source
    return {
        "source": source.title,
        "kind": source.kind.value,
        "facility": source.facility_id or None,
        "profile": source.profile or None,
        "every": source.rhythm.value,
        "due_days": source.due_days,
        "latest": one.latest and f"{one.latest:%Y-%m}",
        "days_late": one.days_late,
        "late": one.late and one.late.describe(),
        "next_due": one.next_due,
        "missing": [
            {"period": gap.period.describe(), "hospitals": list(gap.hospitals)} for gap in one.gaps
        ],
    }
