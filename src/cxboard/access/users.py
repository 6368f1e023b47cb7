"""Who are the users, and what is each one's role?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from cxboard.access import passwords
from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import sessions, tickets, users

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


class Role(StrEnum):
    """What a user comes to do. What each role may see and change is decided in one place later."""

    EXECUTIVE = "executive"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class User:
    """A person who may sign in while `active`."""

    name: str
    role: Role
    active: bool
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Credential:
    """A name with its fresh password, which is shown once and kept nowhere."""

    name: str
    role: Role
    password: str


def normalise(name: str) -> str:
    """Return a name as it is stored: without spaces around it, in small letters."""
    return name.strip().lower()


def add(ledger: Ledger, name: str, role: str, password: str | None = None) -> Credential:
    """Add a user; without a password, a fresh one is made.

    Raises:
        BadRequest: the name is taken or cannot be a name, or the password is not good enough.
        UnknownValue: there is no such role.
    """
    name = normalise(name)
    if not _NAME.fullmatch(name):
        raise BadRequest(
            f"“{name[:80]}” cannot be a user name. Use 2 to 64 small letters, digits, and . _ @ - "
            "between them."
        )
    if role not in set(Role):
        raise UnknownValue("role", role, Role)
    credential = Credential(name=name, role=Role(role), password=password or passwords.generate())
    row = _row(credential)
    try:
        with ledger.begin() as connection:
            connection.execute(insert(users).values(row))
    except IntegrityError as error:
        raise BadRequest(
            f"There is already a user “{name}”. To renew the password: cxboard users password "
            f"{name}"
        ) from error
    return credential


def create_first_users(ledger: Ledger) -> tuple[Credential, ...]:
    """Create one user for each role when there is none at all, and return their passwords.

    Returns:
        The fresh credentials, or nothing when there are users already.
    """
    if all_users(ledger):
        return ()
    fresh = tuple(
        Credential(name=role.value, role=role, password=passwords.generate()) for role in Role
    )
    rows = [_row(credential) for credential in fresh]
    with ledger.begin() as connection:
        if connection.execute(select(users.c.name).limit(1)).first() is not None:
            return ()  # another process was faster
        connection.execute(insert(users), rows)
    return fresh


def all_users(ledger: Ledger) -> list[User]:
    """Return every user, by name."""
    with ledger.read() as connection:
        rows = connection.execute(_USER.order_by(users.c.name))
        return [_user(row) for row in rows]


def get_user(ledger: Ledger, name: str) -> User:
    """Return a user by name, or raise UnknownValue."""
    with ledger.read() as connection:
        row = connection.execute(_USER.where(users.c.name == normalise(name))).first()
    if row is None:
        raise _unknown(ledger, name)
    return _user(row)


def set_password(ledger: Ledger, name: str, password: str | None = None) -> Credential:
    """Give a user a new password (a fresh one when none is given) and end all their sessions."""
    user = get_user(ledger, name)
    password = password or passwords.generate()
    password_hash = passwords.hash_password(password)
    with ledger.begin() as connection:
        change = update(users).where(users.c.name == user.name)
        connection.execute(change.values(password_hash=password_hash))
        end_sessions(connection, user.name)
    return Credential(name=user.name, role=user.role, password=password)


def disable(ledger: Ledger, name: str) -> None:
    """Keep a user out from this moment on; what they did stays on record."""
    _set_active(ledger, name, False)


def enable(ledger: Ledger, name: str) -> None:
    """Let a disabled user in again."""
    _set_active(ledger, name, True)


def password_hash_of(ledger: Ledger, name: str) -> tuple[User, str] | None:
    """Return a user with the stored hash, or None; for the judge of attempts only."""
    if not _NAME.fullmatch(name):  # some texts are no value for a database either
        return None
    query = select(*_USER.selected_columns, users.c.password_hash).where(users.c.name == name)
    with ledger.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else (_user(row), row.password_hash)


def end_sessions(connection: Connection, name: str) -> None:
    """End every session of a user, and every sign-in that is on its way."""
    connection.execute(delete(sessions).where(sessions.c.user_name == name))
    connection.execute(delete(tickets).where(tickets.c.user_name == name))


_USER = select(users.c.name, users.c.role, users.c.active, users.c.created_at)


def _user(row: Row[*tuple[Any, ...]]) -> User:
    return User(name=row.name, role=Role(row.role), active=row.active, created_at=row.created_at)


def _row(credential: Credential) -> dict[str, Any]:
    """Return what is stored; made before a transaction starts, because hashing takes a while."""
    return {
        "name": credential.name,
        "password_hash": passwords.hash_password(credential.password),
        "role": credential.role.value,
        "active": True,
        "created_at": now(),
    }


def _set_active(ledger: Ledger, name: str, active: bool) -> None:
    user = get_user(ledger, name)
    with ledger.begin() as connection:
        connection.execute(update(users).where(users.c.name == user.name).values(active=active))
        end_sessions(connection, user.name)


def _unknown(ledger: Ledger, name: str) -> UnknownValue:
    return UnknownValue("user", name, (user.name for user in all_users(ledger)))
