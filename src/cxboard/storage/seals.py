"""Are the ledger's rows of uploads, publications and refusals as they were written?

SQLite finds damage to its own structure, and a flipped bit in a number or a name is none. So every
such row is sealed with its SHA-256 in the transaction that writes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from cxboard.storage.ledger_tables import publications, refusals, seals, uploads

_KEYS = {
    "upload": uploads.c.upload_id,
    "publication": publications.c.number,
    "refusal": refusals.c.number,
}
"""What is sealed, and the column by which one of it is known."""


def seal(connection: Connection, what: str, key: str | int) -> None:
    """Seal a row as it stands in this transaction."""
    break_seal(connection, what, key)
    row = connection.execute(select(_KEYS[what].table).where(_KEYS[what] == key)).one()
    connection.execute(insert(seals).values(name=_name(what, key), sha256=_digest(row)))


def break_seal(connection: Connection, what: str, key: str | int) -> None:
    """Take the seal off a row that is about to change."""
    connection.execute(delete(seals).where(seals.c.name == _name(what, key)))


def broken(connection: Connection) -> Iterator[str]:
    """Yield the names of rows that are gone, or no longer what was sealed."""
    sealed = {row.name: row.sha256 for row in connection.execute(select(seals))}
    found = {
        _name(what, getattr(row, key.name)): _digest(row)
        for what, key in _KEYS.items()
        for row in connection.execute(select(key.table))
    }
    return (name for name, sha256 in sorted(sealed.items()) if found.get(name) != sha256)


def _name(what: str, key: str | int) -> str:
    return f"{what} {key}"


def _digest(row: Row[Any]) -> str:
    text = json.dumps(row._asdict(), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
