"""How many people stand behind each cell of an item: by month, place and value of a cut?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat

import polars as pl

from cxboard.domain.disclosure import Block, Cell
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import CUTS, Dimension, Kind
from cxboard.queries.answer_counts import answer_counts
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader
from cxboard.results.policy import Policy
from cxboard.results.told import Count, Told, known, told

Line = Mapping[str, Cell]
"""Cells by month (YYYY-MM)."""

Grid = Mapping[tuple[str, ...], Line]
"""Lines of months by group."""

_Asked = tuple[tuple[Dimension, ...], str, Kind | str | None]


@dataclass(frozen=True, kw_only=True)
class _Counted:
    """Rows of people by group, month, name and part, by name."""

    frames: Mapping[str, pl.DataFrame]


class Cells:
    """The cells of one publication. What is asked of one item is read for all of them at once."""

    def __init__(self, reader: Reader, policy: Policy) -> None:
        """Read nothing yet."""
        self._reader = reader
        self._policy = policy
        self._read: dict[_Asked, Mapping[str, pl.DataFrame]] = {}
        self.months = months_with_data(reader)

    def grid(self, name: str, by: tuple[Dimension, ...], facility: str = "") -> Grid:
        """Return the cells of every group and month that has people.

        Args:
            name: of what is told (see `results.told`).
            by: dimensions of the groups, without time.
            facility: the one hospital to look at; empty for all.
        """
        if self.months is None:
            return {}
        asked = self._asked(name, by, facility)
        if asked not in self._read:
            self._read[asked] = self._count(asked)
        width = len(_parts(told(name), self._policy))
        lines: dict[tuple[str, ...], dict[str, list[int]]] = {}
        frame = self._read[asked].get(name)
        for group, month, part, n in () if frame is None else _rows(frame, len(by)):
            lines.setdefault(group, {}).setdefault(month, [0] * width)[part] = n
        return {
            group: {month: tuple(cell) for month, cell in line.items()}
            for group, line in sorted(lines.items())
        }

    def blocks(self, name: str, lines: Iterable[Line]) -> list[Block]:
        """Return the stretches by which small months of some lines are shown together."""
        months = {month for line in lines for month in line}
        if self.months is None:
            return []
        return blocks(sorted(months), self.months[1], told(name).breaks)

    def _asked(self, name: str, by: tuple[Dimension, ...], facility: str) -> _Asked:
        """Return what is read together: all items, of one kind only where cuts are read."""
        if name not in known():
            return by, facility, name
        return by, facility, told(name).kind if set(CUTS) & set(by) else None

    def _count(self, asked: _Asked) -> Mapping[str, pl.DataFrame]:
        assert self.months is not None
        by, facility, which = asked
        parts = _frame(_wanted(which), self._policy)
        filters = Filters(
            period=Period(first=self.months[0], last=self.months[1]),
            facilities=(facility,) if facility else (),
        )
        keys = parts["item"].unique(maintain_order=True).to_list()
        grouped = (*by, Dimension.MONTH)
        counts = answer_counts(self._reader, keys, filters, grouped)
        columns = [dimension.value for dimension in grouped]
        parts = parts.with_columns(pl.col("item").cast(counts.schema["item"], strict=False))
        summed = (
            counts.join(parts, on=["item", "answer"])
            .group_by("name", *columns, "part")
            .agg((pl.col("n") * pl.col("weight")).sum().clip(0))
            .select("name", pl.col(*columns).cast(pl.String), "part", "n")
        )
        found = summed.partition_by("name", as_dict=True, include_key=False)
        return {str(name): frame for (name,), frame in found.items()}


def _rows(frame: pl.DataFrame, width: int) -> Iterator[tuple[tuple[str, ...], str, int, int]]:
    """Yield group, month, part and people; column by column, which is twice as fast as by row."""
    *names, months, parts, counts = (column.to_list() for column in frame)
    groups = zip(*names, strict=True) if width else repeat(())
    return zip(groups, months, parts, counts, strict=False)


def _wanted(which: Kind | str | None) -> dict[str, Told]:
    if isinstance(which, str) and not isinstance(which, Kind):
        return {which: told(which)}
    return {name: one for name, one in known().items() if which is None or one.kind is which}


def _parts(one: Told, policy: Policy) -> tuple[Count, ...]:
    return one.counts if policy.answers else one.people


def _frame(wanted: Mapping[str, Told], policy: Policy) -> pl.DataFrame:
    rows = [
        (item, answer, name, number, weight)
        for name, one in wanted.items()
        for number, count in enumerate(_parts(one, policy))
        for item, answers, weight in count
        for answer in answers
    ]
    schema = {
        "item": pl.String,
        "answer": pl.Int8,
        "name": pl.String,
        "part": pl.Int32,
        "weight": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def blocks(months: Sequence[str], latest: date, breaks: Collection[date] = ()) -> list[Block]:
    """Return the stretches of months (YYYY-MM), the longest first.

    They are the twelve months that end with the latest one and those before them, parted where
    something breaks; the calendar quarters of those; single months.
    """

    def keys(name: str) -> tuple[int, ...]:
        own_year, own_month = int(name[:4]), int(name[5:])
        back = (latest.year - own_year) * 12 + latest.month - own_month
        own = date(own_year, own_month, 1)
        side = sum(first <= own for first in breaks)
        return 100 * (back // 12) + side, 4 * own_year + (own_month - 1) // 3, own_month

    return _nested([(name, keys(name)) for name in months], 0)


def _nested(months: Sequence[tuple[str, tuple[int, ...]]], level: int) -> list[Block]:
    """Return blocks of months with the same key at a level, each with those of the next level."""
    groups: dict[int, list[tuple[str, tuple[int, ...]]]] = {}
    for month in months:
        groups.setdefault(month[1][level], []).append(month)
    found = []
    for own in groups.values():
        pieces = _nested(own, level + 1) if level + 1 < len(own[0][1]) else []
        while len(pieces) == 1:
            pieces = list(pieces[0].pieces)
        found.append(Block(columns=tuple(name for name, _ in own), pieces=tuple(pieces)))
    return found
