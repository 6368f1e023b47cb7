"""One chart to study: its finding as title, the figure, the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts import marks, trend
from cxboard.charts.markup import tag
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.measures import Measure
from cxboard.domain.periods import month_name
from cxboard.domain.verdicts import PointType
from cxboard.domain.vocabulary import Family
from cxboard.results.trend_types import Trend, TrendPoint
from cxboard.results.types import DomainDetail, MonthPoint
from cxboard.ui import data_table, register_marks
from cxboard.ui import format as written

_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
}


def show(
    figure: trend.Figure,
    *,
    key: str,
    title: str,
    alt: str,
    rows: Sequence[Sequence[str]],
    text: str = "",
) -> None:
    """Show a chart.

    Args:
        figure: an empty one is left out.
        key: unique on the page.
        title: the finding.
        alt: the figure in words.
        rows: the same numbers as a table, the first row being the head.
        text: what the reader must know to read the figure.
    """
    heading = [tag("h3", title, class_="cx-chart-title"), tag("p", text) if text else ""]
    st.html(tag("div", *heading, class_="cx cx-chart"))
    if figure.data:
        st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt)
    with st.expander("Show as table"):
        data_table.show(title, rows)


def show_trend(detail: DomainDetail) -> None:
    """Show a measure's months within their process limits, benchmarks and the survey's break."""
    measure, series, benchmarks = detail.measure, detail.series, detail.benchmarks
    is_hcahps = measure.family is Family.HCAHPS
    broken = trend.break_in_words(series, INSTRUMENT_BREAK) if is_hcahps else ""
    months = [point.month for point in series]
    letters = marks.lettered(register_marks.of(measure.id), months[0], months[-1]) if months else []
    figure = trend.figure(
        measure,
        series,
        benchmarks=benchmarks,
        target=detail.target,
        survey_break=INSTRUMENT_BREAK if is_hcahps else None,
        trend=detail.trend,
    )
    if figure.data:
        marks.draw(figure, letters)
    told = marks.in_words(letters)
    show(
        figure,
        key=f"trend_{measure.id}",
        title=trend.headline(measure, series, detail.trend),
        alt=f"{trend.describe(measure, series, benchmarks, detail.trend)} {told}".strip(),
        rows=month_rows(measure, series, detail.trend),
        text=" ".join(part for part in (reading(detail.trend), broken, told) if part),
    )
    rules_below(detail.trend)


def reading(found: Trend | None) -> str:
    """Return what limits say of a series, and a suggestion to redraw them, in sentences."""
    return f"{found.reason} {found.suggestion}".strip() if found else ""


def rules_below(found: Trend | None) -> None:
    """Print which chart and which rules these are, under the figure."""
    if found:
        st.html(tag("div", tag("p", f"{found.chart}. {found.rules}"), class_="cx cx-foot-of-chart"))


def month_rows(
    measure: Measure, series: Sequence[MonthPoint], found: Trend | None = None
) -> list[list[str]]:
    """Return a series as table rows, newest month first; with limits and signals where judged."""
    head = ["Month", measure.short_title, "95% interval", "People"]
    judged = {point.month: point for point in found.points} if found else {}
    head += ["Process limits", "Signal"] if judged else []
    rows = [_month_row(measure, point) for point in reversed(series)]
    if found:
        months = (point.month for point in reversed(series))
        limits = (_judged(judged.get(month), measure, found) for month in months)
        rows = [row + more for row, more in zip(rows, limits, strict=True)]
    return [head, *rows]


def _judged(point: TrendPoint | None, measure: Measure, found: Trend) -> list[str]:
    """Return a month's limits and the words of its signal."""
    if point is None or not found.footing.shows_limits:
        return ["", ""]
    limits = written.format_range(point.lower, point.upper, measure.unit)
    shown = found.footing.shows_verdicts and point.type is not PointType.COMMON_CAUSE
    return [limits, point.cause.value if shown else ""]


def _month_row(measure: Measure, point: MonthPoint) -> list[str]:
    score = point.score
    text = written.score_text(score, measure.unit)
    why = written.why_missing(score)
    return [
        month_name(point.month),
        f"{text} ({why})" if why else text,
        written.interval_text(score, measure.unit),
        written.people_text(score),
    ]
