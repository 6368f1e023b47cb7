"""Which pixel is a month, which a value? The scale of small drawings, and what a line may join."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Unit
from cxboard.results.trend_types import Trend, TrendPoint
from cxboard.results.types import MonthPoint

WIDTH, HEIGHT = 190, 48
INSET = 4.0
FEWEST = 2
"""Months of a line; fewer are told as a sentence."""

_LEAST_SPAN = {
    Unit.PERCENT: 6.0,
    Unit.POINTS: 12.0,
    Unit.MEAN: 0.3,
    Unit.PER_THOUSAND: 3.0,
    Unit.TO_ONE: 0.6,
}
"""What the height shows at the very least, so that noise does not look like a cliff."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Maps months and values to pixels."""

    first: date
    last: date
    low: float
    high: float

    def x(self, month: date) -> float:
        """Return the pixel of a month."""
        steps = max(month_number(self.last) - month_number(self.first), 1)
        step = month_number(month) - month_number(self.first)
        return INSET + step * (WIDTH - 2 * INSET) / steps

    def y(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - INSET - share * (HEIGHT - 2 * INSET)


def month_number(month: date) -> int:
    """Return the month's number since the year 0."""
    return month.year * 12 + month.month


def shown(points: Sequence[MonthPoint]) -> list[MonthPoint]:
    """Return the points that have a value to show."""
    return [p for p in points if p.score.value is not None and math.isfinite(p.score.value)]


def segments(points: Sequence[MonthPoint]) -> list[list[MonthPoint]]:
    """Return the points in pieces that a line may join: neighbouring months of one run."""
    pieces: list[list[MonthPoint]] = []
    previous: MonthPoint | None = None
    for point in shown(points):
        joined = (
            previous is not None
            and previous.run == point.run
            and month_number(previous.month) + 1 == month_number(point.month)
        )
        if joined:
            pieces[-1].append(point)
        else:
            pieces.append([point])
        previous = point
    return pieces


def scale_of(
    points: Sequence[MonthPoint],
    target: float | None,
    window: Period | None = None,
    trend: Trend | None = None,
    unit: Unit = Unit.PERCENT,
) -> Scale:
    """Return the scale that holds every value, limit and target, over the window's months."""
    there = shown(points)
    values = [p.score.value for p in there if p.score.value is not None]
    values += [target] if target is not None and math.isfinite(target) else []
    values += [end for piece in phases(trend) for p in piece for end in (p.lower, p.upper)]
    low, high = min(values), max(values)
    spare = max(_LEAST_SPAN[unit] - (high - low), 0.0) / 2
    first, last = there[0].month, there[-1].month
    if window is not None:
        first, last = min(first, window.first), max(last, window.last)
    return Scale(first=first, last=last, low=low - spare, high=high + spare)


def phases(trend: Trend | None) -> list[list[TrendPoint]]:
    """Return the months of each phase that have a value; none where there are too few for limits.

    A month without one has no denominator either, and limits that move with it say nothing.
    """
    if trend is None or not trend.footing.shows_limits:
        return []
    pieces: dict[int, list[TrendPoint]] = {}
    for point in trend.points:
        if point.value is not None:
            pieces.setdefault(point.phase, []).append(point)
    return list(pieces.values())
