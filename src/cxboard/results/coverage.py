"""Which unit is heard in which month? Completed surveys, the unit with the fewest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxboard.domain.filters import Filters
from cxboard.domain.periods import months_between
from cxboard.domain.privacy import clear
from cxboard.domain.scores import Score
from cxboard.domain.scoring import respondents
from cxboard.domain.vocabulary import Dimension, Kind
from cxboard.queries.reader import Reader
from cxboard.results.counting import grouped_counts
from cxboard.results.options import options

COMPLETED = respondents(Kind.SURVEY.value)
MOST_MONTHS = 12
MOST_UNITS = 30
"""Units in the coverage table: those with the fewest answers."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Completed surveys by unit (rows) and month; `left_out` units have more than these."""

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
    counts = grouped_counts(reader, [COMPLETED], filters, by)
    rows = [
        ((facility, unit, month), _people(c[COMPLETED][1]))
        for (facility, unit, month), c in counts.items()
        if unit
    ]
    sizes: dict[tuple[str, str], int] = {}
    for (facility, unit, _), score in rows:
        sizes[facility, unit] = sizes.get((facility, unit), 0) + (score.n or 0)
    shown = {(f, u, m): score for (f, u, m), score in clear(rows)}
    names = options(reader).names()
    fewest = sorted(sizes, key=lambda place: (sizes[place], place))
    keys = [f"{month:%Y-%m}" for month in months]
    return Coverage(
        months=months,
        units=tuple(
            (
                f"{names.get(unit, unit)}, {names.get(facility, facility)}",
                tuple(shown.get((facility, unit, key), _people(0)) for key in keys),
            )
            for facility, unit in fewest[:MOST_UNITS]
        ),
        left_out=max(0, len(fewest) - MOST_UNITS),
    )


def _people(n: int) -> Score:
    return Score(value=float(n), n=n, numerator=n)
