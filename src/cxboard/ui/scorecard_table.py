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
from cxboard.domain.verdicts import ICONS_FROM
from cxboard.domain.vocabulary import Family
from cxboard.results.cautions import cautions
from cxboard.results.findings import ranked
from cxboard.results.receipt_types import Figure
from cxboard.results.types import AsOf, Need, Scorecard, ScorecardRow
from cxboard.ui import below_reason, benchmark_list, links, page, receipt, score_cells, verdict_grid
from cxboard.ui import format as written

_COLUMNS = (
    "Measure",
    "Value",
    "Verdict",
    "Why, and what is done",
    "By month",
    "Target and benchmarks",
    "Change, points",
)
_FAMILIES = {
    Family.HCAHPS: "HCAHPS, top box",
    Family.LOYALTY: "points from −100 to 100",
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
    "between two periods is not a verdict; verdicts come from process limits."
)
_KEY = (
    "grey band between the process limits, thin line the mean, dashed line the target; a circle "
    "marks a month that is part of a signal for the better, a diamond for the worse."
)
_PLACEHOLDER = "Placeholder targets are examples that no board has agreed."


def show(card: Scorecard) -> None:
    """Show the nine cells, when there are verdicts, and all measures, decisions first."""
    is_judged = any(row.need is not Need.UNKNOWN for row in card.rows)
    grid = [verdict_grid.table(card.rows)] if is_judged else []
    st.html(join([*grid, table(card.rows, card.as_of)]))


def table(rows: Sequence[ScorecardRow], as_of: AsOf | None) -> Markup:
    """Return the table as HTML, grouped by what needs a decision."""
    provisional = as_of.provisional_from if as_of else None
    window = _window(rows)
    usual = _usually_compared(rows)
    bodies = [
        _group(need, [_row(row, provisional, window, usual) for row in members])
        for need, members in groupby(ranked(rows), key=lambda row: row.need)
    ]
    against = f"; change against {usual} unless another period is named" if usual else ""
    caption = f"Value with its 95% interval{against}. By month: {_KEY} {receipt.HINT}"
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in _COLUMNS)))
    whole = tag("table", tag("caption", caption), head, *bodies, class_="cx-table cx-scorecard")
    return score_cells.scrolling(whole, "Scorecard")


def notes(card: Scorecard) -> tuple[str, ...]:
    """Return the footnotes of the whole table, each once."""
    rows = card.rows
    standing = [_RAW]
    if any(row.measure.family is Family.HCAHPS for row in rows):
        standing.append(_BREAK)
    standing.append(_CHANCE)
    standing += rules(rows)
    if any(row.target and row.target.status == "placeholder" for row in rows):
        standing.append(_PLACEHOLDER)
    standing += cautions((row.measure.short_title, row.measure, row.score) for row in rows)
    benchmarks = benchmark_list.notes((row.measure, row.benchmarks) for row in rows)
    return (*standing, *page.provisional_notes(card.as_of), *_own_notes(rows), *benchmarks)


def rules(rows: Sequence[ScorecardRow]) -> list[str]:
    """Return the rules and limits that the charts follow, each with the measures it is about."""
    about: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.trend is not None:
            about.setdefault((row.trend.chart, row.trend.rules), []).append(row.measure.short_title)
    return [f"{chart} ({', '.join(names)}): {rules}" for (chart, rules), names in about.items()]


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


def _group(need: Need, rows: Sequence[Markup]) -> Markup:
    title = tag("th", f"{need} ({len(rows)})", scope="rowgroup", colspan=len(_COLUMNS))
    return tag("tbody", tag("tr", title), *rows)


def _row(
    row: ScorecardRow,
    provisional: date | None,
    window: Period | None,
    usual: str | None,
) -> Markup:
    return tag(
        "tr",
        tag("th", _name(row.measure), scope="row"),
        tag("td", _value(row)),
        score_cells.verdict(row),
        tag(
            "td",
            _why(row),
            *below_reason.worse_at(row),
            *below_reason.open_actions(row.actions),
            class_="cx-why",
        ),
        tag("td", *_months(row, window, provisional)),
        tag("td", _target(row), _benchmarks(row)),
        tag("td", _change(row, usual), class_="cx-change-cell"),
    )


