"""Which unit is heard when? Completed surveys, the unit with the fewest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period, add_months, months_between
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Counts, add, respondents
from cxboard.domain.vocabulary import Dimension, Kind
from cxboard.queries.reader import Reader
from cxboard.results.counting import Group, grouped_counts, known_groups
from cxboard.results.disclosure import clearance_of
from cxboard.results.options import options

COMPLETED = respondents(Kind.SURVEY.value)
MOST_MONTHS = 12
_LENGTHS = (1, 3, MOST_MONTHS)
"""Months of a span: the first length of which at least half of all counts can be shown."""
MOST_UNITS = 30
"""Units in the coverage table: those of which the fewest answers can be shown."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Completed surveys by unit (rows: its name, its hospital's) and span of months.

    A span is a month, or longer where most months would tell of few people. `left_out` units have
    more that can be shown.
    """

    spans: tuple[Period, ...]
    units: tuple[tuple[str, str, tuple[Score, ...]], ...]
    left_out: int

    @property
    def silent(self) -> int:
        """How many units have a span without any completed survey."""
        return sum(any(score.n == 0 for score in scores) for _, _, scores in self.units)

    @property
    def hidden(self) -> int:
        """How many units have a span that would tell of few people."""
        return sum(any(score.suppressed for score in scores) for _, _, scores in self.units)


def coverage(reader: Reader, filters: Filters) -> Coverage:
    """Return completed surveys by unit and month, the unit with the fewest first."""
    if filters.channels:
        return Coverage(spans=(), units=(), left_out=0)
    found, period = options(reader), filters.period
    period = (found.first_month and period.since(found.first_month)) or period
    by = (Dimension.FACILITY, Dimension.UNIT, Dimension.MONTH)
    counted = grouped_counts(reader, [COMPLETED], filters, by)
    known = known_groups(reader, [COMPLETED], filters, by[:2])
    units: dict[Group, dict[str, Counts]] = {place: {} for place in known if place[1]}
    for (facility, unit, month), counts in counted.items():
        if unit:
            units[facility, unit][month] = counts
    for length in _LENGTHS:
        spans = _spans(period, length)
        heard = {place: _heard(reader, filters, place, own, spans) for place, own in units.items()}
        if _mostly_shown(heard):
            break
    shown = {
        place: scores
        for place, scores in heard.items()
        if units[place] or any(score.suppressed for score in scores)
    }
    fewest = sorted(shown, key=lambda place: (sum(s.n or 0 for s in shown[place]), place))
    names = found.names()
    return Coverage(
        spans=spans,
        units=tuple(
            (names.get(unit, unit), names.get(facility, facility), shown[facility, unit])
            for facility, unit in fewest[:MOST_UNITS]
        ),
        left_out=max(0, len(fewest) - MOST_UNITS),
    )


def _spans(period: Period, length: int) -> tuple[Period, ...]:
    """Return the newest spans of so many months of a period, oldest first; a rest is left out."""
    length = min(length, period.months)
    newest = range(min(MOST_MONTHS, period.months) // length)
    ends = [add_months(period.last, -length * step) for step in reversed(newest)]
    return tuple(Period(first=add_months(end, 1 - length), last=end) for end in ends)


def _mostly_shown(heard: Mapping[Group, Sequence[Score]]) -> bool:
    hidden = [score.suppressed for scores in heard.values() for score in scores]
    return 2 * sum(hidden) <= len(hidden)


def _heard(
    reader: Reader,
    filters: Filters,
    place: Group,
    counts: Mapping[str, Counts],
    spans: Sequence[Period],
) -> tuple[Score, ...]:
    """Return the completed surveys of a unit in each span."""
    clearance = clearance_of(reader, filters, (Dimension.FACILITY, Dimension.UNIT), place)
    found = []
    for span in spans:
        months = months_between(span.first, span.last)
        parts = [counts[name] for name in (f"{month:%Y-%m}" for month in months) if name in counts]
        found.append(clearance.count(COMPLETED, add(parts), span))
    return tuple(found)
