"""Where may a measure be heading? Its months, and a fan of what the next ones may be."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.charts import theme, trend_layout
from cxboard.charts.figures import go
from cxboard.charts.scale import FEWEST, segments, shown
from cxboard.domain.numbers import format_level, format_range, format_value
from cxboard.domain.periods import month_name
from cxboard.results.learning_types import MonthAhead, OutlookRow
from cxboard.results.types import MonthPoint


def figure(row: OutlookRow) -> go.Figure:
    """Return the fan; without a forecast, the months alone; empty below two months."""
    drawing = go.Figure()
    there = shown(row.series)
    if len(there) < FEWEST:
        return drawing
    for piece in segments(row.series):
        drawing.add_trace(_past(piece, row))
    if row.ahead:
        drawing.add_trace(_band(there[-1], row.ahead, "most", 0.12))
        drawing.add_trace(_band(there[-1], row.ahead, "half", 0.20))
        drawing.add_trace(_expected(there[-1], row))
    labels = _labels(row, there[-1])
    levels = [row.target.value] if row.target else []
    edges = [edge for month in row.ahead for edge in month.most]
    low, high = trend_layout.limits(there, [*levels, *edges], row.measure.unit)
    layout = trend_layout.layout(
        row.measure.unit, low, high, row.series, [text for _, text in labels]
    )
    if row.ahead:
        layout["xaxis"]["range"][1] = row.ahead[-1].month.replace(day=16).isoformat()
    drawing.update_layout(
        shapes=[trend_layout.level(value, "dash") for value in levels],
        annotations=trend_layout.labels(labels, low, high),
        **layout,
    )
    return drawing


def headline(row: OutlookRow) -> str:
    """Return what the fan shows, as its title."""
    measure = row.measure
    there = shown(row.series)
    if not there:
        return f"{measure.title}: no month has enough answers to show"
    latest = f"{format_value(there[-1].score.value, measure.unit)} in {month_name(there[-1].month)}"
    if not row.ahead:
        return f"{measure.title}: {latest}; no forecast is shown"
    end = row.ahead[-1]
    return (
        f"{measure.title}: {latest}; about {format_value(end.expected, measure.unit, 0)} in "
        f"{month_name(end.month)} (estimate; 80% interval "
        f"{format_range(*end.most, measure.unit, 0)})"
    )


def describe(row: OutlookRow) -> str:
    """Return the figure in words, for those who do not see it."""
    if not row.ahead:
        return f"{headline(row)}. {row.why_not}"
    each = "; ".join(
        f"{month_name(m.month)} {format_value(m.expected, row.measure.unit)}, "
        f"{format_range(*m.most, row.measure.unit)}"
        for m in row.ahead[2::3]
    )
    return f"{headline(row)}. Expected value and 80% interval: {each}."


def _past(piece: Sequence[MonthPoint], row: OutlookRow) -> go.Scatter:
    unit = row.measure.unit
    return go.Scatter(
        x=[point.month.isoformat() for point in piece],
        y=[point.score.value for point in piece],
        mode="lines+markers",
        line={"color": theme.ACCENT.both, "width": 2.5},
        marker={"size": 6, "color": theme.ACCENT.both},
        text=[
            f"<b>{format_value(p.score.value, unit)}</b> {month_name(p.month)}<br>"
            f"n = {p.score.n or 0:,}"
            for p in piece
        ],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _band(start: MonthPoint, ahead: Sequence[MonthAhead], name: str, share: float) -> go.Scatter:
    limits = [getattr(month, name) for month in ahead]
    months = [start.month.isoformat(), *(month.month.isoformat() for month in ahead)]
    upper = [start.score.value, *(high for _, high in limits)]
    lower = [start.score.value, *(low for low, _ in limits)]
    return go.Scatter(
        x=months + months[::-1],
        y=upper + lower[::-1],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=theme.translucent(theme.ACCENT.both, share),
        hoverinfo="skip",
        showlegend=False,
    )


def _expected(start: MonthPoint, row: OutlookRow) -> go.Scatter:
    unit = row.measure.unit
    return go.Scatter(
        x=[start.month.isoformat(), *(month.month.isoformat() for month in row.ahead)],
        y=[start.score.value, *(month.expected for month in row.ahead)],
        mode="lines",
        line={"color": theme.ACCENT.both, "width": 2.5, "dash": "dot"},
        text=[
            "",
            *(
                f"<b>{format_value(m.expected, unit)}</b> {month_name(m.month)}, estimate<br>"
                f"80%: {format_range(*m.most, unit)}"
                for m in row.ahead
            ),
        ],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _labels(row: OutlookRow, latest: MonthPoint) -> list[tuple[float, str]]:
    """Return the labels of the right edge: where the fan ends, and the target."""
    unit = row.measure.unit
    labels: list[tuple[float, str]] = []
    if row.ahead:
        end = row.ahead[-1]
        labels += [
            (end.expected, f"<b>{format_value(end.expected, unit)}</b> estimate"),
            (end.most[1], f"{format_value(end.most[1], unit)} upper, 80%"),
            (end.most[0], f"{format_value(end.most[0], unit)} lower, 80%"),
        ]
    elif latest.score.value is not None:
        labels.append(
            (
                latest.score.value,
                f"<b>{format_value(latest.score.value, unit)}</b> {month_name(latest.month)}",
            )
        )
    if row.target is not None:
        note = " (placeholder)" if row.target.status == "placeholder" else ""
        labels.append((row.target.value, f"{format_level(row.target.value, unit)} target{note}"))
    return labels
