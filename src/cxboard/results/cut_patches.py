"""Which values of a cut, in which months and places, must not be told apart, for one item?

Each hospital has a table of values and months, covered with patches as places are. Whether values
hidden there are shown over their whole stretch, a table of values and hospitals says: it may have a
rectangle that is known by its sums only. Below the hospital a value is shown in the months in which
no unit has few people of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from cxboard.domain.covering import Covering
from cxboard.domain.disclosure import (
    Block,
    Cell,
    Patch,
    Scope,
    closed,
    fits,
    over,
    total,
    touched,
)
from cxboard.domain.vocabulary import CROSSED_CUTS, Dimension
from cxboard.results.cells import Cells, Grid, Line
from cxboard.results.place_patches import Places
from cxboard.results.policy import Policy
from cxboard.results.rectangles import crossed, rectangle

Cube = dict[str, dict[str, Line]]
"""Lines of months by place and value of the cut."""

DARK = ""
"""Stands for the dark values together; no value of a cut is empty."""

_ONE = "all"
"""The one column of a table that has no months."""


@dataclass(frozen=True, kw_only=True)
class Rectangle:
    """Values and hospitals whose cells over a stretch of months are known by their sums only.

    The `dark` values count as one, DARK; they are known only together, everywhere.
    """

    months: frozenset[str]
    dark: frozenset[str]
    values: frozenset[str]
    hospitals: frozenset[str]

    def scope(self, values: frozenset[str], hospitals: frozenset[str]) -> Scope:
        """Return an entry that closes the stretch to a population that has a part of both."""
        if values & self.dark and not self.dark <= values:
            return (closed(self.months),)
        rows = values - self.dark | ({DARK} if self.dark and self.dark <= values else set())
        own, part = rows & self.values, hospitals & self.hospitals
        if own and part and own != self.values and part != self.hospitals:
            return (closed(self.months),)
        return ()


class CutPatches:
    """The patches of one item by one cut, decided when they are first asked for."""

    def __init__(self, cells: Cells, policy: Policy, name: str, cut: Dimension) -> None:
        """Read the cells of the hospitals, and decide about them."""
        self._cells, self._policy, self._name, self._cut = cells, policy, name, cut
        cube = _cube(cells.grid(name, (Dimension.FACILITY, cut)), 1)
        self._every = frozenset(value for own in cube.values() for value in own)
        self._rectangles: list[Rectangle] = []
        self._hospitals: dict[str, list[Patch]] = {hospital: [] for hospital in cube}
        for block in cells.blocks(name, (line for own in cube.values() for line in own.values())):
            self._decide(cube, block)
        self._below: dict[str, list[Patch]] = {}
        self._touched: dict[tuple[str, frozenset[str]], Scope] = {}

    def scope(self, values: Collection[str], places: Places) -> Scope:
        """Return what a population of values touches, besides the patches of its places."""
        own = frozenset(values) & self._every
        if own == self._every:
            return ()
        scope: Scope = ()
        for part in (places.full, *(frozenset((hospital,)) for hospital in places.parts)):
            for hidden in self._rectangles:
                scope += hidden.scope(own, part)
        for hospital in (*places.full, *places.parts):
            scope += self._of_hospital(hospital, own)
        for hospital in places.parts:
            scope += touched(self._units(hospital), own)
        return scope

    def hidden_months(self, facility: str) -> frozenset[str]:
        """Return the months in which some value is hidden in a hospital, or in a unit of one."""
        patches = self._units(facility) if facility else chain(*self._hospitals.values())
        return frozenset[str]().union(*(patch.columns for patch in patches))

    def _of_hospital(self, hospital: str, own: frozenset[str]) -> Scope:
        """Return the patches of a hospital that values touch; every period asks for them again."""
        if (hospital, own) not in self._touched:
            patches = self._hospitals.get(hospital, ())
            self._touched[hospital, own] = touched(patches, own)
        return self._touched[hospital, own]

    def _decide(self, cube: Cube, block: Block) -> None:
        """Find a stretch's rectangle, and the patches of each hospital."""
        smallest = self._policy.smallest
        if self._cut in CROSSED_CUTS:
            self._decide_crossed(cube, block)
            return
        totals = {hospital: _totals(own, block) for hospital, own in cube.items()}
        dark = _dark(totals, smallest)
        values, hospitals = rectangle(
            {h: _darkened(own, dark) for h, own in totals.items()}, smallest
        )
        hidden = Rectangle(
            months=frozenset(block.columns),
            dark=dark,
            values=values,
            hospitals=hospitals,
        )
        self._rectangles.append(hidden)
        for hospital, own in cube.items():
            inside = values if hospital in hospitals else frozenset[str]()
            covering = Covering(
                table=own,
                smallest=smallest,
                hidden=(inside | dark) & own.keys(),
                dark=dark & own.keys(),
            )
            self._hospitals[hospital] += covering.cover(block)

    def _decide_crossed(self, cube: Cube, block: Block) -> None:
        """Find what to hide of two crossed cuts: by the narrowest stretches without a small cell.

        Else no crossed value is told by anything less than the block.
        """
        smallest = self._policy.smallest
        parts = [_totals(own, piece) for own in cube.values() for piece in block.pieces]
        if parts and all(fits(cell, smallest) for cells in parts for cell in cells.values()):
            for piece in block.pieces:
                self._decide_crossed(cube, piece)
            return
        months = frozenset(block.columns)
        hidden = crossed(
            {hospital: _totals(own, block) for hospital, own in cube.items()}, smallest
        )
        values = hidden.values - hidden.dark | ({DARK} if hidden.dark else set())
        self._rectangles.append(
            Rectangle(months=months, dark=hidden.dark, values=values, hospitals=hidden.hospitals)
        )
        for hospital, own in cube.items() if parts else ():
            whole = Patch(rows=frozenset(own), columns=months, dark=frozenset())
            self._hospitals[hospital].append(whole)

    def _units(self, hospital: str) -> list[Patch]:
        if hospital not in self._below:
            by = (Dimension.UNIT, Dimension.SERVICE_LINE, self._cut)
            cells = self._cells.grid(self._name, by, hospital)
            self._below[hospital] = list(_below(_cube(cells, 2), self._policy.smallest))
        return self._below[hospital]


