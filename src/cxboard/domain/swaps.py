"""Could each small cell be large, although what all places add up to is known as well?

Places have a table each, covered with patches (see `domain.disclosure`); the table of their sums
has patches of its own. People may be swapped between cells as long as no known sum changes: no
reader can tell. A small cell is safe when so many can be swapped into it that it holds enough. What
holds for the smallest cells holds for all that they are parts of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from cxboard.domain.disclosure import Cell, Column, Patch, Table

Place = str
Sum = tuple[str, Column]
"""A cell of the table of sums."""

At = tuple[Place, str, Column]
Givers = tuple[At, ...]


@dataclass(frozen=True, kw_only=True)
class Layers:
    """What is known of some places, whatever is known of their sums.

    `patches` are those of each place. The `dark` rows are known only together everywhere. Of `rows`
    in `places` not even the totals over all columns are known apart, unless they are dark.
    """

    tables: Mapping[Place, Table]
    patches: Mapping[Place, Sequence[Patch]]
    dark: frozenset[str]
    rows: frozenset[str]
    places: frozenset[Place]
    smallest: int
    _found: dict[tuple[At, Patch | None], bool] = field(default_factory=dict)
    """What was found of cells before, by the patch of their sum; nothing else may differ."""

    def unsafe(self, whole: Mapping[Sum, Patch]) -> set[Sum]:
        """Return rows and columns in which some place has a small cell that cannot be large.

        Args:
            whole: the patch that hides the sum of all places, by row and column; where there is
                none the sum is known.
        """
        return {cell[1:] for cell in self._small if self._fails(cell, whole.get(cell[1:]))}

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
    def _small(self) -> dict[At, tuple[int, ...]]:
        """The hidden cells with counts that are small, and which of its counts they are."""
        counted = ((cell, self._cells.get(cell, ())) for cell in self._hidden)
        found = (
            (cell, tuple(part for part, n in enumerate(counts) if 0 < n < self.smallest))
            for cell, counts in counted
        )
        return {cell: parts for cell, parts in found if parts}

    def _fails(self, cell: At, known: Patch | None) -> bool:
        case = cell, known
        if case not in self._found:
            self._found[case] = not all(self._holds(cell, n, known) for n in self._small[cell])
        return self._found[case]

    def _holds(self, cell: At, part: int, known: Patch | None) -> bool:
        """Whether a count of a cell can grow to the smallest that may be shown."""
        left = _Left(self._cells, part)
        lacking = self.smallest - left[cell]
        for givers in self._swaps(cell, part, known, left):
            moved = min(lacking, *(left[giver] for giver in givers))
            for giver in givers:
                left[giver] -= moved
            lacking -= moved
            if not lacking:
                return True
        return False

    def _swaps(self, cell: At, part: int, known: Patch | None, left: _Left) -> Iterator[Givers]:
        """Yield the cells that give one each when a cell gains one and no known sum changes.

        Cells that have nobody `left` to give are passed over at once: most small cells stand among
        them.
        """
        place, row, column = cell
        patch = self._hidden[cell]
        others = self._giving(cell, part, rows=patch.rows)
        months = self._giving(cell, part, columns=patch.columns)
        for other in others:
            if row in self.dark and other[1] in self.dark:
                yield (other,)
            if known and other[1] in known.rows:
                for month in months:
                    if not left[other]:
                        break
                    if left[month] and month[2] in known.columns:
                        yield other, month
        apart = self.rows - self.dark if place in self.places and row in self.rows else frozenset()
        partners = self._giving(cell, part, places=frozenset(self.tables))
        for partner in partners:
            theirs = self._hidden.get(partner)
            if theirs is None:
                continue
            for other in others:
                if not left[other] or other[1] not in theirs.rows:
                    continue
                if partner[0] in self.places and row in apart and other[1] in apart:
                    yield other, partner
                for month in months:
                    if not (left[other] and left[partner]):
                        break
                    opposite = partner[0], other[1], month[2]
                    if left[month] and month[2] in theirs.columns and left[opposite]:
                        yield other, month, partner, opposite
                if not left[partner]:
                    break

    def _giving(
        self,
        cell: At,
        part: int,
        *,
        places: frozenset[Place] = frozenset(),
        rows: frozenset[str] = frozenset(),
        columns: frozenset[Column] = frozenset(),
    ) -> list[At]:
        """Return the cells beside one, in one direction, that have people to give.

        Those that have most come first, because one swap with them is often enough.
        """
        place, row, column = cell
        line = places or place, rows or row, columns or column, part
        if line not in self._ranked:
            beside = product(places or (place,), rows or (row,), columns or (column,))
            counted = ((self._cells[at][part], at) for at in beside if at in self._cells)
            self._ranked[line] = [at for n, at in sorted(counted, reverse=True) if n]
        return [at for at in self._ranked[line] if at != cell]

    @cached_property
    def _ranked(self) -> dict[tuple[object, ...], list[At]]:
        return {}

    @cached_property
    def _cells(self) -> dict[At, Cell]:
        return {
            (place, row, column): counts
            for place, table in self.tables.items()
            for row, line in table.items()
            for column, counts in line.items()
            if counts
        }


class _Left(dict[At, int]):
    """How many people of one kind each cell still has to give."""

    def __init__(self, cells: Mapping[At, Cell], part: int) -> None:
        super().__init__()
        self._cells, self._part = cells, part

    def __missing__(self, cell: At) -> int:
        counts = self._cells.get(cell)
        found = self[cell] = counts[self._part] if counts else 0
        return found
