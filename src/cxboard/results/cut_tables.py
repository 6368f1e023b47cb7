"""The tables of values of a cut that are decided about, and their simplest rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from cxboard.domain.covering import Covering
from cxboard.domain.disclosure import Block, Cell, Patch, fits, over, total
from cxboard.results.cells import Grid, Line

Cube = dict[str, dict[str, Line]]
"""Lines of months by place and value of the cut."""

DARK = ""
"""Stands for the dark values together; no value of a cut is empty."""

_ONE = "all"
"""The one column of a table that has no months."""


def cube_of(cells: Grid, width: int) -> Cube:
    """Return lines by place, whose name has a number of parts, and value."""
    cube: Cube = {}
    for group, line in sorted(cells.items()):
        cube.setdefault("|".join(group[:width]), {})[group[width]] = line
    return cube


def people(lines: Mapping[str, Line], block: Block) -> int:
    """Return how many answers a place has over a block."""
    return sum(map(sum, totals_over(lines, block).values()))


def stretches(lines: Mapping[str, Line], block: Block, smallest: int) -> Sequence[Block]:
    """Return the shortest parts of a block with the small months that no value is small over."""

    def is_small(part: Block) -> bool:
        return not all(fits(cell, smallest) for cell in totals_over(lines, part).values())

    def has_small(part: Block) -> bool:
        if not part.pieces:
            return is_small(part)
        return any(has_small(piece) for piece in part.pieces)

    if not has_small(block):
        return ()
    own = [piece for piece in block.pieces if has_small(piece)]
    return (block,) if not own or any(map(is_small, own)) else own


def never_small(
    tables: Iterable[Mapping[str, Line]], block: Block, smallest: int
) -> frozenset[str]:
    """Return the values that are small in no column of a block, in any of some tables."""
    lines = [pair for table in tables for pair in table.items()]
    small = {
        value
        for value, line in lines
        if not all(fits(line.get(column, ()), smallest) for column in block.columns)
    }
    return frozenset(value for value, _ in lines) - small


def totals_over(lines: Mapping[str, Line], block: Block) -> dict[str, Cell]:
    """Return the cells of values over all months of a block; values without people have none."""
    found = {value: over(line, block.columns) for value, line in lines.items()}
    return {value: cell for value, cell in found.items() if cell}


def dark_values(totals: Mapping[str, Mapping[str, Cell]], smallest: int) -> frozenset[str]:
    """Return the values that are too small in all hospitals together, and what they hide behind."""
    cells: dict[str, list[Cell]] = {}
    for own in totals.values():
        for value, cell in own.items():
            cells.setdefault(value, []).append(cell)
    table = {value: {_ONE: total(each)} for value, each in cells.items()}
    patches = Covering(table=table, smallest=smallest).cover(Block(columns=(_ONE,)))
    return frozenset(chain.from_iterable(patch.dark for patch in patches))


def darkened(cells: Mapping[str, Cell], dark: frozenset[str]) -> dict[str, Cell]:
    """Return cells by value, those of the dark values together."""
    own = {value: cell for value, cell in cells.items() if value not in dark}
    together = [cell for value, cell in cells.items() if value in dark]
    return own | ({DARK: total(together)} if together else {})


def below_hospital(cube: Cube, smallest: int) -> Iterator[Patch]:
    """Yield for each month the values that its units must not show.

    Where a month has too few people altogether, these are all values.
    """
    months = {month for own in cube.values() for line in own.values() for month in line}
    for month in sorted(months):
        table: dict[str, dict[str, Cell]] = {}
        for place, own in cube.items():
            for value, line in own.items():
                if month in line:
                    table.setdefault(value, {})[place] = line[month]
        sparse = {v for v, own in table.items() if not all(fits(c, smallest) for c in own.values())}
        places = sorted({place for own in table.values() for place in own})
        covering = Covering(table=table, smallest=smallest)
        if not covering.hide(sparse, frozenset(table), [(place,) for place in places]):
            sparse = set(table)
        if sparse:
            yield Patch(rows=frozenset(sparse), columns=frozenset((month,)), dark=frozenset(sparse))
