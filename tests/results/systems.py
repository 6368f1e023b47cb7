"""Small random health systems, everything that CX Board says about them, and who subtracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, combinations
from pathlib import Path
from random import Random

import numpy as np
import polars as pl
from scipy.optimize import linprog
from scipy.sparse import csr_array

from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period, add_months
from cxboard.domain.vocabulary import CONTACT_CUTS, Dimension, Kind
from cxboard.queries.reader import Overlay, Reader
from cxboard.results.disclosure import Clearance
from cxboard.storage.publications import Publication
from cxboard.storage.tables import ROLLUP_SCHEMA
from cxboard.storage.workspace import Workspace

MEASURE = get_measure("overall_rating")
RUN = MEASURE.runs()[0]
ITEM = MEASURE.latest_edition.items[0].key
ANSWERS = (9, 5)
"""An answer of the top box, and one that is not."""

CUTS = (Dimension.LANGUAGE, Dimension.CHANNEL)
FIRST = date(2024, 11, 1)

Atom = tuple[str, str, str, str, date]
"""Hospital, unit, service line, value of the cut, month: nobody counts finer than that."""

Answers = tuple[int, int]
"""People with an answer of the top box, and the others."""

People = Mapping[Atom, Answers]


def random_people(chance: Random) -> dict[Atom, Answers]:
    """Return who answered what, some places and values of the cut with hardly anyone."""
    months = [add_months(FIRST, step) for step in range(chance.randint(2, 15))]
    values = {f"L{k}": chance.choice((0.1, 0.5, 2.0, 8.0)) for k in range(chance.randint(1, 5))}
    satisfied = chance.choice((0.5, 0.7, 0.9))
    people: dict[Atom, Answers] = {}
    for h in range(chance.randint(1, 4)):
        for u in range(chance.randint(1, 4)):
            place = f"H{h}", f"H{h}-{u}", f"S{chance.randint(0, 1)}"
            size = chance.choice((0.4, 3.0, 9.0, 25.0, 60.0, 150.0))
            for month in months:
                for value, share in values.items():
                    n = int(chance.gammavariate(2.0, size * share / len(values) / 2) + 0.4)
                    top = sum(chance.random() < satisfied for _ in range(n))
                    people[*place, value, month] = top, n - top
    return people


def late_answers(chance: Random, people: People) -> dict[Atom, Answers]:
    """Return the same people and a few more, in one or two of the months."""
    months = sorted({atom[4] for atom in people})
    late = set(chance.sample(months, min(len(months), chance.randint(1, 2))))
    most = chance.choice((2, 6, 40))

    def more(atom: Atom, count: int) -> int:
        return count + (chance.randint(0, most) if atom[4] in late and chance.random() < 0.4 else 0)

    return {atom: (more(atom, top), more(atom, rest)) for atom, (top, rest) in people.items()}


def rollup(people: People, cut: Dimension) -> pl.DataFrame:
    """Return the rollup of an extract with these people: everybody, and by a cut."""
    rows: dict[tuple[str, str, str, str, str, str, int, date], int] = {}
    for (hospital, unit, line, value, month), counts in people.items():
        by_unit = (unit, line) if cut in CONTACT_CUTS else ("", "")
        for answer, n in zip(ANSWERS, counts, strict=True):
            for key in (
                (hospital, unit, line, "all", "", ITEM, answer, month),
                (hospital, *by_unit, cut.value, value, ITEM, answer, month),
            ):
                rows[key] = rows.get(key, 0) + n
    lines = [(*key[:7], n, key[7]) for key, n in rows.items() if n]
    return pl.DataFrame(lines, schema=ROLLUP_SCHEMA, orient="row")


class Readers:
    """Opens publications that have only these people."""

    def __init__(self, folder: Path) -> None:
        self._workspace = Workspace.open(folder)

    def open(self, people: People, cut: Dimension) -> Reader:
        """Return a publication with these people."""
        overlay = Overlay(kind=Kind.SURVEY, rows=rollup(people, cut), months=())
        return Reader(self._workspace, NOTHING, overlay)


NOTHING = Publication(
    number=0,
    created_at=datetime(2026, 12, 1, tzinfo=UTC),
    reason="none",
    upload_id=None,
    by="",
    tables={},
    uploads=(),
    catalogue="",
)


@dataclass(frozen=True)
class Said:
    """One figure that CX Board shows: whom it covers, and how many gave which answer."""

    atoms: frozenset[Atom]
    answers: Answers


def everything_said(
    reader: Reader, people: People, cut: Dimension, windows: list[Period]
) -> Iterator[Said]:
    """Yield every figure that any filters get shown, over any of the windows."""
    values = sorted({atom[3] for atom in people})
    hospitals = sorted({atom[0] for atom in people})
    for places in _places(people):
        yield from _said(reader, people, places, windows, None)
        if cut in CONTACT_CUTS:
            for value in values:
                yield from _said(reader, people, places, windows, (cut, (value,)))
    for chosen in chain(((),), _subsets(hospitals, 1)):
        for some in _subsets(values, 2):
            yield from _said(reader, people, (chosen, (), ()), windows, (cut, some))


def some_windows(chance: Random, people: People, most: int) -> list[Period]:
    """Return periods to ask for: every month, the twelve latest, and some of the others."""
    months = sorted({atom[4] for atom in people})
    others = [Period(first=a, last=b) for a in months for b in months if a < b]
    own = [Period(first=month, last=month) for month in months]
    latest = Period(first=months[-12:][0], last=months[-1])
    return [latest, *own, *chance.sample(others, min(len(others), most))]


Selection = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Hospitals, units and service lines; an empty choice is no choice."""


