"""Is this browser signed in, and as whom?

A session is a random id in an HttpOnly cookie; the ledger keeps its hash. It ends when it is
revoked, when nobody used it for a while, or after its full time, whichever comes first.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from cxboard.access import tokens
from cxboard.access.users import Role, end_sessions
from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import sessions, users

IDLE = timedelta(minutes=int(os.environ.get("CXBOARD_IDLE_MINUTES", "30")))
"""How long a session lives without a click."""

ABSOLUTE = timedelta(hours=12)
"""How long a session lives at all: a working day."""

TOUCH_EVERY = timedelta(minutes=1)
"""How exactly the last click is kept: a write for every click would cost a disk flush each."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """A live session; `token_hash` names it without giving it away."""

    token_hash: str
    user_name: str
    role: Role


def create(ledger: Ledger, user_name: str, at: datetime | None = None) -> str:
    """Start a session and return its token, which only the browser keeps."""
    at = at or now()
    token = tokens.new_token()
    with ledger.begin() as connection:
        connection.execute(delete(sessions).where(_is_over(at)))
        connection.execute(
            insert(sessions).values(
                token_hash=tokens.digest(token),
                user_name=user_name,
                created_at=at,
                last_seen_at=at,
                expires_at=at + ABSOLUTE,
            )
        )
    return token


def find(ledger: Ledger, token: str | None, at: datetime | None = None) -> Session | None:
    """Return the live session of a token, or None. Costs one indexed read; notes the visit."""
    if not tokens.is_token(token):
        return None
    at = at or now()
    token_hash = tokens.digest(token)
    query = (
        select(sessions.c.user_name, sessions.c.last_seen_at, users.c.role)
        .join(users, users.c.name == sessions.c.user_name)
        .where(sessions.c.token_hash == token_hash, users.c.active, ~_is_over(at))
    )
    with ledger.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    if at - row.last_seen_at >= TOUCH_EVERY:
        _touch(ledger, token_hash, at)
    return Session(token_hash=token_hash, user_name=row.user_name, role=Role(row.role))


def revoke(ledger: Ledger, token_hash: str) -> None:
    """End one session, known by the hash of its token."""
    with ledger.begin() as connection:
        connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))


def revoke_all(ledger: Ledger, user_name: str) -> None:
    """End every session of a user."""
    with ledger.begin() as connection:
        end_sessions(connection, user_name)


def _is_over(at: datetime) -> ColumnElement[bool]:
    return or_(sessions.c.expires_at <= at, sessions.c.last_seen_at <= at - IDLE)


def _touch(ledger: Ledger, token_hash: str, at: datetime) -> None:
    with ledger.begin() as connection:
        later = sessions.c.last_seen_at < at  # a slower thread must not turn the time back
        connection.execute(
            update(sessions)
            .where(sessions.c.token_hash == token_hash, later)
            .values(last_seen_at=at)
        )
