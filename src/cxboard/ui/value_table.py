"""What are stars and VBP points worth, and what would one more take? Tables with their caveats."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from cxboard.analysis.chances import sample_of
from cxboard.charts import grid
from cxboard.charts.markup import Markup, tag
from cxboard.domain.filters import Filters
from cxboard.domain.numbers import NOT_THERE, format_count
from cxboard.domain.periods import Period, month_of
from cxboard.domain.star_rules import CutPoints
from cxboard.domain.vocabulary import Dimension, Unit
from cxboard.results.published_types import PublishedHospital
from cxboard.results.receipt_types import Figure
from cxboard.results.value import next_stars
from cxboard.results.value_types import BesideRow, DimensionRow, StarRow, Value
from cxboard.ui import (
    data_table,
    linear_table,
    links,
    page,
    published_table,
    receipt,
    score_cells,
    sections,
    value_by_hospital,
    what_if_table,
)
from cxboard.ui import format as written
from cxboard.ui.payment_table import Terms

_ESTIMATE = (
    "Planning estimate: CMS scores rates that are adjusted for patient mix and survey mode, over a "
    "calendar year and for one hospital; these are raw, and of the months and places chosen above. "
    "Improvement points need an adjusted baseline year; without them the estimate is a low one."
)
_CHANCES = (
    "Chance without change: how probable it is that as many people again show the rate although "
    "nothing changed. True rate needed: what the rate must really be so that it is shown four "
    "times in five. Both take the sampling error as normal."
)
_ANSWERS = (
    "More favourable answers: over all questions of a dimension added, if each of them rises alike."
)
_REMEMBERED = (
    "The scaling of six dimensions to 80 points is remembered from the rule of fiscal year 2025, "
    "not verified; floors of estimated standards are unreliable, and with them consistency."
)
NOTES = (_ESTIMATE, _ANSWERS, _CHANCES, _REMEMBERED)
_BESIDE = (
    "They stand beside experience for the same months and places. That two move together does not "
    "say that one causes the other: case mix, staffing and prices move both. What may be concluded "
    "is whether a plan for one goes with harm to another; what may not is a return in dollars."
)


def show_points(found: Value, filters: Filters) -> None:
    """Show each VBP dimension, its points, what the next takes; then points by hospital."""
    total = "not enough answers" if found.domain is None else f"about {found.domain} of 100 points"
    status = found.dimensions[0].standard.status if found.dimensions else ""
    earned = found.earned
    base, steady = (earned.base, earned.consistency) if earned else (None, None)
    page.section(
        f"Value-based purchasing, fiscal year {found.fiscal_year}: {total}",
        f"Base {_points(base)} of 80, consistency {_points(steady)} of 20, by "
        f"standards with the status “{status}”. CMS scores whole hospitals, each by itself; for "
        "any other selection this is what its rates would earn.",
    )
    head = ("Dimension", "Own rate, raw", "Threshold", "Benchmark", "Points", "Next point at")
    more = ("More favourable answers", "Chance without change", "True rate needed")
    rows = [(*head, *more), *(_dimension(row) for row in found.dimensions)]
    data_table.show("Achievement points of each dimension, and what one more takes", rows)
    value_by_hospital.show(sections.hospital_values(filters))


def show_what_if(found: Value, terms: Terms) -> dict[str, str]:
    """Show what other rates of one's own surveys would earn; return the choices by name."""
    page.section(
        "What if more patients answered favourably?",
        "Points of per cent for each dimension: so many more favourable answers in a hundred.",
    )
    if found.domain is None:
        st.html(
            tag("p", "Too few answers for points: there is nothing to move.", class_="cx cx-none")
        )
        return {}
    rested = {row.title: sample_of(row.score) for row in found.dimensions}
    samples = {title: sample for title, sample in rested.items() if sample}
    return what_if_table.show(found.reading, samples, terms, key="more")


def show_stars(found: Value) -> None:
    """Show linear scores of one's own surveys at the newest published cut points."""
    page.section(
        _nearest_star(found),
        f"Linear scores (unadjusted, unless a row says otherwise) at the cut points of "
        f"{found.cut_points} or of exactly these months, which CMS made for adjusted scores: a "
        "place to stand, not a star that CMS would give.",
    )
    head = (
        "Measure",
        "Linear score",
        "Star it would be",
        "To the next star",
        "Cut points 2–5",
    )
    data_table.show("Linear scores and stars", [head, *(_star(row) for row in found.stars)])


