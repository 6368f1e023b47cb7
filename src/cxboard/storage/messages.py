"""Messages to users about what happened while nobody looked, kept until they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, select, update

from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import messages

Weight = Literal["information", "error"]

_LONGEST_TITLE = 200


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to one user; `read_at` is None until it is read."""

    number: int
    created_at: datetime
    recipient: str
    severity: Weight
    title: str
    detail: tuple[str, ...]
    upload_id: str | None
    read_at: datetime | None


def tell(
    ledger: Ledger,
    recipients: Iterable[str],
    *,
    severity: Weight,
    title: str,
    detail: Iterable[str],
    upload_id: str | None,
) -> None:
    """Leave a message for each of some users."""
    values = {
        "created_at": now(),
        "severity": severity,
        "title": title[:_LONGEST_TITLE],
        "detail": list(detail),
        "upload_id": upload_id,
    }
    rows = [values | {"recipient": name} for name in dict.fromkeys(recipients)]
    if rows:
        with ledger.begin() as connection:
            connection.execute(insert(messages), rows)


def messages_for(ledger: Ledger, recipient: str, *, unread_only: bool = True) -> list[Message]:
    """Return a user's messages, newest first."""
    query = select(messages).where(messages.c.recipient == recipient)
    if unread_only:
        query = query.where(messages.c.read_at.is_(None))
    with ledger.read() as connection:
        rows = connection.execute(query.order_by(messages.c.number.desc()))
        return [Message(**row._asdict() | {"detail": tuple(row.detail)}) for row in rows]


def mark_read(ledger: Ledger, recipient: str, numbers: Iterable[int]) -> None:
    """Write that a user has read messages; those of others stay as they are."""
    with ledger.begin() as connection:
        connection.execute(
            update(messages)
            .where(messages.c.recipient == recipient, messages.c.number.in_(list(numbers)))
            .values(read_at=now())
        )
