"""Which unit is heard in which month? Completed surveys, the unit with the fewest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period, months_between
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Counts, respondents
from cxboard.domain.vocabulary import Dimension, Kind
from cxboard.queries.reader import Reader
from cxboard.results.counting import Group, grouped_counts, known_groups
from cxboard.results.disclosure import clearance_of
from cxboard.results.options import options

COMPLETED = respondents(Kind.SURVEY.value)
MOST_MONTHS = 12
MOST_UNITS = 30
"""Units in the coverage table: those of which the fewest answers can be shown."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Completed surveys by unit (rows) and month; `left_out` units have more that can be shown."""

    months: tuple[date, ...]
    units: tuple[tuple[str, tuple[Score, ...]], ...]
    left_out: int


def coverage(reader: Reader, filters: Filters) -> Coverage:
    """Return completed surveys by unit and month, the unit with the fewest first."""
    period = filters.period
    months = tuple(months_between(period.first, period.last))[-MOST_MONTHS:]
    if filters.channels:
        return Coverage(months=months, units=(), left_out=0)
    by = (Dimension.FACILITY, Dimension.UNIT, Dimension.MONTH)
    counted = grouped_counts(reader, [COMPLETED], filters, by)
    known = known_groups(reader, [COMPLETED], filters, by[:2])
    units: dict[Group, dict[str, Counts]] = {place: {} for place in known if place[1]}
    for (facility, unit, month), counts in counted.items():
        if unit:
            units[facility, unit][month] = counts
    heard = {place: _heard(reader, filters, place, own, months) for place, own in units.items()}
    shown = {
        place: scores
        for place, scores in heard.items()
        if units[place] or any(score.suppressed for score in scores)
    }
    fewest = sorted(shown, key=lambda place: (sum(s.n or 0 for s in shown[place]), place))
    names = options(reader).names()
    return Coverage(
        months=months,
        units=tuple(
            (f"{names.get(unit, unit)}, {names.get(facility, facility)}", shown[facility, unit])
            for facility, unit in fewest[:MOST_UNITS]
        ),
        left_out=max(0, len(fewest) - MOST_UNITS),
    )


def _heard(
    reader: Reader,
    filters: Filters,
    place: Group,
    counts: Mapping[str, Counts],
    months: Sequence[date],
) -> tuple[Score, ...]:
    """Return the completed surveys of a unit in each month."""
    clearance = clearance_of(reader, filters, (Dimension.FACILITY, Dimension.UNIT), place)
    return tuple(
        clearance.count(
            COMPLETED, counts.get(f"{month:%Y-%m}", {}), Period(first=month, last=month)
        )
        for month in months
    )
