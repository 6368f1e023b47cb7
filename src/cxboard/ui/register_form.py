"""How is an entry of a register added, changed, withdrawn, and brought back?

Whoever saves second is told, sees both, and decides; a second save changes only what that person
changed and leaves the rest as the first one left it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import streamlit as st

from cxboard.domain.errors import BadRequest, UserFacingError
from cxboard.domain.records import EditedMeanwhile, Record
from cxboard.results.service import service
from cxboard.storage import registers
from cxboard.ui import choice, data_table, errors, register_history, state
from cxboard.ui.register_fields import Field

_NONE, _NEW = "", "new"
_READERS = "Analysts and administrators keep this register; you are signed in to read."
_LOCKED = (
    "Nothing can be changed at the moment: the stored data are not what was published, and CX "
    "Board is read-only until somebody has looked."
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """How one register is edited.

    `key` names it in the URL (`?action=12`), `noun` in sentences; `blank` is what a new entry
    starts as, `title` what an entry is called in the list.
    """

    key: str
    noun: str
    blank: Callable[[], Record]
    title: Callable[[Any], str]
    fields: tuple[Field, ...]


def edit(form: Form, entries: Sequence[Record]) -> None:
    """Show the way to change a register, to those who may."""
    if told := state.heard():
        st.success(told)
    if not state.may_write() or service().is_read_only:
        st.caption(_LOCKED if state.may_write() else _READERS)
        return
    gone = registers.withdrawn(service().workspace.ledger, type(form.blank()))
    offered: dict[str, Record] = {_NEW: form.blank()}
    offered |= {str(entry.id): entry for entry in (*entries, *gone)}
    if state.was_closed(form.key):
        state.reset(form.key, _NONE)
    draft = state.draft(form.key)
    if draft:
        offered.setdefault(draft.of, draft.original)
    labels = _labels(form, offered) | ({draft.of: draft.label} if draft else {})
    chosen = choice.select("Add or change", labels, key=form.key)
    if chosen not in offered:
        return
    if draft is None or draft.of != chosen:
        draft = state.open_draft(form.key, chosen, offered[chosen], labels[chosen])
    _show(form, draft)
    register_history.show(draft.standing, form.fields)


def save(entry: Record) -> Record:
    """Save an entry in the visitor's name; every way to change a register leads through here.

    Raises:
        BadRequest: the visitor's role may only read, or the entry cannot be true.
        LakeDiffers: nothing may be written.
        EditedMeanwhile: somebody else was first.
    """
    if not state.may_write():
        raise BadRequest(_READERS)
    service().require_writable()
    return registers.save(service().workspace.ledger, entry, state.author())


def _labels(form: Form, offered: Mapping[str, Record]) -> dict[str, str]:
    labels = {_NONE: "Nothing: only read", _NEW: f"A new {form.noun}"}
    for key, entry in offered.items():
        if entry.id:
            mark = "withdrawn: " if entry.withdrawn else ""
            labels[key] = f"{mark}{form.title(entry)} ({entry.id})"
    return labels


def _show(form: Form, draft: state.Draft) -> None:
    """Show the widgets with what was opened, and do what is asked for."""
    standing = draft.standing
    with st.form(f"{form.key}_form_{draft.number}", border=True):
        answers = _ask(form, draft)
        with st.container(horizontal=True):
            verb = "Bring back and save" if standing.withdrawn else "Save"
            wants_save = st.form_submit_button(verb, type="primary")
            wants_away = (
                bool(standing.id)
                and not standing.withdrawn
                and st.form_submit_button(f"Withdraw this {form.noun}")
            )
            wants_out = st.form_submit_button("Close without saving")
    if wants_out:
        _close(form, "")
    mine = _changed(form, draft, answers)
    try:
        if wants_save:
            save(replace(mine, withdrawn=False))
            _close(form, f"The {form.noun} is saved.")
        if wants_away:
            save(replace(standing, withdrawn=True))
            _close(form, f"The {form.noun} is withdrawn; its history is kept.")
    except EditedMeanwhile as told:
        draft.standing = told.theirs
        st.rerun()  # the buttons stand above, and what they do depends on what stands now
    except UserFacingError as wrong:
        errors.show(wrong)
    if standing.version != draft.original.version:
        errors.show(EditedMeanwhile(mine, standing))
        _compare(form, draft, answers)


def _ask(form: Form, draft: state.Draft) -> dict[str, Any]:
    """Show the questions in two columns and return the answers by field."""
    answers: dict[str, Any] = {}
    columns = st.columns(2)
    for index, field in enumerate(form.fields):
        with columns[index % 2]:
            key = f"{form.key}_{draft.number}_{field.name}"
            answers[field.name] = field.ask(field.label, field.value(draft.original), key)
    return answers


def _changed(form: Form, draft: state.Draft, answers: Mapping[str, Any]) -> Record:
    """Return what stands now with the fields that this person changed, and no others."""
    changes: dict[str, Any] = {}
    for field in form.fields:
        if answers[field.name] != field.value(draft.original):
            changes |= field.content(answers[field.name])
    return replace(draft.standing, **changes)


def _compare(form: Form, draft: state.Draft, answers: Mapping[str, Any]) -> None:
    """Show what two people made of one entry, field by field."""
    saved = _changed(form, draft, answers)
    rows = [["Field", "When you opened it", "Theirs now", "Yours", "If you save again"]]
    for field in form.fields:
        values = [field.value(draft.original), field.value(draft.standing), answers[field.name]]
        if any(value != values[0] for value in values):
            texts = [field.write(value) for value in (*values, field.value(saved))]
            rows.append([field.label, *texts])
    withdrawn = [draft.original.withdrawn, draft.standing.withdrawn]
    if any(withdrawn):
        rows.append(
            ["Withdrawn", *("yes" if each else "no" for each in (*withdrawn, False, False))]
        )
    data_table.show("Two versions of one entry", rows)


def _close(form: Form, text: str) -> NoReturn:
    """End the change and run the page again, which then reads what was saved."""
    state.close_draft(form.key)
    state.tell(text)
    st.rerun()
