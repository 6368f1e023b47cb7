"""The self-assessment against the framework, area by area within its sections."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.framework import Area, Assessment
from cxboard.domain.numbers import NOT_THERE, format_change
from cxboard.results.framework_board import AreaRow, FrameworkBoard, framework_board
from cxboard.storage.ledger import now
from cxboard.ui import cached, links, navigation, state
from cxboard.ui.register_fields import (
    day_text,
)

KEY = "assessment"
_HEAD = ("Area", "Level now", "Review before", "Change", "Evidence", "Owner", "What follows", "Due")


def board() -> FrameworkBoard:
    """Return the newest review beside the one before it."""
    return framework_board(cached.registers(), now().date())


def as_of(found: FrameworkBoard) -> list[str]:
    """Return whose assessment it is, and of which day."""
    if found.latest is None:
        return [f"revision {state.revision()}"]
    review = found.latest
    parts = [f"review of {day_text(review.held_on)}", review.group, f"led by: {review.assessor}"]
    if found.previous:
        parts.append(f"compared with {day_text(found.previous.held_on)}")
    return [*parts, f"revision {state.revision()}"]


def show(found: FrameworkBoard) -> None:
    """Show every area by section."""
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in _HEAD)))
    bodies = [
        tag("tbody", _title(section), *(_line(row, found) for row in rows))
        for section, rows in groupby(found.rows, key=lambda row: row.area.section)
    ]
    caption = "Levels are the organisation’s own judgement. Owners are roles."
    whole = tag("table", tag("caption", caption), head, *bodies, class_="cx-table")
    st.html(tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption))


def notes(found: FrameworkBoard) -> list[str]:
    """Return what is a placeholder, in words."""
    told = ["A voluntary self-assessment, after NHS England’s framework of February 2025."]
    if found.placeholder_titles:
        told.append(
            f"{found.placeholder_titles} of {len(found.rows)} area titles are placeholders in our "
            "own words, and so is their order within the sections: enter the wording of the "
            "assessment tool below."
        )
    if found.placeholder_labels:
        told.append("Labels of levels are placeholders, too, until yours are entered.")
    return told


def named(area: Area) -> str:
    """Return an area with its number."""
    return f"{area.number} {area.title}"


def _title(section: str) -> Markup:
    return tag("tr", tag("th", section, scope="rowgroup", colspan=len(_HEAD)))


def _line(row: AreaRow, board: FrameworkBoard) -> Markup:
    found = row.found
    name: str = named(row.area)
    if found and state.may_write():
        href = links.address(edit=KEY, **{KEY: str(found.id)})
        name = tag("a", name, href=href, target="_self")
    placeholder = "" if row.area.id else "placeholder title"
    moved = NOT_THERE if row.change is None else format_change(row.change, 0)
    return tag(
        "tr",
        tag("th", join([name, tag("small", placeholder)]), scope="row"),
        tag("td", _level(row.level, board)),
        tag("td", _level(row.before, board)),
        tag("td", "no change" if row.change == 0 else moved, class_="cx-nowrap"),
        tag("td", *(_proof(text) for text in (found.evidence if found else ()))),
        tag("td", found.owner_role if found else ""),
        tag("td", *_follows(found)),
        tag("td", _due(row), class_="cx-nowrap"),
    )


def _level(level: int | None, board: FrameworkBoard) -> str:
    return NOT_THERE if level is None else f"{level} {board.labels.get(level, '')}".strip()


def _proof(text: str) -> Markup:
    """Return evidence; the address of a page of ours is a link, everything else a text."""
    pages = {f"/{entry.url}": entry.title for entry in navigation.ENTRIES}
    path = f"/{text.removeprefix('/').partition('?')[0]}"
    if path not in pages:
        return tag("small", text)
    return tag("small", tag("a", pages[path], href=f"/{text.removeprefix('/')}", target="_self"))


def _follows(found: Assessment | None) -> list[Markup]:
    if found is None:
        return []
    linked = [each for each in cached.registers().actions if each.id == found.action_id]
    actions = [
        tag("a", each.title, href=links.address("actions", action=str(each.id)), target="_self")
        for each in linked
    ]
    return [tag("span", found.action), *(tag("small", action) for action in actions)]


def _due(row: AreaRow) -> Markup:
    text = day_text(row.found.due) if row.found and row.found.due else ""
    return join([text, tag("small", tag("b", "overdue") if row.is_late else "")])
