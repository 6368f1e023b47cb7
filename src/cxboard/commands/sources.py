"""look, profiles: what a foreign file is, and how files of its source are read from now on."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxboard.commands.output import OK, REFUSED, print_json, print_table, say
from cxboard.commands.said import COMMAND_LINE, said_by
from cxboard.domain.errors import BadRequest
from cxboard.ingest.looking import Looked, look
from cxboard.ingest.profiles import profile_from
from cxboard.ingest.saved import keep_profile, named_profile
from cxboard.storage.profiles import remove_profile, saved_profiles
from cxboard.storage.workspace import Workspace


def look_at(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Say how a file is read, and propose a profile when nothing known fits it."""
    looked = look(workspace, Path(arguments.file), said_by(workspace, arguments))
    if arguments.json:
        print_json(looked.as_json())
    else:
        _describe(looked)
    return REFUSED if looked.shape is None else OK


def profiles(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """List, show, save or remove profiles."""
    answer = _ACTIONS[arguments.action](workspace, arguments)
    if arguments.json or arguments.action == "show":
        print_json(answer)
    elif arguments.action == "list":
        headings = ("name", "version", "kind", "by", "saved_at")
        print_table(headings, ([row[name] for name in headings] for row in answer["profiles"]))
    else:
        say(f"{answer['name']}: {answer['done']}.")
    return OK


def _list(workspace: Workspace, arguments: argparse.Namespace) -> dict[str, Any]:
    rows = [
        {
            "name": saved.name,
            "version": saved.version,
            "kind": saved.document.get("kind"),
            "by": saved.by,
            "saved_at": saved.saved_at,
        }
        for saved in saved_profiles(workspace.ledger)
    ]
    return {"profiles": rows}


def _show(workspace: Workspace, arguments: argparse.Namespace) -> dict[str, Any]:
    return named_profile(workspace, arguments.name).as_json()


def _save(workspace: Workspace, arguments: argparse.Namespace) -> dict[str, Any]:
    profile = profile_from(arguments.name, _document(arguments.file))
    saved = keep_profile(workspace, profile, COMMAND_LINE)
    each = "".join(f"; say “{name}” with each file (--set {name}=…)" for name in profile.dated)
    return {"name": saved.name, "done": f"saved as version {saved.version}{each}"}


def _remove(workspace: Workspace, arguments: argparse.Namespace) -> dict[str, Any]:
    remove_profile(workspace.ledger, arguments.name)
    return {"name": arguments.name, "done": "removed"}


_ACTIONS = {"list": _list, "show": _show, "save": _save, "remove": _remove}


def _document(name: str) -> Mapping[str, Any]:
    """Return a profile's document: of a file, or of what `look --json` printed into one."""
    try:
        document = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise BadRequest(f"{name or 'The file'} cannot be read as JSON: {wrong}.") from wrong
    if not isinstance(document, dict):
        raise BadRequest(f"{name} holds no profile.")
    found = document.get("proposal", document)
    if not isinstance(found, dict):
        raise BadRequest(f"{name} holds no profile.")
    return found


def _describe(looked: Looked) -> None:
    document = looked.as_json()
    say(f"{looked.file}: {document['layout'] or 'no known layout'}")
    for name, value in (document["shape"] or {}).items():
        if value:
            shown = ", ".join(value) if isinstance(value, (list, tuple)) else value
            say(f"  {name.replace('_', ' ')}: {shown}")
    for problem in looked.problems:
        say(f"  {problem.severity}: {problem.message} {problem.fix_typed}")
    if looked.proposal:
        say(f"  It might be an extract of kind “{looked.proposal.kind}”:")
        for one in looked.proposal.columns:
            say(f"    {one.column} ← “{one.header}” ({one.because}): {', '.join(one.samples)}")
        say(f"    nothing brings: {', '.join(looked.proposal.missing) or 'nothing is missing'}")
        say(f"    not used: {', '.join(looked.proposal.unused) or 'none'}")
        say("  With --json this is a profile to complete, and to keep by `cxboard profiles save`:")
        say("  under “constants” what nothing brings, under “drop” columns that name people.")
