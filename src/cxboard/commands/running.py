"""demo, serve and users: build the fictional system, run the app, and say who may sign in."""

from __future__ import annotations

import argparse
import runpy
import sys
from collections.abc import Iterable
from functools import partial

from cxboard.access import users as user_store
from cxboard.access.users import Credential
from cxboard.commands.output import OK, print_json, print_table, say
from cxboard.domain.errors import LakeDiffers
from cxboard.domain.periods import parse_month
from cxboard.results.rule_set import rules_in_force
from cxboard.storage.folders import PROJECT
from cxboard.storage.publications import current
from cxboard.storage.switching import refresh_rollup
from cxboard.storage.workspace import Workspace


def demo(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Build Larkfield Health and take it in through the same ingest as any other extract."""
    # numpy and its kin would slow down `serve`
    from cxboard.demo.build import build_demo
    from cxboard.ingest.load import ingest_file
    from cxboard.results.kpis import headline_changes

    reports = build_demo(
        workspace,
        responses=arguments.responses,
        seed=arguments.seed,
        until=parse_month(arguments.until),
        ingest=partial(ingest_file, kpi_changes=partial(headline_changes, workspace)),
    )
    if arguments.json:
        print_json({"uploads": [report.as_json() for report in reports]})
    else:
        rows = sum(report.rows.accepted for report in reports)
        say(f"Larkfield Health (fictional): {len(reports)} extracts, {rows:,} rows published.")
    return OK


def serve(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Run the app until it is stopped; on the first start, print fresh names and passwords."""
    rules_in_force()  # a name that is none is told now, not on every page
    if arguments.demo_if_empty and current(workspace.ledger) is None:
        say("The lake is empty: building the fictional Larkfield Health …")
        demo(workspace, arguments)
    try:
        refresh_rollup(workspace)
    except LakeDiffers as wrong:  # the app starts all the same, read-only, and says so
        say(str(wrong))
    run = runpy.run_path(str(PROJECT / "app" / "server.py"))["serve"]
    run(port=arguments.port, data_dir=workspace.data_dir)
    return OK


def users(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Add, disable, enable or list users, or renew a password."""
    ledger = workspace.ledger
    if arguments.action == "list":
        rows = [
            (u.name, u.role.value, u.active, u.created_at) for u in user_store.all_users(ledger)
        ]
        headings = ("name", "role", "active", "created_at")
        if arguments.json:
            print_json({"users": [dict(zip(headings, row, strict=True)) for row in rows]})
        else:
            print_table(headings, rows)
        return OK
    if arguments.action in ("disable", "enable"):
        getattr(user_store, arguments.action)(ledger, arguments.name)
        if arguments.json:
            print_json({"name": arguments.name, "active": arguments.action == "enable"})
        else:
            say(f"{arguments.name} is {arguments.action}d; sessions that were open have ended.")
        return OK
    password = sys.stdin.readline().rstrip("\n") if arguments.stdin else None
    if arguments.action == "add":
        credential = user_store.add(ledger, arguments.name, arguments.role, password)
    else:
        credential = user_store.set_password(ledger, arguments.name, password)
    _show([credential], as_json=arguments.json, hide=password is not None)
    return OK


def _show(credentials: Iterable[Credential], *, as_json: bool, hide: bool) -> None:
    """Print credentials once; a password that its owner typed is not repeated."""
    for credential in credentials:
        shown = None if hide else credential.password
        if as_json:
            print_json({"name": credential.name, "role": credential.role, "password": shown})
        else:
            say(f"{credential.name} ({credential.role}){'' if hide else f': {shown}'}")
