"""What does a command answer when it cannot do its work? With --json, one document all the same."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cxboard.commands.output import DIFFERS, REFUSED, WRONG, print_json, say
from cxboard.ingest.failures import in_a_line, not_saved
from cxboard.ingest.receive import shown_name
from cxboard.ingest.report import IngestReport


def misunderstood(command: str | None, message: str, *, as_json: bool) -> int:
    """Answer a command line that cannot be understood."""
    say(message)
    if as_json:
        print_json({"command": command, "error": message.splitlines()[-1]})
    return WRONG


def failed(arguments: argparse.Namespace, message: str) -> int:
    """Answer a question that is wrong, or that something keeps from being answered."""
    say(f"cxboard {arguments.command}: {message}")
    if arguments.json:
        print_json({"command": arguments.command, "error": message})
    return WRONG


def broken(arguments: argparse.Namespace, wrong: Exception, what: str) -> int:
    """Answer when disk, lake or ledger fail: `ingest` and `verify` in the shape they always have.

    Args:
        arguments: the command and its options.
        wrong: what was raised.
        what: what did not work, as the beginning of a sentence.
    """
    message = f"{what}: {in_a_line(wrong)}."
    if arguments.command not in ("ingest", "verify"):
        return failed(arguments, message)
    say(f"cxboard {arguments.command}: {message}")
    verifies = arguments.command == "verify"
    if arguments.json:
        print_json(_differs(message) if verifies else _refused(arguments.files, wrong))
    return DIFFERS if verifies else REFUSED


def _differs(message: str) -> dict[str, Any]:
    difference = {"code": "ledger", "name": "ledger", "detail": message}
    return {"clean": False, "publication": None, "differences": [difference]}


def _refused(files: list[str], wrong: Exception) -> Any:
    reports = (IngestReport(file=shown_name(Path(file)), outcome="refused") for file in files)
    documents = [report.refused(not_saved(wrong)).as_json() for report in reports]
    return documents[0] if len(documents) == 1 else documents
