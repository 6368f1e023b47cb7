"""One chart to study: its finding as title, the figure, the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts import trend
from cxboard.charts.markup import tag
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.measures import Measure
from cxboard.domain.periods import month_name
from cxboard.domain.vocabulary import Family
from cxboard.results.types import DomainDetail, MonthPoint
from cxboard.ui import data_table
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
    """Show a measure's months, its benchmarks and the break between the two surveys."""
    measure, series, benchmarks = detail.measure, detail.series, detail.benchmarks
    is_hcahps = measure.family is Family.HCAHPS
    show(
        trend.figure(
            measure,
            series,
            benchmarks=benchmarks,
            survey_break=INSTRUMENT_BREAK if is_hcahps else None,
        ),
        key=f"trend_{measure.id}",
        title=trend.headline(measure, series),
        alt=trend.describe(measure, series, benchmarks),
        rows=month_rows(measure, series),
        text=trend.break_in_words(series, INSTRUMENT_BREAK) if is_hcahps else "",
    )


def month_rows(measure: Measure, series: Sequence[MonthPoint]) -> list[list[str]]:
    """Return a series as table rows, newest month first."""
    head: list[list[str]] = [["Month", measure.short_title, "95% interval", "People"]]
    return head + [_month_row(measure, point) for point in reversed(series)]


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
