"""Which values of a cut, in which months and places, must not be told apart, for one item?

Each hospital has a table of values and months, covered with patches as places are. All hospitals
hide alike, every value but those that are small nowhere, so that their sums can go on being told by
month. Whether values hidden there are shown over their whole stretch, a table of values and
hospitals says: it may have a rectangle that is known by its sums only. Below the hospital a value
is shown in the months in which no unit has few people of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from cxboard.domain.covering import Covering
from cxboard.domain.disclosure import (
    Block,
    Patch,
    Scope,
    closed,
    dimmed,
    fits,
    touched,
)
from cxboard.domain.swaps import Layers
from cxboard.domain.vocabulary import CROSSED_CUTS, Dimension
from cxboard.results.cells import Cells
from cxboard.results.cut_tables import (
    DARK,
    Cube,
    below_hospital,
    cube_of,
    dark_values,
    darkened,
    never_small,
    people,
    stretches,
    totals_over,
)
from cxboard.results.place_patches import Places
from cxboard.results.policy import Policy
from cxboard.results.rectangles import crossed, rectangle
from cxboard.results.whole_patches import whole_patches


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
        cube = cube_of(cells.grid(name, (Dimension.FACILITY, cut)), 1)
        self._every = frozenset(value for own in cube.values() for value in own)
        self._rectangles: list[Rectangle] = []
        self._hospitals: dict[str, list[Patch]] = {hospital: [] for hospital in cube}
        self._cube = cube
        lines = (line for own in cube.values() for line in own.values())
        self._blocks = cells.blocks(name, lines)
        for block in self._blocks:
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
        for hospital in places.full:
            scope += self._of_hospital(hospital, own)
        for hospital in places.parts:
            scope += tuple(
                (dimmed(patch), rows) for patch, rows in self._of_hospital(hospital, own)
            )
            scope += touched(self._units(hospital), own)
        return scope

    def whole_scope(self, values: Collection[str]) -> Scope:
        """Return what values touch when all hospitals are taken together."""
        own = frozenset(values) & self._every
        return () if own == self._every else touched(self._whole, own)

    @cached_property
    def _whole(self) -> tuple[Patch, ...]:
        pairs = zip(self._blocks, self._rectangles, strict=True)
        return tuple(chain(*(self._of_whole(block, hidden) for block, hidden in pairs)))

    def _of_whole(self, block: Block, hidden: Rectangle) -> list[Patch]:
        layers = Layers(
            tables=self._cube,
            patches={
                hospital: [patch for patch in patches if patch.columns <= hidden.months]
                for hospital, patches in self._hospitals.items()
            },
            dark=hidden.dark,
            rows=hidden.values,
            places=hidden.hospitals,
            smallest=self._policy.smallest,
        )
        return whole_patches(layers, block)

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
        totals = {hospital: totals_over(own, block) for hospital, own in cube.items()}
        dark = dark_values(totals, smallest)
        values, hospitals = rectangle(
            {h: darkened(own, dark) for h, own in totals.items()}, smallest
        )
        hidden = Rectangle(
            months=frozenset(block.columns),
            dark=dark,
            values=values,
            hospitals=hospitals,
        )
        self._rectangles.append(hidden)
        hides: dict[str, Sequence[Block]] = {
            hospital: (block,)
            if dark & own.keys() or hospital in hospitals
            else stretches(own, block, smallest)
            for hospital, own in cube.items()
        }
        # what one hospital alone hides, all together and the others would tell
        concerned = [hospital for hospital, own in hides.items() if own]
        if len(concerned) == 1 and len(cube) > 1:
            others = [
                (people(cube[other], block), other) for other in cube if other not in concerned
            ]
            hides[min(others)[1]] = hides[concerned[0]]
        plain = never_small(cube.values(), block, smallest) - dark
        for hospital, own in cube.items():
            by_block = values if hospital in hospitals else frozenset[str]()
            covering = Covering(
                table=own,
                smallest=smallest,
                hidden=frozenset(own) - (plain - by_block),
                dark=dark & own.keys(),
            )
            for stretch in hides[hospital]:
                self._hospitals[hospital] += covering.cover(stretch)

    def _decide_crossed(self, cube: Cube, block: Block) -> None:
        """Find what to hide of two crossed cuts: by the narrowest stretches without a small cell.

        Else no crossed value is told by anything less than the block.
        """
        smallest = self._policy.smallest
        parts = [totals_over(own, piece) for own in cube.values() for piece in block.pieces]
        if parts and all(fits(cell, smallest) for cells in parts for cell in cells.values()):
            for piece in block.pieces:
                self._decide_crossed(cube, piece)
            return
        months = frozenset(block.columns)
        hidden = crossed(
            {hospital: totals_over(own, block) for hospital, own in cube.items()}, smallest
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
            self._below[hospital] = list(below_hospital(cube_of(cells, 2), self._policy.smallest))
        return self._below[hospital]
