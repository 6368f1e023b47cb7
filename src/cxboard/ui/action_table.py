"""The register of actions: to narrow, to read, and to edit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.actions import Action, ActionStatus, CustomerSide, Engagement, PatientSide
from cxboard.domain.catalogue import all_measures
from cxboard.results.action_board import ActionBoard, ActionRow, action_board
from cxboard.storage.ledger import now
from cxboard.ui import cached, choice, links, register_fields, register_form, state
from cxboard.ui.register_fields import day, measure, one_of, place, prose, some_of, words

KEY = "action"
_HEAD = ("Action", "Owner", "Start", "Due", "Status", "Patient side", "Customer side", "Level")
_OVERDUE = "overdue"
_UNFILTERED = "entries of every period, service line and channel"
_QUARTER = timedelta(days=91)


def narrow() -> ActionBoard:
    """Show the choices of measure, owner and status, and return the actions that fit."""
    actions = cached.registers().actions
    titles = {each.id: each.title for each in all_measures()}
    about = {a.measure_id: titles.get(a.measure_id, a.measure_id) for a in actions}
    columns = st.columns(3)
    with columns[0]:
        measure_id = choice.select("About", {"": "All measures"} | about, key="about")
    with columns[1]:
        owners = {role: role for role in sorted({action.owner_role for action in actions})}
        owner = choice.select("Owner", {"": "All owners"} | owners, key="owner")
    with columns[2]:
        kinds = {_OVERDUE: "Overdue"} | {kind.value: kind.capitalize() for kind in ActionStatus}
        status = choice.select("Status", {"": "Open and over"} | kinds, key="status")
    return action_board(
        actions,
        now().date(),
        state.current_filters(),
        measure_id=measure_id,
        owner_role=owner,
        status=status,
    )


def as_of() -> list[str]:
    """Return what the page rests on: the day, and the revision of the registers."""
    return [f"as of {register_fields.day_text(now().date())}", f"revision {state.revision()}"]


def basis() -> list[str]:
    """Return whose entries are shown, the filter in words, and what they rest on."""
    choices = state.choices()
    if choices is None:
        return as_of()
    return [choices.filters.describe_places(choices.names), _UNFILTERED, *as_of()]


def show(rows: Sequence[ActionRow]) -> None:
    """Show actions as a table in the order given."""
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in _HEAD)))
    body = tag("tbody", *(_line(row) for row in rows))
    caption = "Actions, overdue first. Owners are roles. Days are UTC."
    whole = tag("table", tag("caption", caption), head, body, class_="cx-table")
    st.html(tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption))


def edit() -> None:
    """Let those who may add an action or change one."""
    register_form.edit(_form(), cached.registers().actions)


def _form() -> register_form.Form:
    return register_form.Form(
        key=KEY,
        noun="action",
        blank=_blank,
        title=lambda action: action.title,
        fields=(
            words("title", "What is done"),
            measure(),
            place(),
            words("owner_role", "Owner (a role)"),
            day("start", "Start"),
            day("due", "Due"),
            one_of("status", "Status", ActionStatus),
            one_of("level", "Level of engagement", Engagement),
            some_of("patient_side", "What it does for the patient", PatientSide),
            some_of("customer_side", "What it does for the customer", CustomerSide),
            prose("notes", "Notes"),
        ),
    )


def _blank() -> Action:
    today = now().date()
    first: str = all_measures()[0].id
    return Action(measure_id=first, title="", owner_role="", start=today, due=today + _QUARTER)


def _line(row: ActionRow) -> Markup:
    action = row.action
    where = register_fields.place_text(action.facility_id, action.unit_id)
    titles = {each.id: each for each in all_measures()}
    about = titles.get(action.measure_id)
    named = links.to_measure(about) if about else action.measure_id
    title = (
        tag("a", action.title, href=links.address(**{KEY: str(action.id)}), target="_self")
        if state.may_write()
        else action.title
    )
    return tag(
        "tr",
        tag("th", join([title, tag("small", named, f" · {where}")]), scope="row"),
        tag("td", action.owner_role),
        tag("td", _short(action.start), class_="cx-nowrap"),
        tag("td", join([_short(action.due), _late(row)]), class_="cx-nowrap"),
        tag("td", action.status),
        tag("td", ", ".join(action.patient_side) or _lacking("customer")),
        tag("td", ", ".join(action.customer_side) or _lacking("patient")),
        tag("td", action.level),
    )


def _late(row: ActionRow) -> Markup:
    if row.days_late is None:
        return tag("small", "")
    days = "1 day" if row.days_late == 1 else f"{row.days_late} days"
    return tag("small", tag("b", f"overdue by {days}"))


def _lacking(other: str) -> Markup:
    return tag("span", "–", tag("small", f"{other} side only"), class_="cx-none")


def _short(day: date) -> str:
    return register_fields.day_text(day)
