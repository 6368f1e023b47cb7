"""Which months have readers seen, and since when? What is said anew of them is a restatement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from cxboard.domain.vocabulary import Kind
from cxboard.storage.publications import all_publications
from cxboard.storage.uploads import all_uploads
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A month that readers see: in which publication first, when that was, and in how many."""

    month: date
    publication: str
    at: datetime
    publications: int


def seen(workspace: Workspace, kind: Kind, months: Collection[date]) -> tuple[Seen, ...]:
    """Return those of some months that any publication showed rows of a kind of, by month."""
    brought = {
        record.upload_id: set(record.months).intersection(months)
        for record in all_uploads(workspace.ledger)
        if record.kind is kind
    }
    shown_in: dict[date, list[tuple[str, datetime]]] = {}
    for publication in reversed(all_publications(workspace.ledger)):
        known: set[date] = set()
        for upload_id in publication.uploads:
            known |= brought.get(upload_id, set())
        for month in known:
            shown_in.setdefault(month, []).append((publication.id, publication.created_at))
    return tuple(
        Seen(month=month, publication=first[0], at=first[1], publications=1 + len(others))
        for month, (first, *others) in sorted(shown_in.items())
    )
