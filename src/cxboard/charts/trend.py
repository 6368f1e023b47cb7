"""How has one measure moved from month to month, and what can it be read against?

One Plotly figure: a line per edition that may be joined, its 95 % interval as a band, the break
between two surveys, benchmarks and target; every line is labelled at its end, not in a legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxboard.charts import theme, trend_layout, trend_limits
from cxboard.charts.figures import go
from cxboard.charts.references import is_official, speaks_of_former_questions
from cxboard.charts.scale import FEWEST, segments, shown
from cxboard.charts.sparkline import describe as in_words
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_level, format_value
from cxboard.domain.periods import add_months, month_name
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.verdicts import PointType
from cxboard.results.trend_types import Trend
from cxboard.results.types import MonthPoint

_COURSES = {
    PointType.IMPROVEMENT: "a real change for the better",
    PointType.CONCERN: "a real change for the worse",
}

Figure = go.Figure
"""Plotly's figure, for those who pass one on without knowing Plotly."""


def figure(
    measure: Measure,
    series: Sequence[MonthPoint],
    *,
    benchmarks: Sequence[Benchmark] = (),
    target: Target | None = None,
    survey_break: date | None = None,
    trend: Trend | None = None,
    rolling: Sequence[MonthPoint] = (),
) -> go.Figure:
    """Return the trend; an empty figure when fewer than two months have a value to show.

    Args:
        measure: gives unit and wording.
        series: months, oldest first; gaps stay gaps.
        benchmarks: drawn as thin level lines.
        target: drawn as a dashed level line.
        survey_break: first month of a new edition of the survey.
        trend: gives the process limits, which take the place of the months' own intervals.
        rolling: the twelve months that end with each month, as a dotted line.
    """
    drawing = go.Figure()
    there = shown(series)
    if len(there) < FEWEST:
        return drawing
    drawing.add_traces(trend_limits.traces(trend))
    for piece in segments(series):
        drawing.add_traces([] if trend else [_band(piece)])
        drawing.add_trace(_line(piece, measure))
    drawing.add_traces([_rolled(piece) for piece in segments(rolling)])
    drawing.add_traces(trend_limits.latest(there[-1], trend) + trend_limits.signals(trend))
    broken = survey_break is not None and series[0].month < survey_break <= series[-1].month
    change = _before(survey_break) if broken and survey_break else None
    levels = _levels(measure, benchmarks, target, change)
    reached = [value for value, _, _, _ in levels] + trend_limits.ends(trend)
    low, high = trend_layout.limits(there, reached, measure.unit)
    last = there[-1].score.value or 0.0
    labels = [(last, f"<b>{format_value(last, measure.unit)}</b> {month_name(there[-1].month)}")]
    labels += [(value, text) for value, text, _, _ in levels]
    labels += [
        (value, f"{format_value(value, measure.unit)} {text}")
        for value, text in trend_limits.labels(trend)
    ]
    drawing.update_layout(
        shapes=[trend_layout.level(value, dash, end) for value, _, dash, end in levels],
        annotations=trend_layout.labels(labels, low, high),
        **trend_layout.layout(
            measure.unit, low, high, series, [text for _, text in labels], 32 if change else 12
        ),
    )
    if change is not None:
        _mark_break(drawing, change)
    return drawing


def headline(measure: Measure, series: Sequence[MonthPoint], trend: Trend | None = None) -> str:
    """Return what the months show, as the figure's title; a verdict only where limits give one."""
    there = shown(series)
    if trend and trend.variation:
        return f"{measure.short_title}: {course(trend)}"
    if not there:
        return f"{measure.title}: no month has enough answers to show"
    newest = [point for point in there if point.run == there[-1].run]
    values = [point.score.value for point in newest if point.score.value is not None]
    latest = format_value(values[-1], measure.unit)
    when = month_name(newest[-1].month)
    if len(newest) == 1:
        return f"{measure.short_title}: {latest} in {when}"
    return (
        f"{measure.short_title}: {latest} in {when}, by month between "
        f"{format_value(min(values), measure.unit)} and {format_value(max(values), measure.unit)} "
        f"since {month_name(newest[0].month)}"
    )


