"""Whom do the surveys hear? Response, representation, ways of asking, and coverage."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cxboard.charts import gap_bar, grid, heat_map
from cxboard.charts.markup import Markup, tag
from cxboard.domain.periods import month_name
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Unit
from cxboard.results.groups import Compared
from cxboard.results.reach import Reach, Represented
from cxboard.ui import chart_panel, page, score_cells, scorecard_table
from cxboard.ui import format as written
from cxboard.ui.filter_bar import channel_name

LAG = "How long answers take cannot be told: extracts hold the day of discharge, not of return."
_SERVED_UNKNOWN = (
    "Who was served is not known for this selection. Take in the monthly indicators "
    "served_language:… and served_age_group:…, by hospital, and choose neither unit, service line "
    "nor channel."
)
_MODE = (
    "People who are asked by telephone answer more kindly than those who write, and each way "
    "reaches other people: a difference between ways is no difference in care."
)
_NO_COVERAGE = "Units by month are kept for all channels together. Take the choice away."


def show_rate(found: Reach) -> None:
    """Show the response rate with its verdict, and by hospital."""
    if found.rate is None:
        return
    st.html(scorecard_table.table([found.rate], None))
    chart_panel.show_trend(found.rate)
    names, hospitals = dict(found.names), found.hospitals
    if len(hospitals.groups) < 2:
        return
    rows = [
        score_cells.row(
            names.get(group, group),
            tag("td", written.format_count(cells[0].denominator)),
            tag("td", _completed(cells[0])),
            score_cells.value(cells[0], found.rate.measure),
        )
        for group, cells in zip(hospitals.groups, hospitals.cells, strict=True)
    ]
    page.section(_by_hospital(hospitals, names))
    heads = ("Hospital", "Sent", "Completed", "Response rate")
    st.html(score_cells.table("Surveys sent and completed.", heads, rows))


def show_groups(found: Reach) -> None:
    """Show who answers against who was served, the least heard first."""
    if not found.groups:
        page.section("Respondents against those served", _SERVED_UNKNOWN)
        return
    real = [group for group in found.groups if group.is_real]
    title = "Respondents against those served: no group stands out"
    if real and real[0].points < 0:
        title = f"Respondents against those served: least heard, {real[0].name}"
    page.section(title, "Real: stands among all groups compared at once (Holm, 5% together).")
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
    st.html(grid.table("Way of asking", columns, rows, readings, caption))
    st.html(heat_map.legend())


def show_coverage(found: Reach) -> None:
    """Show completed surveys by unit and month, the unit with the fewest first."""
    coverage = found.coverage
    if not coverage.units:
        page.section("Coverage by unit and month", _NO_COVERAGE)
        return
    more = (
        f" {coverage.left_out} units of which more can be shown are left out."
        if coverage.left_out
        else ""
    )
    page.section("Coverage: units of which the fewest completed surveys can be shown first")
    columns = [month_name(month) for month in coverage.months]
    rows = [
        score_cells.row(name, *(_count(score) for score in scores))
        for name, scores in coverage.units
    ]
    said = "“hidden” would tell of few people, “none” is a month without any"
    caption = f"Completed surveys; {said}.{more}"
    table = score_cells.table(caption, ("Unit", *columns), rows, class_="cx-table cx-heat")
    st.html(table)


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
        f"{name[0].upper()}{name[1:]}",
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
