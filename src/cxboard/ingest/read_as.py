"""How was a file read? Shown to its sender with its first rows, and kept with its receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cxboard.ingest.forms import Shape
from cxboard.storage.ledger import Ledger
from cxboard.storage.profiles import version_of
from cxboard.storage.rollups import catalogue_fingerprint

if TYPE_CHECKING:
    from cxboard.ingest.matching import Match
    from cxboard.ingest.reader import Extract

FIRST_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class ReadAs:
    """How a file was read apart, and what each of its columns brought.

    `rows` are its first rows as text, for its sender alone: they are no part of the document that
    is kept. `columns` maps our columns to the headers that brought them, `left_out` lists the
    headers that nothing took. Without a `layout` nobody has said yet what the columns are.
    """

    shape: Shape
    headers: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    layout: str | None = None
    profile: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the document of a receipt: how it was read, and no row of it."""
        return {
            "layout": self.layout,
            "profile": self.profile,
            "shape": self.shape.as_json(),
            "columns": dict(self.columns),
            "left_out": list(self.left_out),
        }


def apart(extract: Extract) -> ReadAs:
    """Return how a file was read whose columns nobody knows yet."""
    return ReadAs(shape=extract.shape, headers=extract.headers, rows=first_rows(extract))


def matched(original: Extract, found: Match) -> ReadAs:
    """Return how a file was read whose columns are known; `original` holds its rows as sent."""
    recognised = found.recognised
    taken = {*recognised.headers.values()}.union(*recognised.translation.added.values())
    return ReadAs(
        shape=original.shape,
        headers=original.headers,
        rows=first_rows(original),
        layout=recognised.layout.title,
        profile=recognised.profile,
        columns=recognised.headers,
        left_out=tuple(header for header in original.headers if header not in taken),
    )


def kept(ledger: Ledger, read: ReadAs | None) -> dict[str, Any]:
    """Return what a receipt says of how its file was read: by which profile and rules, and how."""
    assert read is not None, "matched before it is checked"
    version = version_of(ledger, read.profile)
    return read.as_json() | {"profile_version": version, "rules": catalogue_fingerprint()}


def first_rows(extract: Extract) -> tuple[tuple[str | None, ...], ...]:
    """Return the first rows of a file as text."""
    names = {f"c{place}": header for place, header in enumerate(extract.headers)}
    return tuple(extract.scan(names).head(FIRST_ROWS).collect().rows())
