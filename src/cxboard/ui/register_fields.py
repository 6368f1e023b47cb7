"""What is asked about an entry of a register, with which widget, and how is an answer written?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from cxboard.domain.catalogue import all_measures
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.periods import day_name, month_name
from cxboard.domain.records import Record
from cxboard.results.change_words import WHOLE_SYSTEM
from cxboard.ui import cached

_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 12, 31)

Ask = Callable[[str, Any, str], Any]
"""Shows a widget with a label, a value and a key, and returns the answer."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question about an entry; a place fills two fields of it, every other question one."""

    name: str
    label: str
    ask: Ask
    write: Callable[[Any], str] = str

    def value(self, entry: Record) -> Any:
        """Return the answer that an entry holds."""
        if self.name == "place":
            return entry.facility_id, entry.unit_id  # type: ignore[attr-defined]
        return getattr(entry, self.name)

    def content(self, value: Any) -> dict[str, Any]:
        """Return an answer as fields of the entry."""
        if self.name == "place":
            return dict(zip(("facility_id", "unit_id"), value, strict=True))
        return {self.name: value}


def words(name: str, label: str) -> Field:
    """Ask for a few words."""
    return Field(
        name=name,
        label=label,
        ask=lambda text, value, key: st.text_input(text, value, key=key, max_chars=160).strip(),
        write=lambda value: value or NOT_THERE,
    )


def prose(name: str, label: str) -> Field:
    """Ask for some sentences."""
    return Field(
        name=name,
        label=label,
        ask=lambda text, value, key: st.text_area(
            text, value, key=key, max_chars=2000, height=90
        ).strip(),
        write=lambda value: value or NOT_THERE,
    )


def day(name: str, label: str) -> Field:
    """Ask for a day, or none where the entry may have none."""
    return Field(name=name, label=label, ask=_day, write=day_text)


def month(name: str, label: str) -> Field:
    """Ask for a month; any of its days will do."""

    def ask(text: str, value: date | None, key: str) -> date | None:
        chosen = _day(f"{text} (any day of the month)", value, key)
        return chosen and chosen.replace(day=1)

    return Field(name=name, label=label, ask=ask, write=lambda m: month_name(m) if m else NOT_THERE)


def number(name: str, label: str) -> Field:
    """Ask for a number, or none."""
    return Field(
        name=name,
        label=label,
        ask=lambda text, value, key: st.number_input(text, value=value, key=key, step=0.1),
        write=lambda value: NOT_THERE if value is None else f"{value:g}",
    )


def count(name: str, label: str) -> Field:
    """Ask for a whole number, or none."""
    return Field(
        name=name,
        label=label,
        ask=lambda text, value, key: st.number_input(text, value=value, key=key, step=1),
        write=lambda value: NOT_THERE if value is None else str(value),
    )


def one_of(name: str, label: str, kinds: type[StrEnum]) -> Field:
    """Ask for one of a closed list."""
    return Field(name=name, label=label, ask=_choose({kind: kind.value for kind in kinds}))


def option(name: str, label: str, labels: Mapping[Any, str]) -> Field:
    """Ask for one of some options, labels by value."""
    return Field(
        name=name,
        label=label,
        ask=_choose(labels),
        write=lambda value: labels.get(value, str(value)),
    )


def some_of(name: str, label: str, kinds: type[StrEnum]) -> Field:
    """Ask for any number of a closed list, in its order."""

    def ask(text: str, value: tuple[StrEnum, ...], key: str) -> tuple[StrEnum, ...]:
        chosen = st.multiselect(text, list(kinds), default=list(value), key=key)
        return tuple(kind for kind in kinds if kind in chosen)

    return Field(name=name, label=label, ask=ask, write=lambda value: ", ".join(value) or NOT_THERE)


def measure(*, every: str = "") -> Field:
    """Ask for a measure; with words for `every`, none may be chosen."""
    titles = ({"": every} if every else {}) | {each.id: each.title for each in all_measures()}
    return Field(
        name="measure_id",
        label="Measure",
        ask=_choose(titles),
        write=lambda value: titles.get(value, value),
    )


def place() -> Field:
    """Ask for the whole system, a hospital or a unit."""

    def ask(text: str, value: tuple[str, str], key: str) -> tuple[str, str]:
        chosen: tuple[str, str] = _choose({value: place_text(*value)} | place_labels())(
            text, value, key
        )
        return chosen

    return Field(name="place", label="Place", ask=ask, write=lambda value: place_text(*value))


def place_labels() -> dict[tuple[str, str], str]:
    """Return every place by hospital and unit, the whole system first."""
    labels = {("", ""): WHOLE_SYSTEM}
    for facility in cached.places().facilities:
        labels[facility.id, ""] = facility.name
        labels |= {(facility.id, u.id): f"{facility.name}, {u.name}" for u in facility.units}
    return labels


def place_text(facility_id: str, unit_id: str) -> str:
    """Return a place's name; its ids where it is in no register of places."""
    known = place_labels().get((facility_id, unit_id))
    return known or ", ".join(part for part in (facility_id, unit_id) if part)


def day_text(value: date | None) -> str:
    """Return a day as a reader writes it, such as "4 May 2026"."""
    return day_name(value) if value else NOT_THERE


def _day(text: str, value: date | None, key: str) -> date | None:
    chosen = st.date_input(
        text, value, key=key, min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD"
    )
    return chosen if isinstance(chosen, date) else None


def _choose(labels: Mapping[Any, str]) -> Ask:
    """Return a way to ask for one of the options; a value that is none of them stays one."""

    def ask(text: str, value: Any, key: str) -> Any:
        offered = labels if value in labels else {value: str(value), **labels}
        options = list(offered)
        chosen = st.selectbox(
            text,
            options,
            index=options.index(value),
            format_func=lambda each: offered.get(each, str(each)),
            key=key,
        )
        return chosen if chosen in offered else value

    return ask
