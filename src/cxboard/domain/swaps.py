"""Could each small cell be large, although what all places add up to is known as well?

Places have a table each, covered with patches (see `domain.disclosure`); the table of their sums
has patches of its own. People may be swapped between cells as long as no known sum changes: no
reader can tell. A small cell is safe when so many can be swapped into it that it holds enough. What
holds for the smallest cells holds for all that they are parts of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cxboard.domain.disclosure import Column, Patch, Table

Place = str
At = tuple[Place, str, Column]


@dataclass(frozen=True, kw_only=True)
class Layers:
    """What is known of some places, and of their sums.

    `patches` are those of each place, `whole` those of the sums. The `dark` rows are known only
    together everywhere. Of `rows` in `places` not even the totals over all columns are known apart,
    unless they are dark.
    """

    tables: Mapping[Place, Table]
    patches: Mapping[Place, Sequence[Patch]]
    whole: Sequence[Patch]
    dark: frozenset[str]
    rows: frozenset[str]
    places: frozenset[Place]
    smallest: int

    def unsafe(self) -> set[tuple[str, Column]]:
        """Return rows and columns in which some place has a small cell that cannot be large."""
        return {
            (row, column) for place, row, column in self._hidden if self._fails(place, row, column)
        }

    def patch_of_sum(self, row: str, column: Column) -> Patch | None:
        """Return the patch that hides the sum of all places in a cell, if one does."""
        return self._whole.get((row, column))

    @cached_property
    def _hidden(self) -> dict[At, Patch]:
        return {
            (place, row, column): patch
            for place, patches in self.patches.items()
            for patch in patches
            for row in patch.rows
            for column in patch.columns
        }

    @cached_property
    def _whole(self) -> dict[tuple[str, Column], Patch]:
        return {
            (row, column): patch
            for patch in self.whole
            for row in patch.rows
            for column in patch.columns
        }

    def _fails(self, place: Place, row: str, column: Column) -> bool:
        cell = self.tables[place].get(row, {}).get(column, ())
        small = [part for part, count in enumerate(cell) if 0 < count < self.smallest]
        return any(not self._holds(place, row, column, part) for part in small)

    def _holds(self, place: Place, row: str, column: Column, part: int) -> bool:
        """Whether a count of a cell can grow to the smallest that may be shown."""
        lacking = self.smallest - self._count((place, row, column), part)
        spare: dict[At, int] = {}
        for givers in self._swaps(place, row, column):
            left = [spare.get(cell, self._count(cell, part)) for cell in givers]
            if moved := min(lacking, *left):
                lacking -= moved
                spare |= {cell: n - moved for cell, n in zip(givers, left, strict=True)}
            if not lacking:
                return True
        return False

    def _swaps(self, place: Place, row: str, column: Column) -> Iterator[tuple[At, ...]]:
        """Yield the cells that give one each when a cell gains one and no known sum changes."""
        patch, known = self._hidden[place, row, column], self._whole.get((row, column))
        others = [name for name in patch.rows - {row} if column in self._line(place, name)]
        months = patch.columns & self._line(place, row).keys() - {column}
        for other in others:
            if {row, other} <= self.dark:
                yield ((place, other, column),)
            for month in months & known.columns if known and other in known.rows else ():
                yield (place, other, column), (place, row, month)
        for partner in self.tables.keys() - {place}:
            theirs = self._hidden.get((partner, row, column))
            if theirs is None or column not in self._line(partner, row):
                continue
            for other in others:
                if other not in theirs.rows:
                    continue
                if {place, partner} <= self.places and {row, other} <= self.rows - self.dark:
                    yield (place, other, column), (partner, row, column)
                for month in months & theirs.columns & self._line(partner, other).keys():
                    yield (
                        (place, other, column),
                        (place, row, month),
                        (partner, row, column),
                        (partner, other, month),
                    )

    def _line(self, place: Place, row: str) -> Mapping[Column, tuple[int, ...]]:
        return self.tables[place].get(row, {})

    def _count(self, cell: At, part: int) -> int:
        place, row, column = cell
        return self._line(place, row)[column][part]
