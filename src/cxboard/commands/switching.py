"""undo, redo: an upload out of what readers see, or in again; first what that changes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict

from cxboard.commands import receipt_words
from cxboard.commands.extracts import publication_document
from cxboard.commands.output import INTERRUPTED, OK, print_json, say
from cxboard.commands.progressing import told_on_stderr
from cxboard.commands.said import COMMAND_LINE
from cxboard.ingest.progress import Cancelled
from cxboard.results.history import consequences
from cxboard.storage.publications import Publication
from cxboard.storage.switching import redo, switchable, undo
from cxboard.storage.workspace import Workspace

_NOTHING_DONE = "Cancelled: readers see what they saw before."


def undo_upload(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Take an upload out of what readers see; the rows it replaced show again."""
    return _switch(workspace, arguments, undo, active=False)


def redo_upload(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Bring an undone upload back."""
    return _switch(workspace, arguments, redo, active=True)


def _switch(
    workspace: Workspace,
    arguments: argparse.Namespace,
    switch: Callable[..., Publication],
    *,
    active: bool,
) -> int:
    """Tell what changes, ask, and do it, saying what is being done and who is waited for."""
    upload, _ = switchable(workspace, arguments.upload, active=active)
    found = consequences(workspace, upload.upload_id)
    deed = f"{arguments.command.capitalize()} {upload.file_name} ({upload.upload_id})"
    receipt_words.tell_switch(deed, found)
    if not (arguments.yes or _agreed(deed)):
        say(_NOTHING_DONE)
        return INTERRUPTED
    try:
        with told_on_stderr(upload.upload_id, with_time=False) as progress:
            shown = switch(workspace, upload.upload_id, COMMAND_LINE, progress.begin)
    except Cancelled:
        say(_NOTHING_DONE)
        return INTERRUPTED
    if arguments.json:
        changes = [asdict(change) for change in found.changes]
        turned = [asdict(one) for one in found.turned]
        print_json(publication_document(shown) | {"kpi_changes": changes, "turned": turned})
    else:
        say(f"Readers now see {shown.id} ({shown.reason} {shown.upload_id}).")
    return OK


def _agreed(deed: str) -> bool:
    """Ask a person at a terminal; a script or a scheduler has nobody to ask."""
    if not sys.stdin.isatty():
        return True
    print(f"{deed}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
