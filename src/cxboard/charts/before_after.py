"""What did a measure do before an action and after it, there and where nothing was done?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxboard.charts import theme, trend_layout
from cxboard.charts.figures import go
from cxboard.charts.scale import segments, shown
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import add_months, month_name
from cxboard.results.learning_types import ImpactCase
from cxboard.results.trend_types import TrendPoint
from cxboard.results.types import MonthPoint


def figure(case: ImpactCase) -> go.Figure:
    """Return the months with their limits, the start, the others, and what was to be expected.

    An empty figure when no month has a value to show.
    """
    drawing = go.Figure()
    there = shown(case.series)
    if not there:
        return drawing
    if case.trend is not None and case.trend.footing.shows_limits:
        drawing.add_trace(_limits(case.trend.points))
    for piece in segments(case.others):
        drawing.add_trace(_others(piece, case))
    for piece in segments(case.series):
        drawing.add_trace(_own(piece, case))
    expected = _expected(case)
    if expected:
        drawing.add_trace(_carried_on(expected))
    labels = _labels(case, there[-1], expected)
    edges = [point.score.value or 0.0 for point in shown(case.others)]
    low, high = trend_layout.limits(
        there, edges + [value for _, value in expected], case.measure.unit
    )
    texts = [text for _, text in labels]
    drawing.update_layout(
        annotations=trend_layout.labels(labels, low, high),
        **trend_layout.layout(case.measure.unit, low, high, case.series, texts, 32),
    )
    if there[0].month < case.start <= there[-1].month:
        _mark_start(drawing, case.start)
    return drawing


def headline(case: ImpactCase) -> str:
    """Return what the figure shows, as its title."""
    return f"{case.action.title}, {case.place}: {case.impact}"


def describe(case: ImpactCase) -> str:
    """Return the figure in words, for those who do not see it."""
    there = shown(case.series)
    if not there:
        return f"{headline(case)}. No month has enough answers to show."
    unit = case.measure.unit
    ends = "; ".join(
        f"{month_name(point.month)} {format_value(point.score.value, unit)}"
        for point in (there[0], there[-1])
    )
    return (
        f"{headline(case)}. {case.measure.title} by month, {ends}. "
        f"The action starts in {month_name(case.start)}. {case.why}"
    )


def _limits(points: Sequence[TrendPoint]) -> go.Scatter:
    months = [point.month.isoformat() for point in points]
    return go.Scatter(
        x=months + months[::-1],
        y=[point.upper for point in points] + [point.lower for point in reversed(points)],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=theme.translucent(theme.COMMON_CAUSE.both, 0.16),
        hoverinfo="skip",
        showlegend=False,
    )


def _own(piece: Sequence[MonthPoint], case: ImpactCase) -> go.Scatter:
    return _line(piece, case, theme.ACCENT.both, 2.5, 6)


def _others(piece: Sequence[MonthPoint], case: ImpactCase) -> go.Scatter:
    return _line(piece, case, theme.REFERENCE.both, 1.75, 0)


def _line(
    piece: Sequence[MonthPoint],
    case: ImpactCase,
    colour: str,
    width: float,
    size: int,
) -> go.Scatter:
    """Return a line; one without markers is of other places."""
    whose = "" if size else ", places without the action"
    return go.Scatter(
        x=[point.month.isoformat() for point in piece],
        y=[point.score.value for point in piece],
        mode="lines+markers" if size else "lines",
        line={"color": colour, "width": width},
        marker={"size": size or 1, "color": colour},
        text=[
            f"<b>{format_value(p.score.value, case.measure.unit)}</b> {month_name(p.month)}{whose}"
            for p in piece
        ],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _expected(case: ImpactCase) -> list[tuple[str, float]]:
    """Return what the time before would have led to, by month."""
    past = case.evidence.past
    if past is None:
        return []
    return [
        (date(number // 12, number % 12 + 1, 1).isoformat(), value)
        for number, value in past.carried_on
    ]


def _carried_on(expected: Sequence[tuple[str, float]]) -> go.Scatter:
    return go.Scatter(
        x=[month for month, _ in expected],
        y=[value for _, value in expected],
        mode="lines",
        line={"color": theme.ACCENT.both, "width": 2, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )


def _labels(
    case: ImpactCase, latest: MonthPoint, expected: Sequence[tuple[str, float]]
) -> list[tuple[float, str]]:
    value = latest.score.value or 0.0
    labels = [(value, f"<b>{format_value(value, case.measure.unit)}</b> {case.place}")]
    beside = shown(case.others)
    if beside:
        level = beside[-1].score.value or 0.0
        count = case.evidence.others.places if case.evidence.others else 0
        whose = f"{count} places without it" if count else "places without it"
        labels.append((level, f"{format_value(level, case.measure.unit)} {whose}"))
    if expected:
        level = expected[-1][1]
        labels.append((level, f"{format_value(level, case.measure.unit)} as before (estimate)"))
    return labels


def _mark_start(drawing: go.Figure, start: date) -> None:
    day = add_months(start, -1).replace(day=16).isoformat()
    line = {"color": theme.REFERENCE.both, "width": 1.5, "dash": "dash"}
    drawing.add_shape(type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line=line)
    drawing.add_annotation(
        x=day,
        y=1.0,
        yref="paper",
        yanchor="bottom",
        text=f"Start, {month_name(start)}",
        showarrow=False,
        font={"size": 14},
    )
