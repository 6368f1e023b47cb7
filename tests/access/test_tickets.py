"""Does a sign-in ticket open once, soon, in its own browser, and never otherwise?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from cxboard.access import tickets, tokens
from cxboard.access.tickets import LIFETIME
from cxboard.storage import ledger_tables as tables
from cxboard.storage.ledger import Ledger
from tests.access.conftest import NOON, USER

VISITOR = tokens.new_token()


def test_a_ticket_opens_once(ledger: Ledger) -> None:
    ticket = tickets.issue(ledger, USER, VISITOR, NOON)
    assert tickets.redeem(ledger, ticket, VISITOR, NOON) == USER
    assert tickets.redeem(ledger, ticket, VISITOR, NOON) is None


def test_a_ticket_lasts_seconds(ledger: Ledger) -> None:
    in_time, late = (tickets.issue(ledger, USER, VISITOR, NOON) for _ in range(2))
    just = NOON + LIFETIME - timedelta(milliseconds=1)
    assert tickets.redeem(ledger, in_time, VISITOR, just) == USER
    assert tickets.redeem(ledger, late, VISITOR, NOON + LIFETIME) is None


def test_a_ticket_in_another_browser_opens_nothing_and_is_burnt(ledger: Ledger) -> None:
    ticket = tickets.issue(ledger, USER, VISITOR, NOON)
    assert tickets.redeem(ledger, ticket, tokens.new_token(), NOON) is None
    assert tickets.redeem(ledger, ticket, VISITOR, NOON) is None


def test_the_ledger_keeps_hashes_only(ledger: Ledger) -> None:
    ticket = tickets.issue(ledger, USER, VISITOR, NOON)
    with ledger.read() as connection:
        row = str(connection.execute(select(tables.tickets)).one())
    assert ticket not in row
    assert VISITOR not in row


def test_old_tickets_are_cleared_away(ledger: Ledger) -> None:
    tickets.issue(ledger, USER, VISITOR, NOON)
    tickets.issue(ledger, USER, VISITOR, NOON + LIFETIME)
    with ledger.read() as connection:
        assert len(connection.execute(select(tables.tickets)).all()) == 1


@pytest.mark.parametrize("ticket", [None, "", "x", "x" * 100_000, "é" * 43])
def test_what_is_no_ticket_opens_nothing(ledger: Ledger, ticket: str | None) -> None:
    assert tickets.redeem(ledger, ticket, VISITOR, NOON) is None


def test_without_a_visitor_cookie_no_ticket_opens(ledger: Ledger) -> None:
    assert tickets.redeem(ledger, tickets.issue(ledger, USER, VISITOR, NOON), None, NOON) is None
