"""What does each measure mean, and which uploads feed it? The catalogue, to look things up in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cxboard.domain.catalogue import all_measures
from cxboard.domain.measures import Measure
from cxboard.domain.references import Benchmark
from cxboard.domain.vocabulary import Kind
from cxboard.storage.ledger import Ledger
from cxboard.storage.publications import Publication
from cxboard.storage.reference import benchmarks_of
from cxboard.storage.uploads import UploadRecord, all_uploads


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A published upload that measures are counted from; months are its first and last."""

    upload_id: str
    file_name: str
    sha256: str
    by: str
    published_at: datetime | None
    first: date | None
    last: date | None
    rows: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One measure of the dictionary with what it is read against."""

    measure: Measure
    benchmarks: tuple[Benchmark, ...]


def entries() -> tuple[Entry, ...]:
    """Return every measure, in the order of the board page."""
    return tuple(
        Entry(measure=measure, benchmarks=benchmarks_of(measure.id)) for measure in all_measures()
    )


def matching(found: tuple[Entry, ...], words: str) -> tuple[Entry, ...]:
    """Return the entries that hold every one of the words, in any case and any place.

    Looked at are titles, questions, items, families, sections, owners and sources.
    """
    wanted = words.casefold().split()
    return tuple(entry for entry in found if all(word in _text(entry) for word in wanted))


def feeds(ledger: Ledger, publication: Publication, kind: Kind) -> tuple[Feed, ...]:
    """Return the uploads of a kind that are part of a publication, newest first."""
    active = set(publication.uploads)
    return tuple(
        _feed(record)
        for record in all_uploads(ledger)
        if record.kind is kind and record.upload_id in active
    )


def _feed(record: UploadRecord) -> Feed:
    return Feed(
        upload_id=record.upload_id,
        file_name=record.file_name,
        sha256=record.sha256,
        by=record.by,
        published_at=record.committed_at,
        first=min(record.months, default=None),
        last=max(record.months, default=None),
        rows=record.counts.get("accepted", 0),
    )


def _text(entry: Entry) -> str:
    measure = entry.measure
    items = (item for edition in measure.editions for item in edition.items)
    parts = [
        measure.id,
        measure.title,
        measure.short_title,
        measure.question,
        measure.family,
        measure.section,
        measure.owner_role,
        measure.source,
        *(f"{item.key} {item.wording} {item.care_domain or ''}" for item in items),
    ]
    return " ".join(parts).casefold()
