"""What an upload's receipt says beyond counts: how the file was read, and what it moved.

Kept beside the upload and never changed by what comes later, so that a receipt reads the same in
a year's time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select

from cxboard.storage.ledger import Ledger
from cxboard.storage.ledger_tables import receipt_parts

Part = Literal["reading", "effect"]


def keep(connection: Connection, upload_id: str, part: Part, document: Mapping[str, Any]) -> None:
    """Write one part of an upload's receipt; an attempt that was cut off before is replaced."""
    here = (receipt_parts.c.upload_id == upload_id, receipt_parts.c.part == part)
    connection.execute(delete(receipt_parts).where(*here))
    connection.execute(
        insert(receipt_parts).values(upload_id=upload_id, part=part, document=dict(document))
    )


def kept(ledger: Ledger, part: Part) -> dict[str, Mapping[str, Any]]:
    """Return one part of every receipt that has it, by upload."""
    query = select(receipt_parts.c.upload_id, receipt_parts.c.document)
    with ledger.read() as connection:
        rows = connection.execute(query.where(receipt_parts.c.part == part)).all()
    return {row.upload_id: row.document for row in rows}
