"""What must not be told apart in one publication: decided when first asked for, then remembered.

Decisions rest on the cells of the rollup, not on the answers behind them: they cost the same at a
hundred thousand answers and at a hundred million.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from threading import RLock
from weakref import WeakKeyDictionary

from cxboard.domain.disclosure import Scope
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import CROSSED_CUTS, CUTS, Dimension
from cxboard.queries.reader import Reader
from cxboard.results.cells import Cells
from cxboard.results.cut_patches import CutPatches
from cxboard.results.place_patches import PlacePatches, Places, places_of, units_of
from cxboard.results.policy import Policy, policy

Cut = tuple[Dimension, Collection[str]]


class Decisions:
    """The decisions of one publication under one policy."""

    def __init__(self, reader: Reader, rule: Policy) -> None:
        """Read which places there are."""
        self._policy = rule
        self._cells = Cells(reader, rule)
        self._units = units_of(reader)
        self._by_place: dict[str, PlacePatches] = {}
        self._by_cut: dict[tuple[str, Dimension], CutPatches] = {}
        self._lock = RLock()

    def places(self, filters: Filters) -> Places:
        """Return the places of a population."""
        return places_of(self._units, filters)

    def scopes(self, name: str, places: Places, cut: Cut | None) -> Iterator[Scope]:
        """Yield the patches of what is told that a population touches; any may open it.

        The first says whether it may be told hospital by hospital, the second, which takes longer
        to find, whether all of them may be told together.

        Args:
            name: what is told of, such as an item.
            places: of the population.
            cut: the cut that it is narrowed by, and its values.
        """
        yield self.scope(name, places, cut)
        if places.whole and cut is not None and cut[0] not in CROSSED_CUTS:
            yield self.scope(name, places, cut, together=True)

    def scope(self, name: str, places: Places, cut: Cut | None, *, together: bool = False) -> Scope:
        """Return one of the scopes of `scopes`."""
        with self._lock:
            if name not in self._by_place:
                self._by_place[name] = PlacePatches(self._cells, self._policy, name)
            found = self._by_place[name].scope(places)
            if cut is None:
                return found
            patches = self._cut(name, cut[0])
            return found + (
                patches.whole_scope(cut[1]) if together else patches.scope(cut[1], places)
            )

    def hidden_months(self, name: str, by: tuple[Dimension, ...], facility: str) -> frozenset[str]:
        """Return the months in which some cell of a table is hidden.

        Args:
            name: what is told of.
            by: what the table has a row for: nothing, hospitals, units, or those and a cut.
            facility: the one hospital whose units it is about, or empty.
        """
        with self._lock:
            self.scope(name, NOWHERE, None)
            cut = next((dimension for dimension in by if dimension in CUTS), None)
            if cut is not None:
                return self._cut(name, cut).hidden_months(facility)
            level = (facility,) if by else ()
            return self._by_place[name].hidden_months(level)

    def _cut(self, name: str, cut: Dimension) -> CutPatches:
        if (name, cut) not in self._by_cut:
            self._by_cut[name, cut] = CutPatches(self._cells, self._policy, name, cut)
        return self._by_cut[name, cut]


NOWHERE = Places(whole=True, full=frozenset(), parts={})

_found: WeakKeyDictionary[Reader, tuple[Policy, Decisions]] = WeakKeyDictionary()
_lock = RLock()


def decree(reader: Reader, decisions: Decisions) -> None:
    """Let a reader of its own be judged by other decisions than those of its data alone."""
    with _lock:
        _found[reader] = (policy(), decisions)


def decisions_of(reader: Reader) -> Decisions:
    """Return the decisions of a publication under the policy in force."""
    rule = policy()
    with _lock:
        known = _found.get(reader)
        if known is None or known[0] != rule:
            _found[reader] = known = (rule, Decisions(reader, rule))
        return known[1]
