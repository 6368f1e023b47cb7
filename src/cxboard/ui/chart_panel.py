"""One chart to study: its finding as title, the figure, the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts import marks, trend
from cxboard.charts.markup import tag
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import month_name
from cxboard.domain.scores import Score
from cxboard.domain.verdicts import PointType
from cxboard.domain.vocabulary import Family
from cxboard.results.trend_types import Trend, TrendPoint
from cxboard.results.types import Charted, MonthPoint
from cxboard.ui import data_table, register_marks
from cxboard.ui import format as written

_OF_HCAHPS = (Family.HCAHPS, Family.PATIENT_CENTRED)
"""Families whose questions changed, or stayed, with the HCAHPS survey."""

_STRETCHES = "Quarters or years, which may be shown where single months may not; no verdict."
_DOTTED = "Dotted line: rolling 12 months."

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


def show_trend(
    charted: Charted, filters: Filters | None = None, rolling: Sequence[MonthPoint] = ()
) -> None:
    """Show a measure's months within their limits, with what was done and what happened marked.

    Args:
        charted: the months and what they are read against.
        filters: the population they are of; the one at hand when None.
        rolling: the twelve months that end with each month, drawn beside.
    """
    measure, series, found = charted.measure, charted.series, charted.trend
    survey_break = INSTRUMENT_BREAK if measure.family in _OF_HCAHPS else None
    broken = trend.break_in_words(series, survey_break) if survey_break else ""
    figure = trend.figure(
        measure,
        series,
        benchmarks=charted.benchmarks,
        target=charted.target,
        survey_break=survey_break,
        trend=found,
        rolling=rolling,
    )
    told = mark(figure, series, register_marks.of(measure.id, filters))
    dotted = _DOTTED if rolling and figure.data else ""
    show(
        figure,
        key=f"trend_{measure.id}",
        title=_title(charted),
        alt=f"{trend.describe(measure, series, charted.benchmarks, found)} {told}".strip(),
        rows=month_rows(charted, rolling),
        text=" ".join(
            part for part in (_reading(found), _hidden(series, found), dotted, broken, told) if part
        ),
    )
    if charted.stretches:
        data_table.show(_STRETCHES, _stretch_rows(charted))
    if found:
        below = tag("p", f"{found.chart}. {found.rules}")
        st.html(tag("div", below, class_="cx cx-foot-of-chart"))


def _title(charted: Charted) -> str:
    """Return what the months show, or, where none may be shown, the newest longer stretch."""
    measure = charted.measure
    told = [each for each in charted.stretches if each.score.value is not None]
    if not told or any(point.score.value is not None for point in charted.series):
        return trend.headline(measure, charted.series, charted.trend)
    newest = written.score_text(told[-1].score, measure.unit)
    return f"{measure.short_title}: {newest} in {told[-1].period.describe()}"


def _stretch_rows(charted: Charted) -> list[list[str]]:
    """Return the longer stretches as table rows, newest first."""
    measure = charted.measure
    head = ["Months", measure.short_title, "95% interval", measure.counted.capitalize()]
    rows = (_row(each.period.describe(), measure, each.score) for each in charted.stretches[::-1])
    return [head, *rows]


def mark(figure: trend.Figure, series: Sequence[MonthPoint], entries: Sequence[marks.Mark]) -> str:
    """Mark what was done and happened on a figure; return what its letters stand for, in words."""
    if not figure.data:
        return ""
    letters = marks.lettered(entries, series[0].month, series[-1].month)
    marks.draw(figure, letters)
    return marks.in_words(letters)


def _reading(found: Trend | None) -> str:
    """Return what limits say of a series, and a suggestion to redraw them, in sentences."""
    return f"{found.reason} {found.suggestion}".strip() if found else ""


def _hidden(series: Sequence[MonthPoint], found: Trend | None) -> str:
    """Return how many months are hidden and why, and what that does to the limits."""
    said = written.hidden_months(series)
    if not said or found is None or not found.footing.shows_limits:
        return said
    return f"{said} The limits rest on the months shown and lean towards them."


def month_rows(charted: Charted, rolling: Sequence[MonthPoint] = ()) -> list[list[str]]:
    """Return the months as table rows, newest first; with limits and signals where judged."""
    measure, found = charted.measure, charted.trend
    judged = {point.month: point for point in found.points} if found else {}
    years = {point.month: point.score for point in rolling}
    head = ["Month", measure.short_title, "95% interval", measure.counted.capitalize()]
    head += ["Process limits", "Signal"] if found else []
    head += ["Rolling 12 months"] if rolling else []
    rows = []
    for point in reversed(charted.series):
        row = _row(month_name(point.month), measure, point.score)
        row += _judged(judged.get(point.month), measure, found) if found else []
        year = years.get(point.month, Score())
        row += [written.score_text(year, measure.unit)] if rolling else []
        rows.append(row)
    return [head, *rows]


def _judged(point: TrendPoint | None, measure: Measure, found: Trend) -> list[str]:
    """Return a month's limits and the words of its signal."""
    if point is None or not found.footing.shows_limits:
        return ["", ""]
    limits = written.format_range(point.lower, point.upper, measure.unit)
    shown = found.footing.shows_verdicts and point.type is not PointType.COMMON_CAUSE
    return [limits, point.cause.value if shown else ""]


def _row(when: str, measure: Measure, score: Score) -> list[str]:
    text = written.score_text(score, measure.unit)
    why = written.why_missing(score)
    return [
        when,
        f"{text} ({why})" if why else text,
        written.interval_text(score, measure.unit),
        written.people_text(score),
    ]