def _cube(cells: Grid, width: int) -> Cube:
    """Return lines by place, whose name has a number of parts, and value."""
    cube: Cube = {}
    for group, line in sorted(cells.items()):
        cube.setdefault("|".join(group[:width]), {})[group[width]] = line
    return cube


def _totals(lines: Mapping[str, Line], block: Block) -> dict[str, Cell]:
    """Return the cells of values over all months of a block; values without people have none."""
    found = {value: over(line, block.columns) for value, line in lines.items()}
    return {value: cell for value, cell in found.items() if cell}


def _dark(totals: Mapping[str, Mapping[str, Cell]], smallest: int) -> frozenset[str]:
    """Return the values that are too small in all hospitals together, and what they hide behind."""
    cells: dict[str, list[Cell]] = {}
    for own in totals.values():
        for value, cell in own.items():
            cells.setdefault(value, []).append(cell)
    table = {value: {_ONE: total(each)} for value, each in cells.items()}
    patches = Covering(table=table, smallest=smallest).cover(Block(columns=(_ONE,)))
    return frozenset(chain.from_iterable(patch.dark for patch in patches))


def _darkened(cells: Mapping[str, Cell], dark: frozenset[str]) -> dict[str, Cell]:
    """Return cells by value, those of the dark values together."""
    own = {value: cell for value, cell in cells.items() if value not in dark}
    together = [cell for value, cell in cells.items() if value in dark]
    return own | ({DARK: total(together)} if together else {})


def _below(cube: Cube, smallest: int) -> Iterator[Patch]:
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
