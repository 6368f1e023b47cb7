"""What may be shown of a publication that has been superseded, beside the newer ones?

A month that differs between two publications is shown of both only when neither the figures nor
their differences tell of few people: at the level that is asked for (everybody, hospitals, the
units of one, values of a cut) no count may have changed by 1 to 10, and nothing may be hidden. Else
the newest shows the month and the earlier one does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from cxboard.domain.disclosure import Scope, closed, fits
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader, opened
from cxboard.results.cells import Cells
from cxboard.results.decisions import Cut, Decisions, decisions_of, decree
from cxboard.results.place_patches import Places, places_of, units_of
from cxboard.results.policy import policy
from cxboard.storage.publications import Publication, all_publications
from cxboard.storage.tables import ROLLUPS
from cxboard.storage.workspace import Workspace

_Level = tuple[tuple[Dimension, ...], str]
"""What a table has a row for, and the one hospital that it is about."""

_UNITS = (Dimension.UNIT, Dimension.SERVICE_LINE)


def superseded(workspace: Workspace, publication: Publication) -> Reader:
    """Return a publication for reading as it may be shown beside all newer ones."""
    reader = opened(workspace, publication)
    newer = [
        each for each in all_publications(workspace.ledger) if each.number > publication.number
    ]
    rivals = _with_other_data(workspace, publication, newer)
    return beside(reader, [opened(workspace, each) for each in rivals]) if rivals else reader


def beside(reader: Reader, newer: Sequence[Reader]) -> Reader:
    """Return the same data, shown only where newer publications do not give people away by them.

    Args:
        reader: the earlier publication.
        newer: those after it, the newest first.
    """
    view = copy(reader)
    decree(view, EarlierDecisions(reader, newer))
    return view


class EarlierDecisions(Decisions):
    """The newest publication's decisions, and the months that have changed since the earlier."""

    def __init__(self, reader: Reader, newer: Sequence[Reader]) -> None:
        """Compare nothing yet."""
        super().__init__(reader, policy())
        self._newest = decisions_of(newer[0])
        self._newer = [Cells(each, self._policy) for each in newer]
        self._latest_units = units_of(newer[0])
        self._changed: dict[tuple[str, _Level], frozenset[str]] = {}

    def places(self, filters: Filters) -> Places:
        """Return the places of a population, those of both publications."""
        return places_of(
            {
                hospital: {**self._units.get(hospital, {}), **self._latest_units.get(hospital, {})}
                for hospital in self._units.keys() | self._latest_units.keys()
            },
            filters,
        )

    def scope(self, name: str, places: Places, cut: Cut | None, *, together: bool = False) -> Scope:
        """Return the newest publication's patches, and an entry for the months that changed."""
        with self._lock:
            months = frozenset[str]().union(
                *(self._months(name, level) for level in _levels(places, cut))
            )
        found = self._newest.scope(name, places, cut, together=together)
        return (*found, closed(months)) if months else found

    def hidden_months(self, name: str, by: tuple[Dimension, ...], facility: str) -> frozenset[str]:
        """Return the months in which the newest publication hides some cell of a table."""
        return self._newest.hidden_months(name, by, facility)

    def _months(self, name: str, level: _Level) -> frozenset[str]:
        """Return the months that may not be shown of the earlier publication at a level."""
        if (name, level) not in self._changed:
            hidden = self._newest.hidden_months(name, *level)
            found = (self._compared(name, level, cells, hidden) for cells in self._newer)
            self._changed[name, level] = frozenset[str]().union(*found)
        return self._changed[name, level]

    def _compared(
        self, name: str, level: _Level, newer: Cells, hidden: frozenset[str]
    ) -> frozenset[str]:
        old, new = self._cells.grid(name, *level), newer.grid(name, *level)
        changed, untellable = set(), set(hidden)
        for group in old.keys() | new.keys():
            before, after = old.get(group, {}), new.get(group, {})
            for month in before.keys() | after.keys():
                was, now = before.get(month, ()), after.get(month, ())
                width = max(len(was), len(now))
                was, now = was or (0,) * width, now or (0,) * width
                moved = [abs(a - b) for a, b in zip(was, now, strict=True)]
                if any(moved):
                    changed.add(month)
                if not fits([*was, *moved], self._policy.smallest):
                    untellable.add(month)
        return frozenset(changed & untellable)


def _levels(places: Places, cut: Cut | None) -> list[_Level]:
    """Return the tables that a population is a part of."""
    everybody: list[_Level] = [((), "")]
    if not places.whole:
        everybody.append(((Dimension.FACILITY,), ""))
    found = [*everybody, *((_UNITS, hospital) for hospital in places.parts)]
    if cut is not None:
        found.append(((Dimension.FACILITY, cut[0]), ""))
        found += [((*_UNITS, cut[0]), hospital) for hospital in places.parts]
    return found


def _with_other_data(
    workspace: Workspace, publication: Publication, newer: Sequence[Publication]
) -> list[Publication]:
    """Return the newest, and those whose rollups have a month as no other of them has it."""
    seen = _contents(workspace, publication)
    found: list[Publication] = []
    for each in newer:
        contents = _contents(workspace, each)
        if not found or not contents <= seen:
            found.append(each)
        seen |= contents
    return found


def _contents(workspace: Workspace, publication: Publication) -> set[tuple[str, ...]]:
    """Return each month's files of each rollup."""
    months: dict[tuple[str, str], list[str]] = {}
    for table in ROLLUPS.values():
        if table in publication.tables:
            for path in workspace.lake.files(table, publication.tables[table]):
                months.setdefault((table, path.parent.name), []).append(path.name)
    return {(*month, *sorted(files)) for month, files in months.items()}
