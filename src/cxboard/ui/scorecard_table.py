"""Is experience improving, measure by measure? One table in which every number has its context."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from cxboard.charts import sparkline
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.periods import Period, month_name
from cxboard.domain.vocabulary import Family
from cxboard.results.types import AsOf, Scorecard, ScorecardRow
from cxboard.ui import benchmark_list, links
from cxboard.ui import format as written

_COLUMNS = (
    "Measure",
    "Value",
    "People",
    "Change, points",
    "Target",
    "Benchmark",
    "By month",
    "As of",
)
_GROUP_TITLES = {
    Family.HCAHPS: "Hospital stay · HCAHPS, top box",
    Family.LOYALTY: "Loyalty · points from −100 to 100",
    Family.OMNICHANNEL: "Omnichannel",
}

_STANDING_NOTES = (
    (
        "Raw and unadjusted: as answered, without CMS’s adjustment for survey mode and patient "
        "mix; CMS’s published scores are adjusted and may differ."
    ),
    (
        "The HCAHPS survey changed with discharges of January 2025 (dotted tick); a line is joined "
        "across it only where the questions stayed the same. Dashed line: target."
    ),
    (
        "Intervals are 95%. “More than chance”: the interval of the change leaves out zero. "
        "A change between two periods is not a verdict."
    ),
)


def show(card: Scorecard) -> None:
    """Show the scorecard's table."""
    st.html(table(card.rows, card.as_of))


def table(rows: Sequence[ScorecardRow], as_of: AsOf | None) -> Markup:
    """Return the table as HTML, grouped by family in the order of the rows."""
    provisional = as_of.provisional_from if as_of else None
    window = _window(rows)
    bodies = [
        _group(family, [_row(row, provisional, window) for row in members])
        for family, members in groupby(rows, key=lambda row: row.measure.family)
    ]
    caption = "Value with its 95% interval; " + _compared(rows)
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in _COLUMNS)))
    whole = tag("table", tag("caption", caption), head, *bodies, class_="cx-table cx-scorecard")
    return tag(
        "div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label="Scorecard"
    )


def notes(card: Scorecard) -> tuple[str, ...]:
    """Return the footnotes of the whole table, each once."""
    own = [f"{row.measure.short_title}: {note}" for row in card.rows for note in row.notes]
    provisional = card.as_of.provisional_from if card.as_of else None
    standing = list(_STANDING_NOTES)
    if provisional is not None:
        standing.append(
            f"Months from {month_name(provisional)} are provisional: answers still come in."
        )
    benchmarks = benchmark_list.notes((row.measure, row.benchmarks) for row in card.rows)
    return (*standing, *dict.fromkeys(own), *benchmarks)


def _compared(rows: Sequence[ScorecardRow]) -> str:
    periods = {row.change.compared for row in rows if row.change}
    return (
        f"change against {periods.pop()}."
        if len(periods) == 1
        else "change since the period before."
    )


def _window(rows: Sequence[ScorecardRow]) -> Period | None:
    """Return the months that all sparklines share."""
    months = [point.month for row in rows for point in row.series]
    return Period(first=min(months), last=max(months)) if months else None


def _group(family: Family, rows: Sequence[Markup]) -> Markup:
    title = tag("th", _GROUP_TITLES[family], scope="rowgroup", colspan=len(_COLUMNS))
    return tag("tbody", tag("tr", title), *rows)


def _row(row: ScorecardRow, provisional: date | None, window: Period | None) -> Markup:
    return tag(
        "tr",
        tag("th", links.to_measure(row.measure), scope="row"),
        tag("td", _value(row)),
        tag("td", written.people_text(row.score), class_="cx-nowrap"),
        tag("td", _change(row), class_="cx-nowrap"),
        tag("td", _target(row), class_="cx-nowrap"),
        benchmark_list.cell(row.benchmarks, row.measure),
        tag("td", _sparkline(row, window)),
        tag("td", _as_of(row.latest_month, provisional), class_="cx-nowrap"),
    )


def _value(row: ScorecardRow) -> Markup:
    score, unit = row.score, row.measure.unit
    small = written.why_missing(score) or written.interval_text(score, unit)
    return join(
        [tag("span", written.score_text(score, unit), class_="cx-value"), tag("small", small)]
    )


def _change(row: ScorecardRow) -> Markup:
    change = row.change
    if change is None:
        return tag("span", NOT_THERE, tag("small", "no period to compare"), class_="cx-none")
    strength = "cx-change" if change.beyond_chance else "cx-change cx-within"
    ends = f"{written.format_change(change.lower)} to {written.format_change(change.upper)}"
    return join(
        [
            tag("span", written.format_change(change.difference), class_=strength),
            tag("small", written.chance_text(change), class_="cx-beside"),
            tag("small", ends),
        ]
    )


def _target(row: ScorecardRow) -> Markup:
    target = row.target
    if target is None:
        return tag("span", NOT_THERE, tag("small", "none set"), class_="cx-none")
    status = "" if target.status == "agreed" else target.status
    return join(
        [
            written.reference_text(target, row.measure),
            tag("small", status, class_="cx-beside"),
            tag("small", written.gap_text(row.score.value, target.value)),
        ]
    )


def _sparkline(row: ScorecardRow, window: Period | None) -> Markup:
    return sparkline.picture(
        row.series,
        row.measure.unit,
        target=row.target.value if row.target else None,
        survey_break=INSTRUMENT_BREAK if row.measure.family is Family.HCAHPS else None,
        window=window,
    )


def _as_of(latest: date | None, provisional: date | None) -> Markup:
    if latest is None:
        return tag("span", NOT_THERE, class_="cx-none")
    late = provisional is not None and latest >= provisional
    return tag("span", month_name(latest), tag("small", "provisional" if late else ""))
