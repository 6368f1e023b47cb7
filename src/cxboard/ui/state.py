"""What does a visitor's session remember? The only place that touches Streamlit's session state.

Choices live in the URL through their widgets. Kept here are whose visit it is, what the filter bar
made of the choices, the publication that the current run reads, and which links have been read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import streamlit as st

from cxboard.access.identity import Identity
from cxboard.access.permissions import may_write as may_write_as
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.records import Author, Record

EVERYTHING = "all"
"""Scope of a user who may see every hospital; narrower scopes come with roles."""

_PREFIX = "_cx_"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The filter bar's outcome: filters, display names by id, and what a link must carry.

    `state_code`: of the hospitals chosen, where all lie in one; `data`: the months that have any.
    """

    filters: Filters
    state_code: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    link: Mapping[str, str] = field(default_factory=dict)
    data: Period | None = None


def remember(choices: Choices | None) -> None:
    """Keep what the filter bar made of this run's choices; None when there is nothing to filter."""
    st.session_state[_PREFIX + "choices"] = choices


def choices() -> Choices | None:
    """Return this run's choices, or None when there is nothing to filter."""
    kept: Choices | None = st.session_state.get(_PREFIX + "choices")
    return kept


def current_filters() -> Filters | None:
    """Return this run's filters, or None when there are no data of one's own."""
    kept = choices()
    return kept.filters if kept else None


def state_code() -> str | None:
    """Return the state of the hospitals chosen, for state benchmarks."""
    kept = choices()
    return kept.state_code if kept else None


def pin(publication: str | None, revision: int) -> None:
    """Let this run, and its fragments, read one publication and one revision of the registers."""
    st.session_state[_PREFIX + "publication"] = publication
    st.session_state[_PREFIX + "revision"] = revision


def pinned() -> str | None:
    """Return the id of the publication that this run reads; None when there is none yet."""
    publication: str | None = st.session_state.get(_PREFIX + "publication")
    return publication


def revision() -> int:
    """Return the revision of the registers that this run reads."""
    return int(st.session_state.get(_PREFIX + "revision", 0))


def scope() -> str:
    """Return the part of the health system that the visitor may see; a key of every cache."""
    return str(st.session_state.get(_PREFIX + "scope", EVERYTHING))


def owner() -> str | None:
    """Return whose visit this is, as the hash of a session's token; None before anybody's."""
    kept: str | None = st.session_state.get(_PREFIX + "owner")
    return kept


def enter(identity: Identity) -> None:
    """Keep whose visit this is, and which part of the health system that person may see."""
    st.session_state[_PREFIX + "owner"] = identity.session
    st.session_state[_PREFIX + "scope"] = identity.scope.key
    st.session_state[_PREFIX + "name"] = identity.name
    st.session_state[_PREFIX + "role"] = identity.role


def name() -> str:
    """Return the sign-in name of the visitor, as the ledger keeps it beside what is changed."""
    return str(st.session_state.get(_PREFIX + "name", ""))


def author() -> Author:
    """Return who changes something: the name for the audit, the role for everybody."""
    return Author(name=name(), role=str(st.session_state.get(_PREFIX + "role", "")))


def may_write() -> bool:
    """Return whether the visitor may change what others see."""
    return may_write_as(st.session_state.get(_PREFIX + "role"))


def forget() -> None:
    """Forget everything about this visit."""
    st.session_state.clear()


def is_first_look(key: str) -> bool:
    """Return True once a session for each key: when its value may still stand in the link."""
    seen: set[str] = st.session_state.setdefault(_PREFIX + "seen", set())
    first = key not in seen
    seen.add(key)
    return first


def adopt(key: str, value: str) -> None:
    """Give the widget about to be made the value that the address names by id."""
    st.session_state[key] = value
    _adopted().add(key)


class Source(StrEnum):
    """Where a widget has its value from in this run."""

    READER = "reader"
    ADDRESS_ID = "an id in the address"
    ADDRESS_ID_BEFORE = "an id in the address, one run ago"


def source_of(key: str) -> Source:
    """Return where the widget about to be made has its value from.

    A widget with its value from an id must not be bound to the address in that run: Streamlit would
    not know the id, and drop it. One run later it is bound and given it again, to write the label.
    """
    if key in _adopted():
        _adopted().remove(key)
        _unwritten().add(key)
        return Source.ADDRESS_ID
    if key in _unwritten() and key in st.session_state:
        _unwritten().remove(key)
        st.session_state[key] = st.session_state[key]
        return Source.ADDRESS_ID_BEFORE
    return Source.READER


def note(key: str, text: str | None = None) -> str | None:
    """Keep a quiet note for the rest of the session, or return the one kept."""
    notes: dict[str, str] = st.session_state.setdefault(_PREFIX + "notes", {})
    if text is not None:
        notes[key] = text
    return notes.get(key)


def tell(text: str) -> None:
    """Keep what a reader must hear about a deed, for the next run to show."""
    st.session_state[_PREFIX + "told"] = text


def heard() -> str:
    """Return what was to be told, once; empty when nothing was."""
    return str(st.session_state.pop(_PREFIX + "told", ""))


def consider(what: str | None) -> None:
    """Keep what a reader thinks of doing, until it is done or something else is considered."""
    st.session_state[_PREFIX + "considered"] = what


def considered() -> str | None:
    """Return what the reader thinks of doing, or None."""
    kept: str | None = st.session_state.get(_PREFIX + "considered")
    return kept


def turn(key: str) -> int:
    """Return how often something was put away in this session: part of the key of its widget."""
    return int(st.session_state.get(f"{_PREFIX}turn_{key}", 0))


def next_turn(key: str) -> None:
    """Let the widget whose key holds the turn begin anew, empty."""
    st.session_state[f"{_PREFIX}turn_{key}"] = turn(key) + 1


@dataclass(kw_only=True)
class Draft:
    """What a reader changes in a register: one entry, from its opening until it is saved.

    `original` is the entry as it was opened, `standing` the one that a save will change; `number`
    tells one opening from the next. The box keeps `label`: a changed one would end the choice.
    """

    of: str
    label: str
    number: int
    original: Record
    standing: Record


def draft(register: str) -> Draft | None:
    """Return what the reader changes in a register, or None."""
    kept: Draft | None = st.session_state.get(f"{_PREFIX}draft_{register}")
    return kept


def open_draft(register: str, of: str, entry: Record, label: str) -> Draft:
    """Begin to change an entry; what was begun before is given up."""
    next_turn(register)
    made = Draft(of=of, label=label, number=turn(register), original=entry, standing=entry)
    st.session_state[f"{_PREFIX}draft_{register}"] = made
    return made


def close_draft(register: str) -> None:
    """End a change; the box that chose the entry goes back to its default in the next run."""
    st.session_state.pop(f"{_PREFIX}draft_{register}", None)
    st.session_state[f"{_PREFIX}closed_{register}"] = True


def was_closed(register: str) -> bool:
    """Return, once, whether a change was ended in the run before."""
    return bool(st.session_state.pop(f"{_PREFIX}closed_{register}", False))


def reset(key: str, value: str) -> None:
    """Give a widget a value in a callback, before any widget of the run is made."""
    st.session_state[key] = value


def _adopted() -> set[str]:
    kept: set[str] = st.session_state.setdefault(_PREFIX + "adopted", set())
    return kept


def _unwritten() -> set[str]:
    kept: set[str] = st.session_state.setdefault(_PREFIX + "unwritten", set())
    return kept
