"""What do the words of a foreign file mean? Each is asked for once, and the answers are data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.words import codes, likely, strange
from cxboard.ui import cached
from cxboard.ui.plain import as_plain

_UNSAID, _BLANK = "–unsaid–", ""
_LABELS = {_UNSAID: "not said: its rows are rejected", _BLANK: "leave blank"}
_ACROSS = 3


Words = Mapping[str, Mapping[str, str]]


def ask(
    kind: Kind, words: Mapping[str, Sequence[str]], proposed: Words
) -> dict[str, dict[str, str]]:
    """Ask what the words of columns mean that are no codes of ours.

    Args:
        kind: what the rows are.
        words: the different values of each column that the file brings.
        proposed: what a known source or the words themselves say, by column.

    Returns:
        their words and our codes, by column; words of which nothing is said are not among them.
    """
    found: dict[str, dict[str, str]] = {}
    for column, texts in words.items():
        offered = _places(column) or codes(kind, column)
        unknown = _unknown(kind, column, texts, offered)
        if unknown:
            by_word = {word.casefold(): code for word, code in proposed.get(column, {}).items()}
            found[column] = _column(kind, column, unknown, offered, by_word)
    return {column: said for column, said in found.items() if said}


def _unknown(
    kind: Kind, column: str, texts: Iterable[str], offered: Mapping[str, str]
) -> Sequence[str]:
    if _places(column):
        return [text for text in texts if text not in offered]
    return strange(kind, column, texts)


def _column(
    kind: Kind,
    column: str,
    words: Sequence[str],
    offered: Mapping[str, str],
    proposed: Mapping[str, str],
) -> dict[str, str]:
    """Ask for every word of a column, several beside one another."""
    st.html(tag("p", f"What do these words of {column} mean?", class_="cx cx-caption"))
    labels = {**offered, **_LABELS}
    by_name = {name.casefold(): code for code, name in offered.items()}
    guesses = {**by_name, **proposed}
    said: dict[str, str] = {}
    places = st.columns(_ACROSS)
    for number, word in enumerate(words):
        guess = guesses.get(word.casefold(), likely(kind, column, word) or _UNSAID)
        options = [_UNSAID, *offered, _BLANK]
        chosen = places[number % _ACROSS].selectbox(
            f"“{as_plain(word[:60])}”",
            options,
            index=options.index(guess) if guess in options else 0,
            format_func=lambda code: labels.get(code, code),
            key=f"word_{column}_{number}_{word[:40]}",
        )
        if chosen != _UNSAID:
            said[word] = chosen
    return said


def _places(column: str) -> Mapping[str, str]:
    """Return the register's hospitals or units by id, for a column that names them."""
    hospitals = cached.places().facilities
    if column == "facility_id":
        return {hospital.id: hospital.name for hospital in hospitals}
    if column == "unit_id":
        return {unit.id: f"{unit.name}, {of.name}" for of in hospitals for unit in of.units}
    return {}
