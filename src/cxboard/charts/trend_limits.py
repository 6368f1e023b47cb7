"""What process limits add to the chart that is studied: limits, mean, and marked signals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxboard.charts import theme
from cxboard.charts.figures import go
from cxboard.charts.limit_marks import is_signal
from cxboard.charts.scale import phases
from cxboard.domain.verdicts import PointType
from cxboard.results.trend_types import Trend, TrendPoint
from cxboard.results.types import MonthPoint

_MARKS = {
    PointType.IMPROVEMENT: ("circle", theme.IMPROVEMENT.both),
    PointType.CONCERN: ("diamond", theme.CONCERN.both),
}


def traces(trend: Trend | None) -> list[go.Scatter]:
    """Return a band between the limits and the mean of each phase; dashed while they are trial."""
    return [trace for phase in phases(trend) for trace in (_limits(phase, trend), _mean(phase))]


def signals(trend: Trend | None) -> list[go.Scatter]:
    """Return the marks of months that are part of a signal: round or cornered."""
    points = [point for phase in phases(trend) for point in phase if is_signal(point)]
    if trend is None or trend.variation is None:
        return []
    of_kind = {kind: [p for p in points if p.type is kind] for kind in _MARKS}
    return [
        _marks([p.month for p in found], [p.value for p in found], *_MARKS[kind])
        for kind, found in of_kind.items()
    ]


def latest(point: MonthPoint, trend: Trend | None) -> list[go.Scatter]:
    """Return a grey ring round the latest month that has a value, unless it has a signal's mark."""
    marked = {month for marks in signals(trend) for month in marks.x}
    if point.month.isoformat() in marked:
        return []
    ring = _marks([point.month], [point.score.value], "circle-open", theme.REFERENCE.both)
    return [ring.update(marker_line_width=2.5)]


def labels(trend: Trend | None) -> list[tuple[float, str]]:
    """Return value and words of the latest limits and mean, for the right edge."""
    if not phases(trend) or trend is None:
        return []
    last = phases(trend)[-1][-1]
    trial = "trial " if trend.footing.is_trial else ""
    return [
        (last.upper, f"upper {trial}limit"),
        (last.mean, "mean"),
        (last.lower, f"lower {trial}limit"),
    ]


def ends(trend: Trend | None) -> list[float]:
    """Return every value that the limits reach."""
    return [end for phase in phases(trend) for p in phase for end in (p.lower, p.upper)]


def in_words(trend: Trend | None) -> str:
    """Return verdict, reason and rules, for those who do not see the figure."""
    return f" {trend.reason}" if trend else ""


def _limits(phase: Sequence[TrendPoint], trend: Trend | None) -> go.Scatter:
    months = [point.month.isoformat() for point in phase]
    dash = "dot" if trend and trend.footing.is_trial else "solid"
    return go.Scatter(
        x=months + months[::-1],
        y=[p.upper for p in phase] + [p.lower for p in reversed(phase)],
        mode="lines",
        line={"color": theme.COMMON_CAUSE.both, "width": 1, "dash": dash},
        fill="toself",
        fillcolor=theme.translucent(theme.COMMON_CAUSE.both, 0.13),
        hoverinfo="skip",
        showlegend=False,
    )


def _mean(phase: Sequence[TrendPoint]) -> go.Scatter:
    return go.Scatter(
        x=[point.month.isoformat() for point in phase],
        y=[point.mean for point in phase],
        mode="lines",
        line={"color": theme.COMMON_CAUSE.both, "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _marks(
    months: Sequence[date], values: Sequence[float | None], symbol: str, colour: str
) -> go.Scatter:
    return go.Scatter(
        x=[month.isoformat() for month in months],
        y=list(values),
        mode="markers",
        marker={"symbol": symbol, "size": 13, "color": colour},
        hoverinfo="skip",
        showlegend=False,
    )
