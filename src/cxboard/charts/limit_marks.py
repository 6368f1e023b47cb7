"""How do process limits and signals look in a small drawing?"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.charts import theme
from cxboard.charts.markup import Markup, void
from cxboard.charts.scale import Scale
from cxboard.domain.numbers import format_range
from cxboard.domain.verdicts import PointType
from cxboard.domain.vocabulary import Unit
from cxboard.results.trend_types import Trend, TrendPoint

_SIGNALS = {PointType.IMPROVEMENT: theme.IMPROVEMENT.both, PointType.CONCERN: theme.CONCERN.both}


def band(scale: Scale, piece: Sequence[TrendPoint]) -> list[Markup]:
    """Return the band between the process limits, and the mean."""
    corners = _corners(piece)
    upper = [f"{scale.x(p.month):.1f},{scale.y(p.upper):.1f}" for p in corners]
    lower = [f"{scale.x(p.month):.1f},{scale.y(p.lower):.1f}" for p in reversed(corners)]
    band = " ".join(upper + lower)
    mean = " ".join(f"{scale.x(p.month):.1f},{scale.y(p.mean):.1f}" for p in (piece[0], piece[-1]))
    return [
        void("polygon", points=band, fill=theme.translucent(theme.COMMON_CAUSE.both, 0.2)),
        void(
            "polyline", points=mean, fill="none", stroke=theme.COMMON_CAUSE.both, stroke_width=0.8
        ),
    ]


def _corners(piece: Sequence[TrendPoint]) -> list[TrendPoint]:
    """Return the months at which limits change, with the first and the last."""
    ends = [None, *((p.lower, p.upper) for p in piece), None]
    return [
        point
        for number, point in enumerate(piece, start=1)
        if not ends[number - 1] == ends[number] == ends[number + 1]
    ]


def is_signal(point: TrendPoint) -> bool:
    """Return whether a month is marked: part of a signal, for better or for worse."""
    return point.type in _SIGNALS and point.value is not None


def signal(scale: Scale, point: TrendPoint) -> Markup:
    """Return the mark of a month that is part of a signal."""
    x, y, colour = scale.x(point.month), scale.y(point.value or 0.0), _SIGNALS[point.type]
    if point.type is PointType.IMPROVEMENT:
        return void("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=2.4, fill=colour)
    corners = ((0, -3.2), (3.2, 0), (0, 3.2), (-3.2, 0))
    path = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return void("polygon", points=path, fill=colour)


def in_words(trend: Trend | None, unit: Unit) -> str:
    """Return the limits of the latest month in words; empty where there are none."""
    if trend is None or not trend.footing.shows_limits:
        return ""
    last = trend.points[-1]
    return f" Process limits now {format_range(last.lower, last.upper, unit)}."
