"""Whom do the surveys hear? Response, representation, ways of asking, and coverage."""

from __future__ import annotations

import math
from collections.abc import Mapping

import streamlit as st

from cxboard.charts import gap_bar, grid, hidden
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.letters import capitalised
from cxboard.domain.periods import Period, month_name
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Unit
from cxboard.results.coverage import Coverage
from cxboard.results.groups import Compared
from cxboard.results.reach import LAG, RATE, Reach, Represented
from cxboard.ui import format as written
from cxboard.ui import one_measure, page, score_cells
from cxboard.ui.filter_bar import channel_name

_NO_LAG = (
    "How long answers take is not known here; the monthly indicator "
    "surveys_back_in_two_weeks says so, and not by channel."
)
_SERVED_UNKNOWN = (
    "Who was served is not known for this selection. Take in the monthly indicators "
    "served_language:… and served_age_group:…, by hospital, and choose neither unit, service line "
    "nor channel."
)
_SENT_UNKNOWN = (
    "The monthly indicator surveys_sent says how many were sent, and not by which channel. Take it "
    "in, or take the choice away."
)
_MODE = (
    "People who are asked by telephone answer more kindly than those who write, and each way "
    "reaches other people: a difference between ways is no difference in care."
)
_REAL = (
    "Real: the difference stands out even though all these groups are looked at together (Holm, "
    "5% for all of them)."
)
_SENT = (
    "Surveys sent and completed, the lowest response rate first. Back in two weeks: of completed "
    "surveys, from each hospital’s monthly count."
)
_SPANS = {1: "month", 3: "quarter"}
_NO_COVERAGE = "Units by month are kept for all channels together. Take the choice away."


def notes(found: Reach) -> list[str]:
    """Return what is not known of how soon people answer."""
    return [] if found.lag else [_NO_LAG]


def show_rate(found: Reach) -> dict[str, str]:
    """Show the response rate, or how soon people answer, by month and by hospital.

    Returns:
        What the page's link must carry.
    """
    if found.rate is None:
        return {}
    if not found.rate.score.denominator and not found.rate.score.suppressed:
        page.section("Surveys sent: not known for this selection", _SENT_UNKNOWN)
        return {}
    link = one_measure.show([row for row in (found.rate, found.lag) if row])
    names, hospitals = dict(found.names), found.hospitals
    shown = 2 if found.lag else 1
    lines = list(zip(hospitals.groups, hospitals.cells, strict=True))
    lines.sort(key=lambda line: math.inf if line[1][0].value is None else line[1][0].value)
    rows = [_sent(names.get(group, group), *cells[:shown]) for group, cells in lines]
    whole = (
        [_sent("All together", *hospitals.total[:shown], is_current=True)] if len(rows) > 1 else []
    )
    page.section(_by_hospital(hospitals, names))
    heads = ["Hospital", "Sent", "Completed", RATE.short_title, LAG.short_title][: 3 + shown]
    values = (score for cells in hospitals.cells for score in cells[:shown])
    caption = hidden.caption(_SENT, values)
    st.html(score_cells.table(caption, heads, [*rows, *whole]))
    return link


def show_groups(found: Reach) -> None:
    """Show who answers against who was served, the least heard first."""
    if not found.groups:
        page.section("Respondents against those served", _SERVED_UNKNOWN)
        return
    real = [group for group in found.groups if group.is_real]
    title = "Respondents against those served: no group stands out"
    if real and real[0].points < 0:
        title = f"Respondents against those served: least heard, {real[0].name}"
    page.section(title, _REAL)
    reach = max(abs(group.points) for group in found.groups)
    heads = ("Group", "Of respondents", "Of those served", "Points", "Verdict", "People")
    rows = [_group(group, reach) for group in found.groups]
    st.html(score_cells.table("The least heard first; intervals are 95%.", heads, rows))


def show_modes(found: Reach) -> None:
    """Show what people say by the way in which they were asked."""
    modes = found.modes
    if len(modes.groups) < 2:
        return
    page.section(_ways(modes), _MODE)
    readings = [
        grid.Reading(unit=m.unit, reference=total.value)
        for m, total in zip(modes.measures, modes.total, strict=True)
    ]
    rows = [
        (f"{channel_name(group)} ({written.people_text(cells[0])} people)", cells)
        for group, cells in zip(modes.groups, modes.cells, strict=True)
    ]
    caption = "Value by way of asking, and points above (+) or below (−) all ways together."
    columns = [measure.short_title for measure in modes.measures]
    st.html(grid.with_legend("Way of asking", columns, rows, readings, caption))


