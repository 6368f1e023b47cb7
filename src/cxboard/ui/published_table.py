"""What has CMS published about a hospital, beside its state and the nation?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import streamlit as st

from cxboard.charts import boxes
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.numbers import NOT_THERE, format_change, format_count
from cxboard.domain.periods import month_name
from cxboard.results.published import NO_STATE
from cxboard.results.published_types import PublishedGrid, PublishedHospital, PublishedScore
from cxboard.ui import cached, choice, data_table, score_cells

ADJUSTED = (
    "Published by the Centers for Medicare & Medicaid Services: adjusted for survey mode and "
    "patient mix, whole numbers, four quarters. One’s own scores are raw and of other months, so a "
    "few points between the two mean little."
)
_COLUMNS = (
    "Measure",
    "Top, middle and bottom box",
    "Top",
    "Middle",
    "Bottom",
    "State",
    "Nation",
    "Linear score",
    "Stars",
)

_NARROW = 90
"""Pixels of a column of the states' table, so that it does not scroll sideways."""


def finding(state_code: str | None) -> tuple[str, Sequence[str]]:
    """Return what the published scores of a state say, as the page's sentence, and its basis."""
    grid = cached.published_grid(state_code) if state_code else None
    if grid is None and state_code:
        return f"No HCAHPS results of hospitals{_in_state(state_code)} were taken in.", ()
    if grid is None:
        return "There is nothing to show yet.", ()
    return grid.finding, basis(grid)


def basis(what: PublishedHospital | PublishedGrid | None) -> list[str]:
    """Return what published scores rest on, a few words each; nothing without any."""
    if what is None or what.last is None:
        return []
    return ["published by CMS", f"discharges {period_text(what)}", "adjusted"]


def show_section(states: Sequence[str], preferred: str | None) -> dict[str, str]:
    """Show state, hospital and all that was published of them; return the choices by name.

    Args:
        states: the states with published hospitals.
        preferred: the state to begin with, if it is among them.
    """
    link, hospital = choose(states, preferred)
    if "published" in link:
        show(hospital)
        show_grid(cached.published_grid(link["state"]))
    return link


def choose(
    states: Sequence[str], preferred: str | None
) -> tuple[dict[str, str], PublishedHospital | None]:
    """Let the reader choose a state and a hospital; return the choices by name, and the hospital.

    Args:
        states: the states with published hospitals.
        preferred: the state to begin with, if it is among them.
    """
    left, right = st.columns([1, 3])
    with left:
        names = {code: "Not given" if code == NO_STATE else code for code in states}
        code = choice.select("State", names, key="state", default=preferred)
    places = cached.published_hospitals(code)
    if not places:
        return {"state": code}, None
    with right:
        labels = {place.place_id: f"{place.name} ({place.place_id})" for place in places}
        place_id = choice.select("Hospital in CMS’s files", labels, key="published")
    return {"state": code, "published": place_id}, cached.published_hospital(place_id)


def show(hospital: PublishedHospital | None) -> None:
    """Show all that was published of one hospital."""
    if hospital is None:
        st.html(tag("p", "CMS published nothing about this hospital.", class_="cx"))
        return
    parts = [_facts(hospital), _footnotes(hospital)]
    st.html(join([parts[0], table(hospital), parts[1]] if hospital.scores else parts))


def show_grid(grid: PublishedGrid | None) -> None:
    """Show the state's hospitals side by side; sorting and searching are the table's own."""
    if grid is None:
        return
    title = f"Hospitals{_in_state(grid.state)}, top box, {period_text(grid)}"
    st.html(tag("div", tag("h3", title, class_="cx-chart-title"), class_="cx"))
    columns: dict[str, Sequence[Any]] = {
        "Hospital": [f"{place.name} ({place.place_id})" for place in grid.places],
        "Stars": list(grid.summary_stars),
    }
    config: dict[str, Any] = {
        "Hospital": st.column_config.TextColumn(pinned=True, width=330),
        "Stars": st.column_config.NumberColumn(width=_NARROW, help="Summary star rating"),
    }
    for index, measure in enumerate(grid.measures):
        columns[measure.short_title] = [row[index] for row in grid.cells]
        config[measure.short_title] = st.column_config.NumberColumn(
            format="%d%%", help=measure.question, width=_NARROW
        )
    data_table.show_long(columns, key="published_grid", config=config)


