"""Is care equally good for everybody? The real gaps, and every group on every measure."""

from __future__ import annotations

import streamlit as st

from cxboard.charts import gap_bar, grid
from cxboard.charts.markup import Markup, tag
from cxboard.domain.letters import capitalised
from cxboard.domain.measures import Measure
from cxboard.domain.vocabulary import PERSON_CUTS, Dimension
from cxboard.results.equity import UNKNOWN, Equity, Gap
from cxboard.results.people_words import group_name
from cxboard.ui import choice, page, score_cells
from cxboard.ui import format as written

_NAMES = {
    Dimension.LANGUAGE: "Language",
    Dimension.AGE_GROUP: "Age",
    Dimension.SEX: "Sex",
    Dimension.ETHNICITY: "Ethnicity",
}
CHANCE = (
    "A gap is real here when it would stand out among all comparisons made at once: the chance of "
    "even one false alarm among them is at most 5% (Holm). Intervals are 95% each."
)
LIMITS = (
    "Raw, unadjusted: groups differ in health, age and what they came for, so a gap says that care "
    "was lived differently, not why. People who state nothing are in no comparison."
)


def show_gaps(found: Equity) -> None:
    """Show the gaps that stand among all, those for the worse first."""
    text = f"{len(found.compared)} comparisons of a group with all others were made."
    if not found.gaps:
        page.section("No real gap", text)
        return
    worse = sum(gap.points < 0 for gap in found.gaps)
    page.section(
        f"Real gaps: {worse} for the worse, {len(found.gaps) - worse} for the better", text
    )
    reach = max(max(abs(gap.lower), abs(gap.upper)) for gap in found.gaps)
    heads = ("Group", "Measure", "Its value", "Points against all others", "People")
    caption = "The widest gap for the worse first; bar from zero, below it the 95% interval."
    rows = [_gap(gap, reach) for gap in found.gaps]
    st.html(score_cells.table(caption, heads, rows))


def show_groups(found: Equity) -> str:
    """Show all measures by the groups of one dimension, chosen here; return its id."""
    head = page.keep_place()
    offered = {cut.value: _NAMES[cut] for cut in PERSON_CUTS if found.tables[cut].groups}
    if not offered:
        return ""
    chosen = Dimension(choice.segments("Compare by", offered, key="by"))
    table = found.tables[chosen]
    with head:
        page.section(_lowest(found, chosen))
    shown = [place for place, total in enumerate(table.total) if total.n or total.suppressed]
    readings = [
        grid.Reading(
            unit=table.measures[place].unit,
            references=_all_others(found, chosen, table.measures[place]),
            direction=table.measures[place].direction,
        )
        for place in shown
    ]
    rows = [
        (_spoken(group), [cells[place] for place in shown])
        for group, cells in zip(table.groups, table.cells, strict=True)
    ]
    caption = "Value, and points above (+) or below (−) all others. Tints are no verdict."
    columns = [table.measures[place].short_title for place in shown]
    by_age = chosen is Dimension.AGE_GROUP
    st.html(grid.with_legend(_NAMES[chosen], columns, rows, readings, caption, in_order=by_age))
    return chosen.value


def _spoken(group: str) -> str:
    return "Not stated" if group == UNKNOWN else group


def _all_others(found: Equity, by: Dimension, measure: Measure) -> dict[str, float]:
    """Return what each group's value of a measure is set against: all others."""
    return {
        _spoken(gap.group): gap.score.value - gap.points
        for gap in found.compared
        if gap.dimension is by and gap.measure is measure and gap.score.value is not None
    }


def _lowest(found: Equity, by: Dimension) -> str:
    """Return which group is really furthest below all others, as a title."""
    title = f"Every group by {_NAMES[by].lower()}"
    worse = [gap for gap in found.gaps if gap.dimension is by and gap.points < 0]
    if not worse:
        return f"{title}: no real gap for the worse"
    points, measure = written.format_change(worse[0].points), worse[0].measure.title.lower()
    return f"{title}: {group_name(by, worse[0].group)} furthest below, {points} in {measure}"


def _gap(gap: Gap, reach: float) -> Markup:
    number = tag("span", written.format_change(gap.points), class_="cx-bar-text")
    ends = f"{written.format_change(gap.lower)} to {written.format_change(gap.upper)}"
    picture = gap_bar.picture(gap.points, reach, lower=gap.lower, upper=gap.upper)
    who = group_name(gap.dimension, gap.group)
    return score_cells.row(
        capitalised(who),
        tag("td", gap.measure.title),
        score_cells.value(gap.score, gap.measure),
        tag("td", number, picture, tag("small", ends), class_="cx-nowrap"),
        score_cells.people(gap.score),
    )