def _name(measure: Measure) -> Markup:
    about = [measure.owner_role, _FAMILIES.get(measure.family, "")]
    small = " · ".join(part for part in about if part)
    return join([links.to_measure(measure), tag("small", small)])


def _why(row: ScorecardRow) -> str:
    """Return the reason for the verdicts, or why there is none, and how many months are hidden."""
    hidden = written.hidden_months(row.series)
    if row.trend:
        return f"{row.trend.reason} {hidden}".strip()
    if row.score.suppressed:
        return hidden or written.why_missing(row.score)
    if hidden and row.score.value is not None:
        rest = "Longer stretches" if row.stretches else "The value of the whole period"
        return f"{hidden} {rest} may be shown."
    count = sum(point.score.value is not None for point in row.series)
    if not count:
        return written.why_missing(row.score)
    months = f"{count} {'month has' if count == 1 else 'months have'} a value"
    return f"{months}; a verdict needs {ICONS_FROM}."


def _value(row: ScorecardRow) -> Markup:
    score, unit = row.score, row.measure.unit
    small = written.why_missing(score) or written.interval_text(score, unit)
    value = _receipt(row, Figure.VALUE, written.score_text(score, unit))
    people = _receipt(row, Figure.VALUE, written.people_text(score))
    counted = [people, f" {row.measure.counted}"] if not score.suppressed else []
    return join(
        [tag("span", value, class_="cx-value"), tag("small", small), tag("small", *counted)]
    )


def _receipt(row: ScorecardRow, figure: Figure, text: str) -> Markup:
    """Return a number of the row, linked to its receipt."""
    return receipt.to(row.measure, figure, text)


def _change(row: ScorecardRow, usual: str | None) -> Markup:
    change = row.change
    if change is None:
        return tag("span", NOT_THERE, tag("small", "nothing to compare"), class_="cx-none")
    strength = "cx-change" if change.beyond_chance else "cx-change cx-within"
    moved = written.format_change(change.difference)
    ends = f"{written.format_change(change.lower)} to {written.format_change(change.upper)}"
    return join(
        [
            tag("span", _receipt(row, Figure.CHANGE, moved), class_=strength),
            tag("small", ends),
            tag("small", written.chance_text(change)),
            tag("small", f"against {change.compared}") if change.compared != usual else "",
        ]
    )


def _target(row: ScorecardRow) -> Markup:
    """Return the target with its status and the gap to it."""
    target = row.target
    if target is None:
        return tag("small", "no target set", class_="cx-none")
    status = "" if target.status == "agreed" else f"{target.status} "
    gap = written.gap_text(row.score.value, target.value)
    value = tag("b", _receipt(row, Figure.TARGET, written.reference_text(target, row.measure)))
    return tag("div", value, f" {status}target ", tag("small", gap), class_="cx-target")


def _benchmarks(row: ScorecardRow) -> Markup:
    return benchmark_list.lines(row.benchmarks, row.measure, row.score.value, receipts=True)


def _months(
    row: ScorecardRow, window: Period | None, provisional: date | None
) -> tuple[Markup, ...]:
    """Return the months as a small image, or longer stretches where most months are hidden."""
    if row.stretches:
        return (score_cells.stretches(row),)
    drawn = sparkline.picture(
        row.series,
        row.measure.unit,
        target=row.target.value if row.target else None,
        survey_break=INSTRUMENT_BREAK if row.measure.family is Family.HCAHPS else None,
        window=window,
        trend=row.trend,
    )
    return _receipt(row, Figure.MONTHS, drawn), _as_of(row.latest_month, provisional)


def _as_of(latest: date | None, provisional: date | None) -> Markup:
    if latest is None:
        return tag("small", NOT_THERE)
    late = provisional is not None and latest >= provisional
    return tag("small", f"to {month_name(latest)}{', provisional' if late else ''}")