def show_published(hospital: PublishedHospital | None) -> None:
    """Show the stars that CMS gave a hospital, and what the next one takes."""
    if hospital is None or hospital.last is None:
        return
    rows = [("Measure", "Linear score, adjusted", "Star", "To the next star")]
    for each in next_stars(hospital):
        step = each.why if each.to_next is None else _step(each.to_next, each.near)
        linear, star = (NOT_THERE if n is None else str(n) for n in (each.linear, each.star))
        rows.append((each.measure.title, linear, star, step))
    caption = f"{hospital.place.name}: as CMS published it, {published_table.period_text(hospital)}"
    data_table.show(caption, rows)


def _step(points: int, near: CutPoints | None) -> str:
    """Return what the next star takes, and whose cut points say so where they are not its own."""
    said = f"{points} {'point' if points == 1 else 'points'}"
    if near is None:
        return said
    period = Period(first=month_of(near.first), last=month_of(near.last))
    return f"about {said}, at the cut points of {period.describe()}"


def show_beside(found: Value) -> None:
    """Show outcomes beside experience, with what may be concluded."""
    said = [
        f"{row.measure.short_title.lower()} {written.score_text(row.score, row.measure.unit)}"
        for row in found.beside
        if row.score.value is not None
    ]
    page.section(f"Beside experience: {', '.join(said)}" if said else "Beside experience", _BESIDE)
    rows = [tag("tr", *_beside(row)) for row in found.beside]
    caption = "Over the period and places chosen, with the 95% interval."
    st.html(score_cells.table(caption, ("Measure", "Value", "Interval"), rows))
    _show_hospitals(found)


def _show_hospitals(found: Value) -> None:
    """Show rating and outcomes of each hospital; a heat map that reads as a table."""
    together = found.by_hospital
    if len(together.groups) < 2:
        return
    columns = [measure.short_title for measure in together.measures]
    readings = [
        grid.Reading(unit=m.unit, reference=total.value, direction=m.direction)
        for m, total in zip(together.measures, together.total, strict=True)
    ]
    rows = [
        (links.narrowed(found.names.get(group, group), Dimension.FACILITY, group), cells)
        for group, cells in zip(together.groups, together.cells, strict=True)
    ]
    caption = (
        "Each hospital’s rating and outcomes, and points above (+) or below (−) all hospitals. "
        "Few hospitals: two columns that look alike show nothing."
    )
    st.html(grid.with_legend("Hospital", columns, rows, readings, caption))


def _points(points: int | None) -> str:
    return NOT_THERE if points is None else str(points)


def _dimension(row: DimensionRow) -> tuple[str, ...]:
    standard, step = row.standard.standard, row.next
    value = written.score_text(row.score, Unit.PERCENT)
    if row.measure is not None:
        value = receipt.to(row.measure, Figure.VALUE, value)
    start = (row.name, value, f"{standard.threshold}%", f"{standard.benchmark}%")
    if step is None:
        why = "the most there is" if row.points == 10 else written.why_missing(row.score)
        return (*start, _points(row.points), why, NOT_THERE, NOT_THERE, NOT_THERE)
    return (
        *start,
        _points(row.points),
        written.format_value(step.rate, Unit.PERCENT),
        f"{step.per_hundred:.1f} per 100, {format_count(step.answers)} in all",
        what_if_table.luck_words(step.chance),
        written.format_value(step.chance.true_rate, Unit.PERCENT),
    )


def _nearest_star(found: Value) -> str:
    """Return which measure is nearest to its next star, as a title."""
    steps = [
        (row.own.to_next, row.measure.title)
        for row in found.stars
        if row.own and row.own.star is not None and row.own.to_next is not None
    ]
    if not steps:
        return "Stars, read from one’s own surveys"
    step, title = min(steps)
    return f"Stars, read from one’s own surveys: the nearest next one is {title}, {step:.1f} points"


def _star(row: StarRow) -> tuple[str, ...]:
    own = row.own
    lowest = own.table.lowest if own and own.table else row.lowest
    points = ", ".join(map(str, lowest))
    if own is None or own.score.exact is None:
        not_asked = row.measure.notes.get("ended", "not asked in these months")
        why = written.TOO_FEW if row.suppressed else not_asked
        return (row.measure.title, why, NOT_THERE, NOT_THERE, points)
    score = f"{own.score.value} ({own.score.exact:.1f})"
    if own.star is None:
        return (row.measure.title, score, linear_table.star_text(own), NOT_THERE, points)
    step = "the most there is" if own.to_next is None else f"{own.to_next:.1f} points"
    return (row.measure.title, score, linear_table.star_text(own), step, points)


def _beside(row: BesideRow) -> Iterator[Markup]:
    measure, score = row.measure, row.score
    value = receipt.to(measure, Figure.VALUE, written.score_text(score, measure.unit))
    yield tag("th", measure.title, scope="row")
    yield tag("td", value, tag("small", written.why_missing(score)))
    yield tag("td", written.interval_text(score, measure.unit) or "no interval: not a sample")
