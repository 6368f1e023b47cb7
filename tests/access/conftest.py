"""What do the access tests share? A ledger of their own with one user, and a clock that stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import insert

from cxboard.access import passwords
from cxboard.access.users import Role
from cxboard.storage.ledger import Ledger
from cxboard.storage.ledger_tables import users

NOON = datetime(2026, 11, 2, 12)
USER = "executive"


@pytest.fixture
def empty_ledger(ledger_url: str) -> Iterator[Ledger]:
    """Return a ledger without users."""
    ledger = Ledger(ledger_url)
    yield ledger
    ledger.close()


@pytest.fixture
def ledger(empty_ledger: Ledger) -> Ledger:
    """Return a ledger with one user, whose password nobody knows."""
    with empty_ledger.begin() as connection:
        connection.execute(
            insert(users).values(
                name=USER,
                password_hash=passwords.NOBODY,
                role=Role.EXECUTIVE.value,
                active=True,
                created_at=NOON,
            )
        )
    return empty_ledger
