"""Where has a measure come from in three years? A line of months as a small image in a table.

A month without a value, or with one that may not be shown, leaves a gap. Editions of a survey that
must not be joined are two lines. Drawn on the server, deterministic, about a kilobyte.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cxboard.charts import theme
from cxboard.charts.markup import Markup, image, svg, tag, void
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import Period, add_months, month_name
from cxboard.domain.vocabulary import Unit
from cxboard.results.types import MonthPoint

WIDTH, HEIGHT = 168, 40
_INSET = 4.0
_LEAST_SPAN = 6.0
"""Points that the height shows at the very least, so that noise does not look like a cliff."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Maps months and values to pixels."""

    first: date
    last: date
    low: float
    high: float

    def x(self, month: date) -> float:
        """Return the pixel of a month."""
        steps = max(_number(self.last) - _number(self.first), 1)
        step = _number(month) - _number(self.first)
        return _INSET + step * (WIDTH - 2 * _INSET) / steps

    def y(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - _INSET - share * (HEIGHT - 2 * _INSET)


def _number(month: date) -> int:
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
            and _number(previous.month) + 1 == _number(point.month)
        )
        if joined:
            pieces[-1].append(point)
        else:
            pieces.append([point])
        previous = point
    return pieces


def scale_of(
    points: Sequence[MonthPoint], target: float | None, window: Period | None = None
) -> Scale:
    """Return the scale that holds every value and the target, over the window's months."""
    there = shown(points)
    values = [p.score.value for p in there if p.score.value is not None]
    values += [target] if target is not None and math.isfinite(target) else []
    low, high = min(values), max(values)
    spare = max(_LEAST_SPAN - (high - low), 0.0) / 2
    first, last = there[0].month, there[-1].month
    if window is not None:
        first, last = min(first, window.first), max(last, window.last)
    return Scale(first=first, last=last, low=low - spare, high=high + spare)


def draw(
    points: Sequence[MonthPoint],
    *,
    target: float | None = None,
    survey_break: date | None = None,
    window: Period | None = None,
) -> Markup:
    """Return the SVG drawing.

    Args:
        points: months, oldest first; months without an answer may be left out.
        target: drawn as a dashed line.
        survey_break: first month of a new edition of the survey, drawn as a tick.
        window: months of the whole width, so that the lines of a table share one time axis.
    """
    there = shown(points)
    if not there:
        return svg(WIDTH, HEIGHT)
    scale = scale_of(points, target, window)
    parts: list[Markup] = []
    if survey_break is not None and scale.first < survey_break <= scale.last:
        parts.append(_break_tick(scale, survey_break))
    if target is not None and math.isfinite(target):
        parts.append(_target_line(scale, target))
    parts += [_piece(scale, piece) for piece in segments(points)]
    parts.append(_dot(scale, there[-1], 3.4, theme.ACCENT.both))
    return svg(WIDTH, HEIGHT, *parts)


def describe(points: Sequence[MonthPoint], unit: Unit) -> str:
    """Return the line in words, for those who do not see it."""
    there = shown(points)
    if not there:
        return "No months to show."
    low = min(there, key=lambda p: p.score.value or 0.0)
    high = max(there, key=lambda p: p.score.value or 0.0)
    return (
        f"By month: {_at(there[0], unit)} to {_at(there[-1], unit)}; "
        f"lowest {_at(low, unit)}, highest {_at(high, unit)}.{_breaks(there)}{_gaps(there)}"
    )


def picture(
    points: Sequence[MonthPoint],
    unit: Unit,
    *,
    target: float | None = None,
    survey_break: date | None = None,
    window: Period | None = None,
) -> Markup:
    """Return the drawing as an img with its alt text; arguments as for `draw`."""
    drawing = draw(points, target=target, survey_break=survey_break, window=window)
    return image(drawing, describe(points, unit), width=WIDTH, height=HEIGHT, class_="cx-sparkline")


def _breaks(there: Sequence[MonthPoint]) -> str:
    broken = any(before.run != after.run for before, after in pairwise(there))
    return " The survey changed in between; the two parts do not compare." if broken else ""


def _gaps(there: Sequence[MonthPoint]) -> str:
    months = {point.month for point in there}
    hidden = _number(max(months)) - _number(min(months)) + 1 - len(months)
    if not hidden:
        return ""
    return f" {hidden} {'month' if hidden == 1 else 'months'} without a value to show."


def _at(point: MonthPoint, unit: Unit) -> str:
    return f"{format_value(point.score.value, unit)} in {month_name(point.month)}"


def _break_tick(scale: Scale, month: date) -> Markup:
    x = (scale.x(month) + scale.x(add_months(month, -1))) / 2
    return void(
        "line",
        x1=f"{x:.1f}",
        x2=f"{x:.1f}",
        y1=0,
        y2=HEIGHT,
        stroke=theme.REFERENCE.both,
        stroke_width=1,
        stroke_dasharray="1.5 2.5",
    )


def _target_line(scale: Scale, target: float) -> Markup:
    y = f"{scale.y(target):.1f}"
    return void(
        "line",
        x1=_INSET,
        x2=WIDTH - _INSET,
        y1=y,
        y2=y,
        stroke=theme.REFERENCE.both,
        stroke_width=1,
        stroke_dasharray="5 3",
    )


def _piece(scale: Scale, piece: Sequence[MonthPoint]) -> Markup:
    if len(piece) == 1:
        return _dot(scale, piece[0], 1.4, theme.COMMON_CAUSE.both)
    path = " ".join(
        f"{scale.x(p.month):.1f},{scale.y(p.score.value):.1f}"
        for p in piece
        if p.score.value is not None
    )
    return tag(
        "polyline",
        points=path,
        fill="none",
        stroke=theme.COMMON_CAUSE.both,
        stroke_width=1.7,
        stroke_linejoin="round",
        stroke_linecap="round",
    )


def _dot(scale: Scale, point: MonthPoint, radius: float, colour: str) -> Markup:
    assert point.score.value is not None
    return void(
        "circle",
        cx=f"{scale.x(point.month):.1f}",
        cy=f"{scale.y(point.score.value):.1f}",
        r=radius,
        fill=colour,
    )
