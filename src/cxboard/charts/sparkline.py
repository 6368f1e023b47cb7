"""Where has a measure come from in three years? A line of months as a small image in a table.

Behind the line lie the process limits; months that are part of a signal are marked, a circle for
better and a diamond for worse; the latest month, when it is part of none, has a grey ring. A month
without a value, or with one that may not be shown, leaves a gap. Editions of a survey that must
not be joined are two lines. Drawn on the server, deterministic, a few kilobytes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from cxboard.charts import limit_marks, theme
from cxboard.charts.markup import Markup, image, svg, tag, void
from cxboard.charts.scale import (
    HEIGHT,
    INSET,
    WIDTH,
    Scale,
    month_number,
    phases,
    scale_of,
    segments,
    shown,
)
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import Period, add_months, month_name
from cxboard.domain.vocabulary import Unit
from cxboard.results.trend_types import Trend
from cxboard.results.types import MonthPoint


def draw(
    points: Sequence[MonthPoint],
    *,
    target: float | None = None,
    survey_break: date | None = None,
    window: Period | None = None,
    trend: Trend | None = None,
    unit: Unit = Unit.PERCENT,
) -> Markup:
    """Return the SVG drawing.

    Args:
        points: months, oldest first; months without an answer may be left out.
        target: drawn as a dashed line.
        survey_break: first month of a new edition of the survey, drawn as a tick.
        window: months of the whole width, so that the lines of a table share one time axis.
        trend: gives the process limits, and the months that are part of a signal.
        unit: of the values; says how high the drawing is at least.
    """
    there = shown(points)
    if not there:
        return svg(WIDTH, HEIGHT)
    scale = scale_of(points, target, window, trend, unit)
    parts: list[Markup] = [
        mark for piece in phases(trend) for mark in limit_marks.band(scale, piece)
    ]
    if survey_break is not None and scale.first < survey_break <= scale.last:
        parts.append(_break_tick(scale, survey_break))
    if target is not None and math.isfinite(target):
        parts.append(_target_line(scale, target))
    parts += [_piece(scale, piece) for piece in segments(points)]
    signals = [p for piece in phases(trend) for p in piece if limit_marks.is_signal(p)]
    parts += [limit_marks.signal(scale, p) for p in signals]
    if there[-1].month not in {p.month for p in signals}:
        parts.append(_ring(scale, there[-1]))
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
    trend: Trend | None = None,
) -> Markup:
    """Return the drawing as an img with its alt text; arguments as for `draw`."""
    drawing = draw(
        points,
        target=target,
        survey_break=survey_break,
        window=window,
        trend=trend,
        unit=unit,
    )
    alt = describe(points, unit) + limit_marks.in_words(trend, unit)
    return image(drawing, alt, width=WIDTH, height=HEIGHT, class_="cx-sparkline")


def _breaks(there: Sequence[MonthPoint]) -> str:
    broken = any(before.run != after.run for before, after in pairwise(there))
    return " The survey changed in between; the two parts do not compare." if broken else ""


def _gaps(there: Sequence[MonthPoint]) -> str:
    months = {point.month for point in there}
    hidden = month_number(max(months)) - month_number(min(months)) + 1 - len(months)
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
        x1=INSET,
        x2=WIDTH - INSET,
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


def _ring(scale: Scale, point: MonthPoint) -> Markup:
    assert point.score.value is not None
    return void(
        "circle",
        cx=f"{scale.x(point.month):.1f}",
        cy=f"{scale.y(point.score.value):.1f}",
        r=2.6,
        fill="none",
        stroke=theme.REFERENCE.both,
        stroke_width=1.6,
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