def course(trend: Trend) -> str:
    """Return where a judged series stands, and the newest signal for the worse that is over."""
    since = f" since {month_name(trend.since)}" if trend.since else ""
    if trend.meaning in _COURSES:
        return f"{_COURSES[trend.meaning]}{since}"
    if trend.concern_before is None:
        return f"no real change{since}"
    months = trend.concern_before.describe()
    return f"no real change now, after {_COURSES[PointType.CONCERN]}, {months}"


def break_in_words(series: Sequence[MonthPoint], survey_break: date) -> str:
    """Return what the change of the survey means for these months; empty when they lie apart."""
    there = shown(series)
    if not there or not there[0].month < survey_break <= there[-1].month:
        return ""
    changed = f"The HCAHPS survey changed with discharges of {month_name(survey_break)}"
    if there[0].run != there[-1].run:
        return f"{changed}, and with it what is asked here: the two parts do not compare."
    return (
        f"{changed}: these questions stayed the same, but patients are asked in other ways, so a "
        "step at the dotted line may be the survey’s own."
    )


def describe(
    measure: Measure,
    series: Sequence[MonthPoint],
    benchmarks: Sequence[Benchmark] = (),
    trend: Trend | None = None,
) -> str:
    """Return the figure in words, for those who do not see it."""
    levels = "".join(f" {b.label}: {format_level(b.value, measure.unit)}." for b in benchmarks)
    words = trend_limits.in_words(trend)
    return f"{measure.title}. {in_words(series, measure.unit)}{levels}{words}"


def _months(piece: Sequence[MonthPoint]) -> list[str]:
    return [point.month.isoformat() for point in piece]


def _band(piece: Sequence[MonthPoint]) -> go.Scatter:
    sure = [p for p in piece if p.score.lower is not None and p.score.upper is not None]
    return go.Scatter(
        x=_months(sure) + _months(sure[::-1]),
        y=[p.score.upper for p in sure] + [p.score.lower for p in sure[::-1]],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=theme.translucent(theme.COMMON_CAUSE.both, 0.13),
        hoverinfo="skip",
        showlegend=False,
    )


def _line(piece: Sequence[MonthPoint], measure: Measure) -> go.Scatter:
    told = [
        f"<b>{format_value(p.score.value, measure.unit)}</b> {month_name(p.month)}<br>"
        f"n = {p.score.n or 0:,}"
        for p in piece
    ]
    return go.Scatter(
        x=_months(piece),
        y=[point.score.value for point in piece],
        mode="lines+markers",
        line={"color": theme.COMMON_CAUSE.both, "width": 2.5},
        marker={"size": 6, "color": theme.COMMON_CAUSE.both},
        text=told,
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _rolled(piece: Sequence[MonthPoint]) -> go.Scatter:
    return go.Scatter(
        x=_months(piece),
        y=[point.score.value for point in piece],
        mode="lines",
        line={"color": theme.REFERENCE.both, "width": 2.5, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )


def _levels(
    measure: Measure, benchmarks: Sequence[Benchmark], target: Target | None, change: str | None
) -> list[tuple[float, str, str, str | None]]:
    """Return value, label, dash and end of every level line; None where it has no end.

    A benchmark of former questions ends where those questions do, on the day of the change.
    """
    levels: list[tuple[float, str, str, str | None]] = []
    for b in benchmarks:
        whose = "" if is_official(b) else f" ({b.status})"
        end = change if speaks_of_former_questions(b) else None
        text = f"{format_level(b.value, measure.unit)} {b.label}{whose}"
        levels.append((b.value, text, "dot", end))
    if target is not None:
        note = " (placeholder)" if target.status == "placeholder" else ""
        text = f"{format_level(target.value, measure.unit)} target{note}"
        levels.append((target.value, text, "dash", None))
    return levels


def _before(month: date) -> str:
    """Return the middle of the month before, between the points of two months."""
    return add_months(month, -1).replace(day=16).isoformat()


def _mark_break(drawing: go.Figure, day: str) -> None:
    drawing.add_shape(
        type="line",
        x0=day,
        x1=day,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": theme.REFERENCE.both, "width": 1.5, "dash": "dot"},
    )
    drawing.add_annotation(
        x=day,
        y=1.0,
        yref="paper",
        yanchor="bottom",
        text="HCAHPS survey changed",
        showarrow=False,
        font={"size": 14},
    )
