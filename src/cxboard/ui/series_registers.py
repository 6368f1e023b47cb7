"""Targets, rebases, annotations and alerts: what people decide about single series."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.catalogue import all_measures
from cxboard.domain.charted import Alert, AlertRule, Annotation, Rebase
from cxboard.domain.letters import capitalised
from cxboard.domain.numbers import counted_or_no
from cxboard.domain.periods import month_name, month_of
from cxboard.domain.records import Placed, Record
from cxboard.domain.references import Target, TargetStatus
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Direction
from cxboard.storage.ledger import now
from cxboard.ui import cached, choice, links, register_fields, register_form, state
from cxboard.ui import format as written
from cxboard.ui.register_fields import (
    day,
    day_text,
    measure,
    month,
    number,
    one_of,
    place,
    prose,
    words,
)

_FIRST: str = all_measures()[0].id


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One register of this page: what it is for, its entries, its columns, its form."""

    what: str
    entries: Callable[[Registers], Sequence[Placed]]
    head: tuple[str, ...]
    cells: Callable[[Any], tuple[str, ...]]
    form: register_form.Form


def choose() -> str:
    """Let the reader choose one of the registers and return its key."""
    return choice.segments("Register", {key: key.capitalize() for key in _KINDS}, key="register")


def finding() -> str:
    """Return what the registers hold, as one sentence."""
    kept = cached.registers()
    agreed = sum(target.status is TargetStatus.AGREED for target in kept.targets)
    others = counted_or_no(len(kept.targets) - agreed, "placeholder")
    rebased = f"{len(kept.rebases)} series rebased" if kept.rebases else "no process limit rebased"
    return f"{capitalised(counted_or_no(agreed, 'agreed target'))}, {others}; {rebased}."


def show(key: str) -> None:
    """Show one register as a table, and below it the way to change it."""
    kind = _KINDS[key]
    st.html(tag("p", kind.what, class_="cx"))
    entries = kind.entries(cached.registers())
    if entries:
        head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in kind.head)))
        body = tag("tbody", *(_line(kind, entry) for entry in entries))
        whole = tag("table", tag("caption", key.capitalize()), head, body, class_="cx-table")
        st.html(tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=key))
    else:
        st.html(tag("p", f"There are no {key} yet.", class_="cx cx-none"))
    register_form.edit(kind.form, [entry for entry in entries if entry.id])


def _line(kind: Kind, entry: Placed) -> Markup:
    first, *rest = kind.cells(entry)
    where = register_fields.place_text(entry.facility_id, entry.unit_id)
    name: str = first
    if entry.id and state.may_write():
        name = tag("a", first, href=links.address(**{kind.form.key: str(entry.id)}), target="_self")
    return tag(
        "tr",
        tag("th", join([name, tag("small", where)]), scope="row"),
        *(tag("td", cell) for cell in rest),
    )


def _title(measure_id: str) -> str:
    titles = {each.id: each.title for each in all_measures()}
    return titles.get(measure_id, measure_id or "Every measure")


def _target_cells(target: Target) -> tuple[str, ...]:
    agreed = f"{target.agreed_by}, {day_text(target.agreed_on)}" if target.agreed_by else "nobody"
    bound = "at least" if target.direction is Direction.INCREASE else "at most"
    known = {each.id: each for each in all_measures()}.get(target.measure_id)
    value = written.reference_text(target, known) if known else f"{target.value:g}"
    origin = target.source if target.id else f"brought along: {target.source}"
    return (
        _title(target.measure_id),
        f"{bound} {value}",
        target.period,
        target.status,
        agreed,
        target.population,
        origin,
    )


def _rebase_cells(rebase: Rebase) -> tuple[str, ...]:
    return _title(rebase.measure_id), month_name(rebase.month), rebase.decided_by, rebase.reason


def _note_cells(note: Annotation) -> tuple[str, ...]:
    return _title(note.measure_id), month_name(note.month), note.text


def _alert_cells(alert: Alert) -> tuple[str, ...]:
    limit = "" if alert.threshold is None else f"{alert.threshold:g}"
    return _title(alert.measure_id), f"{alert.rule} {limit}".strip(), alert.for_role


def _named(entry: Any) -> str:
    where = register_fields.place_text(entry.facility_id, entry.unit_id)
    return f"{_title(entry.measure_id)}, {where}"


def _form(key: str, blank: Callable[[], Record], *fields: register_fields.Field) -> Any:
    return register_form.Form(key=key, noun=key, blank=blank, title=_named, fields=fields)


_KINDS: Mapping[str, Kind] = {
    "targets": Kind(
        what=(
            "A value to reach, for a measure, a place and a time. The narrowest place and the "
            "time in force count; what is entered here comes before what was brought along. A "
            "target without somebody who agreed it is a placeholder, and every page says so."
        ),
        entries=lambda kept: kept.targets,
        head=("Measure", "Target", "Period", "Status", "Agreed by", "Population", "Source"),
        cells=_target_cells,
        form=_form(
            "target",
            lambda: Target(measure_id=_FIRST, value=75.0, direction=Direction.INCREASE),
            measure(),
            place(),
            number("value", "Value"),
            one_of("direction", "Improvement is an", Direction),
            month("first", "First month"),
            month("last", "Last month"),
            words("population", "Population"),
            one_of("status", "Status", TargetStatus),
            words("agreed_by", "Agreed by (a role or board)"),
            day("agreed_on", "Agreed on"),
            words("source", "Source, such as minutes"),
        ),
    ),
    "rebases": Kind(
        what=(
            "Process limits are calculated anew from a month on, because the cause of a lasting "
            "change is understood: not when a project starts, not at intervals, and never by "
            "themselves. Role and reason are kept; a withdrawn rebase brings the old limits back."
        ),
        entries=lambda kept: kept.rebases,
        head=("Measure", "From", "Decided by", "Because"),
        cells=_rebase_cells,
        form=_form(
            "rebase",
            lambda: Rebase(
                measure_id=_FIRST, month=month_of(now().date()), decided_by="", reason=""
            ),
            measure(),
            place(),
            month("month", "First month of the new limits"),
            words("decided_by", "Decided by (a role)"),
            prose("reason", "Because"),
        ),
    ),
    "annotations": Kind(
        what="What happened, written on the charts of a measure, or of every measure.",
        entries=lambda kept: kept.annotations,
        head=("Measure", "Month", "What happened"),
        cells=_note_cells,
        form=_form(
            "annotation",
            lambda: Annotation(month=month_of(now().date()), text=""),
            measure(every="Every measure"),
            place(),
            month("month", "Month"),
            words("text", "What happened (at most 80 characters)"),
        ),
    ),
    "alerts": Kind(
        what="What a role wants to be told about: a special cause, or a threshold that is passed.",
        entries=lambda kept: kept.alerts,
        head=("Measure", "When", "For"),
        cells=_alert_cells,
        form=_form(
            "alert",
            lambda: Alert(measure_id=_FIRST, rule=AlertRule.SPECIAL_CAUSE, for_role=""),
            measure(),
            place(),
            one_of("rule", "When", AlertRule),
            number("threshold", "Threshold"),
            words("for_role", "For (a role)"),
        ),
    ),
}
