"""Could each small cell be large, although what all places add up to is known as well?

Places have a table each, covered with patches (see `domain.disclosure`); the table of their sums
has patches of its own. People may be swapped between cells as long as no known sum changes: no
reader can tell. A small cell is safe when so many can be swapped into it that it holds enough. What
holds for the smallest cells holds for all that they are parts of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cxboard.domain.disclosure import Column, Patch, Table

Place = str
At = tuple[Place, str, Column]
Givers = tuple[At, ...]


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
    found: dict[tuple[At, Patch | None], bool] = field(default_factory=dict)
    """What was found of cells before, by the patch of their sum; nothing else may differ."""

    def unsafe(self) -> set[tuple[str, Column]]:
        """Return rows and columns in which some place has a small cell that cannot be large."""
        return {
            (row, column)
            for place, row, column in self._hidden
            if self._fails((place, row, column))
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

    def _fails(self, cell: At) -> bool:
        case = cell, self._whole.get(cell[1:])
        if case not in self.found:
            counts = self._cells.get(cell, ())
            small = [part for part, count in enumerate(counts) if 0 < count < self.smallest]
            self.found[case] = any(not self._holds(*cell, part) for part in small)
        return self.found[case]

    def _holds(self, place: Place, row: str, column: Column, part: int) -> bool:
        """Whether a count of a cell can grow to the smallest that may be shown."""
        lacking = self.smallest - self._count((place, row, column), part)
        spare: dict[At, int] = {}
        for givers in self._swaps(place, row, column, part):
            left = [spare.get(cell, self._count(cell, part)) for cell in givers]
            if moved := min(lacking, *left):
                lacking -= moved
                spare |= {cell: n - moved for cell, n in zip(givers, left, strict=True)}
            if not lacking:
                return True
        return False

    def _swaps(self, place: Place, row: str, column: Column, part: int) -> Iterator[Givers]:
        """Yield the cells that give one each when a cell gains one and no known sum changes.

        Cells that have nobody to give are passed over at once: most small cells stand among them.
        Those that have most come first, because one swap with them is often enough.
        """
        patch, known = self._hidden[place, row, column], self._whole.get((row, column))
        others = self._giving([(place, o, column) for o in patch.rows - {row}], part)
        months = self._giving([(place, row, m) for m in patch.columns - {column}], part)
        for _, other, _ in others:
            if {row, other} <= self.dark:
                yield ((place, other, column),)
            if known and other in known.rows:
                for _, _, month in months:
                    if month in known.columns:
                        yield (place, other, column), (place, row, month)
        partners = [(partner, row, column) for partner in self.tables.keys() - {place}]
        for partner, _, _ in self._giving(partners, part) if others else ():
            theirs = self._hidden.get((partner, row, column))
            if theirs is None:
                continue
            for _, other, _ in others:
                if other not in theirs.rows:
                    continue
                if {place, partner} <= self.places and {row, other} <= self.rows - self.dark:
                    yield (place, other, column), (partner, row, column)
                for _, _, month in months:
                    if month in theirs.columns and self._count((partner, other, month), part):
                        yield (
                            (place, other, column),
                            (place, row, month),
                            (partner, row, column),
                            (partner, other, month),
                        )

    def _giving(self, cells: Iterable[At], part: int) -> list[At]:
        """Return those cells that have people to give, those with most first."""
        counted = ((self._count(cell, part), cell) for cell in cells)
        return [cell for n, cell in sorted(counted, reverse=True) if n]

    def _count(self, cell: At, part: int) -> int:
        counts = self._cells.get(cell)
        return counts[part] if counts else 0

    @cached_property
    def _cells(self) -> dict[At, tuple[int, ...]]:
        return {
            (place, row, column): counts
            for place, table in self.tables.items()
            for row, line in table.items()
            for column, counts in line.items()
        }
