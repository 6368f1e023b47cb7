"""Which months of which hospitals and units must not be told apart, for one item?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxboard.domain.covering import Covering
from cxboard.domain.disclosure import Patch, Scope, touched
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.organisation import places
from cxboard.queries.reader import Reader
from cxboard.results.cells import Cells, Line
from cxboard.results.policy import Policy

EVERYBODY = "everybody"
"""The one row of the outermost table."""

Units = Mapping[str, Mapping[str, tuple[str, str]]]
"""Each hospital's places with people: row → (unit, service line)."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """A population's places: hospitals that it has in full, and parts of others: rows of units.

    `whole` says that these are all hospitals.
    """

    whole: bool
    full: frozenset[str]
    parts: Mapping[str, frozenset[str]]


def units_of(reader: Reader) -> Units:
    """Return each hospital's places with people."""
    units: dict[str, dict[str, tuple[str, str]]] = {}
    for hospital, unit, line in places(reader).iter_rows():
        units.setdefault(hospital, {})[_row(unit, line)] = (unit, line)
    return units


def places_of(known: Units, filters: Filters) -> Places:
    """Return the places of a population."""
    full, parts = set(), {}
    for hospital, units in known.items():
        if filters.facilities and hospital not in filters.facilities:
            continue
        rows = frozenset(
            row
            for row, (unit, line) in units.items()
            if (not filters.units or unit in filters.units)
            and (not filters.service_lines or line in filters.service_lines)
        )
        if rows == units.keys():
            full.add(hospital)
        elif rows:
            parts[hospital] = rows
    return Places(whole=full == known.keys(), full=frozenset(full), parts=parts)


class PlacePatches:
    """The patches of one item: of the whole, of hospitals, and of the units of each."""

    def __init__(self, cells: Cells, policy: Policy, name: str) -> None:
        """Decide nothing yet: most pages ask only for the whole."""
        self._cells = cells
        self._policy = policy
        self._name = name
        self._found: dict[tuple[str, ...], tuple[Patch, ...]] = {}

    def scope(self, own: Places) -> Scope:
        """Return the patches that the places of a population touch."""
        scope = touched(self._of(()), frozenset((EVERYBODY,)))
        if not own.whole:
            scope += touched(self._of(("",)), own.full)
        for hospital, rows in own.parts.items():
            scope += touched(self._of(("",)), frozenset((hospital,)))
            scope += touched(self._of((hospital,)), rows)
        return scope

    def hidden_months(self, level: tuple[str, ...]) -> frozenset[str]:
        """Return the months in which some cell of a table is hidden; levels as in `_of`."""
        return frozenset[str]().union(*(patch.columns for patch in self._of(level)))

    def _of(self, level: tuple[str, ...]) -> tuple[Patch, ...]:
        """Return the patches of a table: () of the whole, ("",) of hospitals, else of units."""
        if level not in self._found:
            self._found[level] = self._decide(*level)
        return self._found[level]

    def _decide(self, hospital: str | None = None) -> tuple[Patch, ...]:
        kin: dict[str, str] = {}
        table: dict[str, Line]
        if hospital is None:
            table = dict.fromkeys((EVERYBODY,), self._cells.grid(self._name, ()).get((), {}))
        elif not hospital:
            found = self._cells.grid(self._name, (Dimension.FACILITY,))
            table = {name: line for (name,), line in found.items()}
        else:
            by = (Dimension.UNIT, Dimension.SERVICE_LINE)
            found = self._cells.grid(self._name, by, hospital)
            table = {_row(unit, line): own for (unit, line), own in found.items()}
            kin = {_row(unit, line): line for unit, line in found}
        covering = Covering(
            table=table,
            smallest=self._policy.smallest,
            kin=kin,
            outermost=hospital is None,
        )
        blocks = self._cells.blocks(self._name, table.values())
        return tuple(patch for block in blocks for patch in covering.cover(block))


def _row(unit: str, line: str) -> str:
    return f"{unit}|{line}"
