"""Would a unit's result give a neighbouring unit away?

A small unit is hidden in its hospital's list, and so is a second one, because the hospital's total
would otherwise give the first away. Asked for by itself, that second unit stays hidden too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.privacy import clear
from cxboard.domain.scores import Score
from cxboard.domain.scoring import score
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.organisation import places
from cxboard.queries.reader import Reader
from cxboard.results.counting import Run, grouped_counts, items_of, keys_of, latest_run

_BY = (Dimension.FACILITY, Dimension.UNIT)


def around(reader: Reader, filters: Filters) -> Filters:
    """Return the filters widened from the chosen units to their whole hospitals."""
    units = set(filters.units)
    hospitals = {f for f, unit, _ in places(reader).iter_rows() if unit in units}
    return replace(filters, units=(), facilities=tuple(sorted(hospitals)))


def withheld(reader: Reader, filters: Filters, measures: Sequence[Measure]) -> frozenset[str]:
    """Return the measures that may not be shown for the chosen units, by id.

    Empty when no unit is chosen.
    """
    if not filters.units:
        return frozenset()
    wide = around(reader, filters)
    asked: dict[Period, list[tuple[Measure, Run]]] = {}
    for measure in measures:
        if found := latest_run(measure, filters.period):
            asked.setdefault(found[1], []).append((measure, found[0]))
    hidden: set[str] = set()
    for window, pairs in asked.items():
        counts = grouped_counts(reader, keys_of(m for m, _ in pairs), wide.over(window), _BY)
        for measure, run in pairs:
            rows = [(g, score(measure, items_of(run), c)) for g, c in counts.items()]
            if any_hidden(rows, filters.units):
                hidden.add(measure.id)
    return frozenset(hidden)


def people_withheld(reader: Reader, filters: Filters, keys: Iterable[str]) -> frozenset[str]:
    """Return the pseudo-items of people whose count may not be shown for the chosen units."""
    if not filters.units:
        return frozenset()
    counts = grouped_counts(reader, list(keys), around(reader, filters), _BY)
    return frozenset(
        key
        for key in keys
        if any_hidden(
            [(g, Score(n=sum(c.get(key, {}).values()))) for g, c in counts.items()], filters.units
        )
    )


def any_hidden(rows: Sequence[tuple[tuple[str, ...], Score]], units: Iterable[str]) -> bool:
    """Whether any of the units is hidden in the table of its hospital's units."""
    chosen = set(units)
    return any(shown.suppressed for (_, unit), shown in clear(rows) if unit in chosen)
