"""How long does a session live, and what ends it? The clock is an argument."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from cxboard.access import sessions, tokens
from cxboard.access.sessions import ABSOLUTE, IDLE, TOUCH_EVERY
from cxboard.access.users import Role
from cxboard.storage import ledger_tables as tables
from cxboard.storage.ledger import Ledger
from tests.access.conftest import NOON, USER

SECOND = timedelta(seconds=1)


def _last_seen(ledger: Ledger) -> datetime:
    with ledger.read() as connection:
        seen: datetime = connection.execute(select(tables.sessions.c.last_seen_at)).scalar_one()
    return seen


def test_a_session_says_who_it_is_and_its_token_is_nowhere_in_the_ledger(ledger: Ledger) -> None:
    token = sessions.create(ledger, USER, NOON)
    session = sessions.find(ledger, token, NOON)
    assert session is not None
    assert (session.user_name, session.role) == (USER, Role.EXECUTIVE)
    with ledger.read() as connection:
        row = connection.execute(select(tables.sessions)).one()
    assert row.token_hash == session.token_hash == tokens.digest(token)
    assert token not in str(row)


def test_every_session_has_a_token_of_its_own(ledger: Ledger) -> None:
    assert len({sessions.create(ledger, USER, NOON) for _ in range(20)}) == 20


def test_without_a_click_it_ends_after_the_idle_time(ledger: Ledger) -> None:
    token = sessions.create(ledger, USER, NOON)
    assert sessions.find(ledger, token, NOON + IDLE) is None
    assert sessions.find(ledger, token, NOON + IDLE - SECOND) is not None
    assert sessions.find(ledger, token, NOON + IDLE + SECOND) is not None, "the click counted"


def test_with_clicks_it_ends_after_its_full_time(ledger: Ledger) -> None:
    token = sessions.create(ledger, USER, NOON)
    at = NOON
    while at < NOON + ABSOLUTE - SECOND:
        assert sessions.find(ledger, token, at) is not None
        at += IDLE / 2
    assert sessions.find(ledger, token, NOON + ABSOLUTE - SECOND) is not None
    assert sessions.find(ledger, token, NOON + ABSOLUTE) is None


def test_a_click_is_written_at_most_once_a_minute(ledger: Ledger) -> None:
    token = sessions.create(ledger, USER, NOON)
    sessions.find(ledger, token, NOON + TOUCH_EVERY - SECOND)
    assert _last_seen(ledger) == NOON
    sessions.find(ledger, token, NOON + TOUCH_EVERY)
    assert _last_seen(ledger) == NOON + TOUCH_EVERY


def test_revoking_one_session_leaves_the_others(ledger: Ledger) -> None:
    one, other = sessions.create(ledger, USER, NOON), sessions.create(ledger, USER, NOON)
    sessions.revoke(ledger, tokens.digest(one))
    assert sessions.find(ledger, one, NOON) is None
    assert sessions.find(ledger, other, NOON) is not None
    sessions.revoke_all(ledger, USER)
    assert sessions.find(ledger, other, NOON) is None


def test_ended_sessions_are_cleared_away_by_the_next_one(ledger: Ledger) -> None:
    for _ in range(3):
        sessions.create(ledger, USER, NOON)
    sessions.create(ledger, USER, NOON + ABSOLUTE)
    with ledger.read() as connection:
        assert len(connection.execute(select(tables.sessions)).all()) == 1


@pytest.mark.parametrize("token", [None, "", "x" * 42, "x" * 44, "x" * 100_000, "é" * 43, "'" * 43])
def test_a_cookie_that_is_no_token_is_nobody(ledger: Ledger, token: str | None) -> None:
    assert sessions.find(ledger, token, NOON) is None


def test_a_token_that_we_did_not_issue_is_not_adopted(ledger: Ledger) -> None:
    assert sessions.find(ledger, tokens.new_token(), NOON) is None
