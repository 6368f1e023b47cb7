"""watch: what lands in a folder is taken in by its profile, and those concerned are told."""

from __future__ import annotations

import argparse
import threading
from pathlib import Path

from cxboard.access.users import Role, all_users
from cxboard.commands.output import OK, REFUSED, print_json, say
from cxboard.domain.errors import BadRequest
from cxboard.domain.numbers import counted
from cxboard.ingest.drop_folder import NOT_NOW, Taken, take_all
from cxboard.ingest.load import ingest_file
from cxboard.ingest.report import IngestReport
from cxboard.results.kpis import headline_changes
from cxboard.storage.messages import tell
from cxboard.storage.workspace import Workspace

BY = "drop folder"


def watch(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Take in what has arrived, once or until the command is ended."""
    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise BadRequest(f"{folder} is no folder.")
    if arguments.json and not arguments.once:
        raise BadRequest("--json needs --once: a watch that never ends has no one answer.")
    wait = threading.Event()
    while True:
        taken = _one_pass(workspace, folder, arguments)
        if arguments.once:
            break
        wait.wait(arguments.every)
    if arguments.json:
        print_json({"folder": str(folder), "files": [_document(one) for one in taken]})
    return REFUSED if any(one.report.outcome == "refused" for one in taken) else OK


def _one_pass(workspace: Workspace, folder: Path, arguments: argparse.Namespace) -> list[Taken]:
    def ingest(path: Path) -> IngestReport:
        return ingest_file(
            workspace,
            path,
            accept_partial=arguments.accept_partial,
            by=BY,
            kpi_changes=lambda before, after: headline_changes(workspace, before, after),
            tried_again=NOT_NOW,
        )

    taken = []
    for one in take_all(folder, ingest, arguments.settle):
        taken.append(one)
        say(f"{one.name}: {one.report.outcome}, now {one.moved_to}")
        _tell(workspace, one, arguments.tell)
    return taken


def _tell(workspace: Workspace, one: Taken, names: list[str]) -> None:
    """Leave a message for the users who were named, or else for every analyst."""
    report = one.report
    users = [user for user in all_users(workspace.ledger) if user.active]
    chosen = [user.name for user in users if user.name in names] if names else []
    analysts = [user.name for user in users if user.role is Role.ANALYST]
    refused = report.outcome == "refused"
    rows = report.rows
    told_rows = (
        f"{counted(rows.read, 'row')} read, {rows.accepted:,} accepted, "
        f"{rows.rejected:,} rejected, {rows.duplicate:,} duplicate, {rows.unchanged:,} unchanged."
    )
    told = [f"{problem.message} {problem.fix}" for problem in report.problems]
    tell(
        workspace.ledger,
        chosen or analysts,
        severity="error" if refused else "information",
        title=f"{one.name}: {report.outcome}",
        detail=[told_rows, *told[:20]],
        upload_id=report.upload_id,
    )


def _document(one: Taken) -> dict[str, object]:
    return {"file": one.name, "moved_to": str(one.moved_to), "receipt": one.report.as_json()}
