"""Refused files: who tried to send what, when, and why nothing of it was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import refusals
from cxboard.storage.seals import seal


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One refused attempt; `sha256` and `kind` are None where it did not come that far.

    `reasons` hold code, column, row (of the first place), count and text (a sentence).
    """

    number: int
    at: datetime
    by: str
    file_name: str
    sha256: str | None
    kind: str | None
    reasons: tuple[Mapping[str, Any], ...]

    @property
    def why(self) -> str:
        """The reasons, sentence by sentence."""
        return " ".join(reason["text"] for reason in self.reasons)


def add_refusal(
    ledger: Ledger,
    *,
    by: str,
    file_name: str,
    sha256: str | None,
    kind: str | None,
    reasons: Sequence[Mapping[str, Any]],
) -> None:
    """Write that a file was refused; no such entry is ever changed."""
    values = {
        "at": now(),
        "by": by,
        "file_name": file_name,
        "sha256": sha256,
        "kind": kind,
        "reasons": [dict(reason) for reason in reasons],
    }
    with ledger.begin() as connection:
        key = connection.execute(insert(refusals).values(**values)).inserted_primary_key
        assert key is not None
        seal(connection, "refusal", key[0])


def all_refusals(ledger: Ledger) -> list[Refusal]:
    """Return every refused attempt, newest first."""
    with ledger.read() as connection:
        rows = connection.execute(select(refusals).order_by(refusals.c.number.desc()))
        return [Refusal(**row._asdict() | {"reasons": tuple(row.reasons)}) for row in rows]
