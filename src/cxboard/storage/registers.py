"""The registers that people keep: read whole, changed one entry at a time, with all of it kept.

A change, its history and the new revision are one transaction. Raising the revision comes first
and takes its row's lock, so that changes happen one after the other on every database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, select, update

from cxboard.domain.actions import Action
from cxboard.domain.charted import Alert, Annotation, Rebase
from cxboard.domain.errors import UnknownValue
from cxboard.domain.framework import Area, Assessment, Maturity, Review
from cxboard.domain.partnership import Partnership
from cxboard.domain.records import Author, EditedMeanwhile, Record
from cxboard.domain.references import Target
from cxboard.domain.registers import Registers
from cxboard.domain.sources import ExpectedSource
from cxboard.storage import reference
from cxboard.storage import register_tables as tables
from cxboard.storage.ledger import Ledger, now
from cxboard.storage.register_codec import decode, encode, jot

R = TypeVar("R", bound=Record)

TABLES: Mapping[type[Record], Table] = {
    Target: tables.targets,
    Rebase: tables.rebases,
    Annotation: tables.annotations,
    Action: tables.actions,
    Alert: tables.alerts,
    Partnership: tables.partnerships,
    Area: tables.areas,
    Maturity: tables.maturities,
    Review: tables.reviews,
    Assessment: tables.assessments,
    ExpectedSource: tables.expected_sources,
}
"""Where each kind of entry is kept."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of an entry's history: who did what when; `before` and `after` by field.

    `change` is "added", "changed", "withdrawn", "restored", or "refused" for what came second.
    """

    change: str
    at: datetime
    by: str
    role: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def revision(ledger: Ledger) -> int:
    """Return how often the registers have changed: the key of what is made from them."""
    with ledger.read() as connection:
        number: int = connection.execute(select(tables.register_revision.c.number)).scalar_one()
    return number


def read(ledger: Ledger) -> Registers:
    """Return every entry that is not withdrawn, with the targets and titles that we bring along."""
    with ledger.read() as connection:
        number = connection.execute(select(tables.register_revision.c.number)).scalar_one()
        areas = {each.number: each for each in (*reference.areas(), *_live(connection, Area))}
        levels = {e.level: e for e in (*reference.maturities(), *_live(connection, Maturity))}
        return Registers(
            revision=number,
            targets=(*_live(connection, Target), *reference.targets()),
            rebases=_live(connection, Rebase),
            annotations=_live(connection, Annotation),
            actions=_live(connection, Action),
            alerts=_live(connection, Alert),
            partnerships=_live(connection, Partnership),
            areas=tuple(areas[number] for number in sorted(areas)),
            maturities=tuple(levels[level] for level in sorted(levels)),
            reviews=_live(connection, Review),
            assessments=_live(connection, Assessment),
            sources=_live(connection, ExpectedSource),
        )


def shipped() -> Registers:
    """Return the registers before anybody entered anything: what we bring along."""
    return Registers(
        targets=reference.targets(), areas=reference.areas(), maturities=reference.maturities()
    )


def save(ledger: Ledger, entry: R, author: Author) -> R:
    """Add an entry (id 0) or change one, and return it as it now stands.

    Raises:
        BadRequest: the entry cannot be true.
        UnknownValue: it names a measure or an entry that is not there.
        EditedMeanwhile: its version is not the newest any more; the attempt is in the history.
    """
    with ledger.begin() as connection:
        stored = _changed(connection, entry, author)
    if isinstance(stored, EditedMeanwhile):  # raised only now, so that the attempt is kept
        raise stored
    return stored


def add(ledger: Ledger, entries: Sequence[R], author: Author) -> list[R]:
    """Add new entries, all or none, and return them as they now stand; raises as `save` does."""
    with ledger.begin() as connection:
        return [_added(connection, entry, author) for entry in entries]


def history(ledger: Ledger, entry: Record) -> tuple[Change, ...]:
    """Return every change of an entry and every refused one, newest first."""
    kept = tables.register_history
    query = (
        select(kept.c.change, kept.c.at, kept.c.by, kept.c.role, kept.c.before, kept.c.after)
        .where(kept.c.register == TABLES[type(entry)].name, kept.c.entry_id == entry.id)
        .order_by(kept.c.seq.desc())
    )
    with ledger.read() as connection:
        return tuple(Change(**row._asdict()) for row in connection.execute(query))


def withdrawn(ledger: Ledger, kind: type[R]) -> tuple[R, ...]:
    """Return the entries that were withdrawn; saving one with `withdrawn=False` restores it."""
    with ledger.read() as connection:
        return tuple(entry for entry in _all(connection, kind) if entry.withdrawn)


def _changed(connection: Connection, entry: R, author: Author) -> R | EditedMeanwhile:
    _raise_revision(connection)
    kind, table = type(entry), TABLES[type(entry)]
    every = {each.id: each for each in _all(connection, kind)}
    before = every.pop(entry.id, None)
    if before is None and entry.id:
        raise UnknownValue(kind.__name__.lower(), str(entry.id), map(str, every))
    if before is not None and before.says_the_same_as(entry):
        return before
    if before is not None and before.version != entry.version:
        _note(connection, "refused", before, entry, author)
        return EditedMeanwhile(entry, before)
    if not entry.withdrawn:
        entry.check([other for other in every.values() if not other.withdrawn])
    after = replace(entry, version=entry.version + 1, changed_at=now(), changed_role=author.role)
    if before is None:
        values = encode(after)
        values.pop("id")
        key = connection.execute(insert(table).values(**values)).inserted_primary_key
        assert key is not None
        after = replace(after, id=key[0])
    else:
        connection.execute(update(table).where(table.c.id == after.id).values(**encode(after)))
    _note(connection, _what(before, after), before, after, author)
    return after


def _added(connection: Connection, entry: R, author: Author) -> R:
    stored = _changed(connection, entry, author)
    assert not isinstance(stored, EditedMeanwhile), "a new entry has no version to differ in"
    return stored


def _raise_revision(connection: Connection) -> None:
    counter = tables.register_revision
    connection.execute(update(counter).values(number=counter.c.number + 1))


def _what(before: Record | None, after: Record) -> str:
    if before is None:
        return "added"
    if before.withdrawn == after.withdrawn:
        return "changed"
    return "withdrawn" if after.withdrawn else "restored"


def _note(
    connection: Connection, change: str, before: Record | None, after: Record, author: Author
) -> None:
    connection.execute(
        insert(tables.register_history).values(
            register=TABLES[type(after)].name,
            entry_id=after.id,
            version=before.version if before else 0,
            change=change,
            at=now(),
            by=author.name,
            role=author.role,
            before=jot(before) if before else None,
            after=jot(after),
        )
    )


def _all(connection: Connection, kind: type[R]) -> tuple[R, ...]:
    table = TABLES[kind]
    rows = connection.execute(select(table).order_by(table.c.id))
    return tuple(decode(kind, row._asdict()) for row in rows)


def _live(connection: Connection, kind: type[R]) -> tuple[R, ...]:
    return tuple(entry for entry in _all(connection, kind) if not entry.withdrawn)