def table(hospital: PublishedHospital) -> Markup:
    """Return the hospital's measures as an HTML table."""
    head = tag(
        "tr",
        *(
            tag("th", name, scope="col", class_="cx-number" if index > 1 else None)
            for index, name in enumerate(_COLUMNS)
        ),
    )
    caption = (
        f"{hospital.place.name}: discharges {period_text(hospital)}. State and nation: top box of "
        "the latest period taken in for them, which may be an earlier one, with the hospital’s "
        "distance in points."
    )
    whole = tag(
        "table",
        tag("caption", caption),
        tag("thead", head),
        tag("tbody", *(_row(score) for score in hospital.scores)),
        class_="cx-table cx-domains",
    )
    return score_cells.scrolling(whole, caption)


def period_text(what: PublishedHospital | PublishedGrid) -> str:
    """Return the months that were published."""
    if what.first is None or what.last is None:
        return "none taken in"
    return f"{month_name(what.first)} to {month_name(what.last)}"


def _in_state(code: str) -> str:
    return "" if code == NO_STATE else f" in {code}"


def _facts(hospital: PublishedHospital) -> Markup:
    facts = (
        ("Summary star rating", hospital.summary_star, " of 5"),
        ("Completed surveys", _count(hospital.completed_surveys), ""),
        ("Response rate", hospital.response_rate, "%"),
        *_general(hospital),
    )
    parts = (
        tag(
            "div",
            tag("dt", name),
            tag("dd", value + (suffix if value.isdigit() else "") if value else NOT_THERE),
        )
        for name, value, suffix in facts
    )
    return tag("dl", *parts, class_="cx cx-facts")


def _general(hospital: PublishedHospital) -> Iterator[tuple[str, str, str]]:
    """Yield what CMS's general information says of the hospital, where it was taken in."""
    names = {
        "overall_rating": ("Overall hospital rating", " of 5"),
        "hospital_type": ("Type", ""),
        "ownership": ("Ownership", ""),
        "experience_measures": ("Experience measures in that rating", ""),
    }
    for column, (name, suffix) in names.items():
        if text := hospital.general.get(column):
            yield name, text, suffix


def _count(text: str) -> str:
    """Return a published count with separators; words such as "FEWER THAN 50" as they are."""
    return format_count(int(text)) if text.isdecimal() else text


def _row(score: PublishedScore) -> Markup:
    percents = (
        _number(score, box, "%", value)
        for box, value in (("top", score.top), ("middle", score.middle), ("bottom", score.bottom))
    )
    there = score.top is not None
    picture = boxes.picture(score.top, score.middle, score.bottom) if there else ""
    notes = [tag("small", note) for note in score.footnotes]
    return tag(
        "tr",
        tag("th", score.measure.title, *notes, scope="row"),
        tag("td", picture),
        *percents,
        _against(score.top, score.state_top),
        _against(score.top, score.nation_top),
        _number(score, "linear", "", score.linear),
        _stars(score),
    )


def _number(score: PublishedScore, box: str, suffix: str, value: int | None) -> Markup:
    if value is None:
        said = score.shown.get(box, "") or NOT_THERE
        return tag("td", said, class_="cx-number cx-none")
    strong = tag("b", f"{value}{suffix}") if box == "top" else f"{value}{suffix}"
    return tag("td", strong, class_="cx-number")


def _against(value: int | None, other: int | None) -> Markup:
    if other is None:
        return tag("td", NOT_THERE, class_="cx-number cx-none")
    gap = "" if value is None else format_change(value - other, 0)
    return tag("td", f"{other}%", tag("small", gap), class_="cx-number")


def _stars(score: PublishedScore) -> Markup:
    if score.star is None:
        return _number(score, "star", "", None)
    drawn = tag("span", "★" * score.star + "☆" * (5 - score.star), aria_hidden="true")
    told = tag("span", f"{score.star} of 5", class_="cx-said")
    return tag("td", drawn, told, class_="cx-number cx-stars")


def _footnotes(hospital: PublishedHospital) -> Markup:
    """Return the hospital's footnotes that do not stand at one of its measures already."""
    said = {note for score in hospital.scores for note in score.footnotes}
    more = [note for note in hospital.footnotes if note not in said]
    return tag("div", *(tag("p", note) for note in more), class_="cx")
