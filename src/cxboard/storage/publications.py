"""Publications: the named sets of table versions that readers see, one at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from cxboard.domain.errors import UnknownValue
from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import publications
from cxboard.storage.seals import seal

_ID = re.compile(r"p(\d{1,9})")


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One state of the lake that readers can pin.

    `tables` maps a table's name to its version; `uploads` are the active ones, oldest first, and
    of two rows with one key the later upload's counts. `catalogue` is the fingerprint of the
    measures that the rollup was built for.
    """

    number: int
    created_at: datetime
    reason: str
    upload_id: str | None
    by: str
    tables: Mapping[str, int]
    uploads: tuple[str, ...]
    catalogue: str

    @property
    def id(self) -> str:
        """The name printed on every page and export."""
        return f"p{self.number:05d}"


NOTHING = Publication(
    number=0,
    created_at=datetime(1970, 1, 1),
    reason="none",
    upload_id=None,
    by="",
    tables={},
    uploads=(),
    catalogue="",
)
"""What readers would see before the first upload."""


def current(ledger: Ledger) -> Publication | None:
    """Return the publication that readers see now, or None before the first upload."""
    with ledger.read() as connection:
        return current_in(connection)


def current_in(connection: Connection) -> Publication | None:
    """Return the newest publication as this transaction sees it."""
    query = select(publications).order_by(publications.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None else _publication(row)


def all_publications(ledger: Ledger) -> list[Publication]:
    """Return every publication, newest first."""
    with ledger.read() as connection:
        rows = connection.execute(select(publications).order_by(publications.c.number.desc()))
        return [_publication(row) for row in rows]


def get_publication(ledger: Ledger, publication_id: str) -> Publication:
    """Return a publication by its id, such as "p00012", or raise UnknownValue."""
    match = _ID.fullmatch(publication_id)
    if match:
        with ledger.read() as connection:
            query = select(publications).where(publications.c.number == int(match[1]))
            row = connection.execute(query).first()
        if row is not None:
            return _publication(row)
    known = (publication.id for publication in all_publications(ledger))
    raise UnknownValue("publication", publication_id, known)


def record(
    connection: Connection,
    *,
    reason: str,
    upload_id: str | None,
    by: str,
    tables: Mapping[str, int],
    uploads: tuple[str, ...],
    catalogue: str,
) -> Publication:
    """Write a new publication; readers see it when the transaction commits."""
    values: dict[str, Any] = {
        "created_at": now(),
        "reason": reason,
        "upload_id": upload_id,
        "by": by,
        "tables": dict(tables),
        "uploads": list(uploads),
        "catalogue": catalogue,
    }
    result = connection.execute(insert(publications).values(**values))
    assert result.inserted_primary_key is not None
    number = result.inserted_primary_key[0]
    seal(connection, "publication", number)
    return Publication(number=number, **values | {"uploads": uploads})


def _publication(row: Row[Any]) -> Publication:
    values = row._asdict()
    return Publication(**values | {"uploads": tuple(values["uploads"])})
