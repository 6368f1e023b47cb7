"""Is experience improving, measure by measure? One table in which every number has its context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from cxboard.charts import sparkline
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.periods import Period, month_name
from cxboard.domain.vocabulary import Family, Kind
from cxboard.results.types import AsOf, Scorecard, ScorecardRow
from cxboard.ui import benchmark_list, links, page
from cxboard.ui import format as written

_COLUMNS = (
    "Measure",
    "Value",
    "Rests on",
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

_RAW = (
    "Raw and unadjusted: as answered, without CMS’s adjustment for survey mode and patient mix; "
    "CMS’s published scores are adjusted and may differ."
)
_BREAK = (
    "The HCAHPS survey changed with discharges of January 2025 (dotted tick): other questions for "
    "some measures, other ways of asking for all. A line is joined across it only where the "
    "questions stayed the same; a change across it may be the survey’s own."
)
_CHANCE = (
    "Intervals are 95%. “More than chance”: the interval of the change leaves out zero. A change "
    "between two periods is not a verdict. Dashed line by month: target."
)
_PLACEHOLDER = "Placeholder targets are examples that no board has agreed."


def show(card: Scorecard) -> None:
    """Show the scorecard's table."""
    st.html(table(card.rows, card.as_of))


def table(rows: Sequence[ScorecardRow], as_of: AsOf | None) -> Markup:
    """Return the table as HTML, grouped by family in the order of the rows."""
    provisional = as_of.provisional_from if as_of else None
    window = _window(rows)
    usual = _usually_compared(rows)
    bodies = [
        _group(family, [_row(row, provisional, window, usual) for row in members])
        for family, members in groupby(rows, key=lambda row: row.measure.family)
    ]
    against = f"; change against {usual} unless another period is named" if usual else ""
    caption = f"Value with its 95% interval{against}."
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in _COLUMNS)))
    whole = tag("table", tag("caption", caption), head, *bodies, class_="cx-table cx-scorecard")
    return tag(
        "div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label="Scorecard"
    )


def notes(card: Scorecard) -> tuple[str, ...]:
    """Return the footnotes of the whole table, each once."""
    rows = card.rows
    standing = [_RAW]
    if any(row.measure.family is Family.HCAHPS for row in rows):
        standing.append(_BREAK)
    standing.append(_CHANCE)
    if any(row.target and row.target.status == "placeholder" for row in rows):
        standing.append(_PLACEHOLDER)
    benchmarks = benchmark_list.notes((row.measure, row.benchmarks) for row in rows)
    return (*standing, *page.provisional_notes(card.as_of), *_own_notes(rows), *benchmarks)


def _own_notes(rows: Sequence[ScorecardRow]) -> list[str]:
    """Return the rows' notes, each once, with the measures that it is about."""
    about: dict[str, list[str]] = {}
    for row in rows:
        for note in row.notes:
            about.setdefault(note, []).append(row.measure.short_title)
    return [f"{', '.join(names)}: {note}" for note, names in about.items()]


def _usually_compared(rows: Sequence[ScorecardRow]) -> str | None:
    """Return the earlier period that most changes speak of."""
    periods = Counter(row.change.compared for row in rows if row.change)
    return periods.most_common(1)[0][0] if periods else None


def _window(rows: Sequence[ScorecardRow]) -> Period | None:
    """Return the months that all sparklines share."""
    months = [point.month for row in rows for point in row.series]
    return Period(first=min(months), last=max(months)) if months else None


def _group(family: Family, rows: Sequence[Markup]) -> Markup:
    title = tag("th", _GROUP_TITLES[family], scope="rowgroup", colspan=len(_COLUMNS))
    return tag("tbody", tag("tr", title), *rows)


def _row(
    row: ScorecardRow, provisional: date | None, window: Period | None, usual: str | None
) -> Markup:
    return tag(
        "tr",
        tag("th", links.to_measure(row.measure), scope="row"),
        tag("td", _value(row)),
        tag("td", written.people_text(row.score), tag("small", _counted(row.measure))),
        tag("td", _change(row, usual), class_="cx-nowrap"),
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


def _counted(measure: Measure) -> str:
    """Return what a measure counts."""
    return "contacts" if measure.kind is Kind.CONTACT else "people"


def _change(row: ScorecardRow, usual: str | None) -> Markup:
    change = row.change
    if change is None:
        return tag("span", NOT_THERE, tag("small", "nothing to compare"), class_="cx-none")
    strength = "cx-change" if change.beyond_chance else "cx-change cx-within"
    ends = f"{written.format_change(change.lower)} to {written.format_change(change.upper)}"
    return join(
        [
            tag("span", written.format_change(change.difference), class_=strength),
            tag("small", written.chance_text(change), class_="cx-beside"),
            tag("small", ends),
            tag("small", f"against {change.compared}") if change.compared != usual else "",
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