def _places(people: People) -> set[Selection]:
    hospitals = sorted({atom[0] for atom in people})
    units = sorted({atom[1] for atom in people})
    lines = sorted({atom[2] for atom in people})
    found: set[Selection] = {((), (), ())}
    found |= {(chosen, (), ()) for chosen in _subsets(hospitals, 2)}
    found |= {((), chosen, ()) for chosen in _subsets(units, 2)}
    found |= {((), (), (line,)) for line in lines}
    return found | {((hospital,), (), (line,)) for hospital in hospitals for line in lines}


def _subsets(values: Iterable[str], most: int) -> Iterator[tuple[str, ...]]:
    own = list(values)
    return chain.from_iterable(combinations(own, size) for size in range(1, most + 1))


def _said(
    reader: Reader,
    people: People,
    places: Selection,
    windows: list[Period],
    cut: tuple[Dimension, tuple[str, ...]] | None,
) -> Iterator[Said]:
    hospitals, units, lines = places
    filters = Filters(period=windows[0], facilities=hospitals, units=units, service_lines=lines)
    clearance = Clearance(reader, filters, cut)
    by_month: dict[date, set[Atom]] = {}
    for atom in people:
        chosen = zip((hospitals, units, lines, cut[1] if cut else ()), atom, strict=False)
        if all(not wanted or value in wanted for wanted, value in chosen):
            by_month.setdefault(atom[4], set()).add(atom)
    for window in windows:
        own = [atoms for month, atoms in by_month.items() if window.first <= month <= window.last]
        atoms = frozenset[Atom]().union(*own)
        top, rest = (sum(people[atom][k] for atom in atoms) for k in (0, 1))
        counts = {ITEM: dict(zip(ANSWERS, (top, rest), strict=True))}
        shown = clearance.score(MEASURE, RUN, counts, window)
        if not shown.suppressed:
            yield Said(atoms, (shown.numerator or 0, (shown.n or 0) - (shown.numerator or 0)))


class Subtracter:
    """A reader who knows some linear equations about people and wants to know one group.

    Its unknowns are named; each is at least 0.
    """

    def __init__(self, names: Iterable[object]) -> None:
        self._index = {name: number for number, name in enumerate(names)}
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._values: list[float] = []
        self._totals: list[float] = []

    def learn(self, terms: Mapping[object, int], total: int) -> None:
        """Learn that a weighted sum of unknowns is a total."""
        for name, weight in terms.items():
            self._rows.append(len(self._totals))
            self._columns.append(self._index[name])
            self._values.append(weight)
        self._totals.append(total)

    def most(self, terms: Mapping[object, int]) -> float:
        """Return how large a weighted sum can be, for all that is known."""
        aim = np.zeros(len(self._index))
        for name, weight in terms.items():
            aim[self._index[name]] -= weight
        shape = (len(self._totals), len(self._index))
        known = csr_array((self._values, (self._rows, self._columns)), shape=shape)
        found = linprog(aim, A_eq=known, b_eq=self._totals, bounds=(0, 5_000), method="highs")
        assert found.status == 0, found.message
        return float(-found.fun)