def show_coverage(found: Reach) -> None:
    """Show completed surveys by unit and month, the unit with the fewest first."""
    coverage = found.coverage
    if not coverage.units:
        page.section("Coverage by unit and month", _NO_COVERAGE)
        return
    page.section(_covered(coverage))
    heads = ["Unit", *(_span_head(span) for span in coverage.spans)]
    rows = [
        score_cells.row(name, *(_count(score) for score in scores), note=hospital)
        for name, hospital, scores in coverage.units
    ]
    more = f" {coverage.left_out} units with more are left out." if coverage.left_out else ""
    counts = (score for _, _, scores in coverage.units for score in scores)
    caption = hidden.caption(f"Completed surveys, the fewest first.{more}", counts, "counts")
    st.html(score_cells.table(caption, heads, rows, class_="cx-table cx-heat"))


def _covered(coverage: Coverage) -> str:
    """Return how many units are heard too little in some month, as a title."""
    total = len(coverage.units) + coverage.left_out
    noun = _SPANS.get(coverage.spans[0].months, "period")
    said = [f"{coverage.silent} have a {noun} without any answer"] if coverage.silent else []
    said += [f"{coverage.hidden} have a {noun} with too few to show"] if coverage.hidden else []
    if not said:
        return f"Coverage: every one of {total} units is heard in every {noun}"
    return f"Coverage: of {total} units {', '.join(said)}"


def _span_head(span: Period) -> Markup:
    """Return the months of a column, the year below a single one."""
    if span.months > 1:
        return join([span.describe()])
    name, year = month_name(span.first).split()
    return join([name, tag("small", year)])


def _sent(name: str, score: Score, *lag: Score, is_current: bool = False) -> Markup:
    return score_cells.row(
        name,
        tag("td", written.format_count(score.denominator)),
        tag("td", _completed(score)),
        score_cells.value(score, RATE),
        *(score_cells.value(each, LAG) for each in lag),
        is_current=is_current,
    )


def _ends(table: Compared) -> tuple[tuple[float, str], tuple[float, str]] | None:
    """Return the lowest and the highest group by the table's first measure; None below two."""
    shown = [
        (cells[0].value, group)
        for group, cells in zip(table.groups, table.cells, strict=True)
        if cells[0].value is not None
    ]
    return (min(shown), max(shown)) if len(shown) > 1 else None


def _by_hospital(hospitals: Compared, names: Mapping[str, str]) -> str:
    ends = _ends(hospitals)
    if ends is None:
        return "By hospital"
    (low, lowest), (high, highest) = ends
    worst, best = (written.format_value(value, Unit.PERCENT) for value in (low, high))
    name = names.get(lowest, lowest), names.get(highest, highest)
    return f"By hospital: from {worst} at {name[0]} to {best} at {name[1]}"


def _ways(modes: Compared) -> str:
    ends = _ends(modes)
    if ends is None:
        return "Ways of asking"
    (low, lowest), (high, highest) = ends
    gap = written.format_change(high - low).removeprefix("+")
    measure = modes.measures[0].title.lower()
    return (
        f"Ways of asking: {measure} {gap} points higher by {_in_text(channel_name(highest))} than "
        f"by {_in_text(channel_name(lowest))}"
    )


def _in_text(name: str) -> str:
    return name if name.isupper() else name.lower()


def _group(group: Represented, reach: float) -> Markup:
    share = group.respondents
    name = group.name
    number = tag("span", written.format_change(group.points), class_="cx-bar-text")
    interval = written.interval_text(share, Unit.PERCENT)
    return score_cells.row(
        capitalised(name),
        tag("td", written.score_text(share, Unit.PERCENT), tag("small", interval)),
        tag("td", written.format_value(group.served, Unit.PERCENT)),
        tag("td", number, gap_bar.picture(group.points, reach), class_="cx-nowrap"),
        tag("td", "real" if group.is_real else "within chance"),
        score_cells.people(share),
    )


def _completed(score: Score) -> str:
    return written.TOO_FEW if score.suppressed else written.format_count(score.numerator)


def _count(score: Score) -> Markup:
    if score.n == 0:
        return tag("td", "none", class_="cx-none")
    return tag("td", written.people_text(score), class_="cx-none" if score.suppressed else None)
