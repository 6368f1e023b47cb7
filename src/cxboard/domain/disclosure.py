"""Which cells of a table must not be told apart, so that no sum of shown figures gives few away?

A table has rows (hospitals, units, values of a cut), columns (months), and in each cell counts of
people. Everybody may know the total of every column. A cell is *small* when one of its counts is 1
to 10.

Small cells are covered with patches: rectangles, disjoint, whose cells are not shown. Of a patch
one may know each column's total over all its rows, and the total of each *lit* row over all its
columns; its *dark* rows are known only together. Each of these sums is 0 or at least 11 in every
count. A patch is a transportation table, in which a cell can be as large as the smaller of its row
and its column: whatever the reader adds and subtracts, each cell could still hold 11 or more.
`tests/results/test_disclosure.py` lets a linear program try.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Cell = tuple[int, ...]
"""Counts of people, each of which must be told to nobody while it is small."""

Column = str
NOBODY = "nobody"
"""A row without people. In a patch it says that not even the sums over all rows are known."""

Table = Mapping[str, Mapping[Column, Cell]]
"""Rows, columns, cells; a cell without people may be missing."""


@dataclass(frozen=True, kw_only=True)
class Patch:
    """Rows and columns whose cells are not told apart; `dark` rows are known only together."""

    rows: frozenset[str]
    columns: frozenset[Column]
    dark: frozenset[str]

    def is_told_apart(self, rows: frozenset[str], columns: frozenset[Column]) -> bool:
        """Whether the total of some rows and columns would say more than may be known."""
        mine, part = rows & self.rows, columns & self.columns
        if not mine or not part or mine == self.rows:
            return False
        return part != self.columns or bool(mine & self.dark) and not self.dark <= mine


@dataclass(frozen=True, kw_only=True)
class Block:
    """Columns that a patch may span, and the smaller blocks that they fall into."""

    columns: tuple[Column, ...]
    pieces: tuple[Block, ...] = ()


def fits(cell: Iterable[int], smallest: int) -> bool:
    """Whether every count of a cell is 0 or large enough to be shown."""
    return all(count == 0 or count >= smallest for count in cell)


def total(cells: Iterable[Cell]) -> Cell:
    """Return the sum of cells, count by count; of none, the empty cell."""
    return tuple(map(sum, zip(*cells, strict=True)))


def over(line: Mapping[Column, Cell], columns: Iterable[Column]) -> Cell:
    """Return the sum of a line over some columns; the empty cell without people there."""
    cells = [line[column] for column in columns if column in line]
    return cells[0] if len(cells) == 1 else total(cells)


Scope = tuple[tuple[Patch, frozenset[str]], ...]
"""The patches that a population touches, each with the population's rows."""


def is_open(scope: Scope, columns: frozenset[Column]) -> bool:
    """Whether a population's total over some columns may be shown."""
    return not any(patch.is_told_apart(rows, columns) for patch, rows in scope)


def touched(patches: Iterable[Patch], rows: frozenset[str]) -> Scope:
    """Return the patches that tell some of the rows, but not all of their own, apart."""
    mine = ((patch, rows & patch.rows) for patch in patches)
    return tuple((patch, own) for patch, own in mine if own and own != patch.rows)


def dimmed(patch: Patch) -> Patch:
    """Return a patch whose rows are known only together."""
    return Patch(rows=patch.rows, columns=patch.columns, dark=patch.rows)


def closed(columns: frozenset[Column]) -> tuple[Patch, frozenset[str]]:
    """Return a scope's entry for columns in which a population is not shown at all."""
    one, other = "this", "another"
    both = frozenset((one, other))
    return Patch(rows=both, columns=columns, dark=both), frozenset((one,))
