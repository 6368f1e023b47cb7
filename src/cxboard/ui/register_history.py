"""What happened to an entry of a register: who, as a role, did what, when, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.periods import moment_name
from cxboard.domain.records import Record
from cxboard.results.service import service
from cxboard.storage import registers
from cxboard.storage.registers import Change
from cxboard.ui import data_table
from cxboard.ui.register_fields import Field

_WORDS = {"refused": "refused: somebody else had saved first"}


def show(entry: Record, fields: Sequence[Field]) -> None:
    """Show the history of a stored entry, newest first."""
    if not entry.id:
        return
    with st.expander("History of this entry"):
        changes = registers.history(service().workspace.ledger, entry)
        head = ["When", "Who", "What", "Before → after"]
        labels = {field.name: field.label for field in fields}
        data_table.show("Every change", [head, *(_line(each, labels) for each in changes)])


def _line(change: Change, labels: Mapping[str, str]) -> list[str]:
    what = _WORDS.get(change.change, change.change)
    return [moment_name(change.at), change.role, what, _moves(change, labels)]


def _moves(change: Change, labels: Mapping[str, str]) -> str:
    if change.before is None:
        return NOT_THERE
    before = change.before
    moved = [
        f"{labels.get(name, name.replace('_', ' '))}: {_text(before.get(name))} → {_text(value)}"
        for name, value in change.after.items()
        if before.get(name) != value and name != "withdrawn"
    ]
    return "; ".join(moved) or NOT_THERE


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or NOT_THERE
    return NOT_THERE if value in (None, "") else str(value)
