"""What might a foreign file be? A profile to look over, correct and save; nothing is read by it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.vocabulary import CHANNELS, TOUCHPOINTS, Kind
from cxboard.ingest.columns import FEEDBACK_TYPES, SURVEY_STATUSES
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.reader import Extract
from cxboard.ingest.synonyms import SYNONYMS
from cxboard.ingest.translation import plain_value
from cxboard.storage.tables import Table, table_of

_SAMPLES = 5
_VALUES = 60
"""A column with more distinct values is no list of answers."""

_CLOSE = 0.88

_KINDS = (Kind.SURVEY, Kind.CONTACT, Kind.FEEDBACK, Kind.INDICATOR, Kind.ORGANISATION)

_WORDS: Mapping[str, Sequence[str]] = {
    "channel": CHANNELS,
    "touchpoint": TOUCHPOINTS,
    "feedback_type": FEEDBACK_TYPES,
    "survey_status": SURVEY_STATUSES,
}
_SPOKEN = {
    "channel": {
        "telephone": "phone", "call": "phone", "voice": "phone", "e-mail": "email", "text": "sms",
        "text message": "sms", "chat": "web_chat", "webchat": "web_chat", "letter": "mail",
        "post": "mail", "face to face": "in_person", "walk-in": "in_person",
        "in person": "in_person",
    },
}  # fmt: skip
_YES_NO = {"yes": "1", "y": "1", "true": "1", "no": "0", "n": "0", "false": "0"}


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One column of ours, the header that may bring it and why, and some of its values."""

    column: str
    header: str
    because: str
    samples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a file might be. `missing` are columns that it must have and that nothing brings.

    `values` are maps from its words to our codes; `unused` its headers that nothing takes.
    """

    kind: Kind
    columns: tuple[Proposed, ...]
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    values: Mapping[str, Mapping[str, str]]

    def as_profile(self, headers: Sequence[str]) -> dict[str, Any]:
        """Return a profile's document, to be completed and saved."""
        return {
            "kind": self.kind.value,
            "headers": list(headers),
            "columns": {one.column: [one.header] for one in self.columns},
            "constants": dict.fromkeys(self.missing, ""),
            "values": {column: dict(values) for column, values in self.values.items()},
        }


def propose(extract: Extract, kind: Kind | None = None) -> Proposal:
    """Return the likeliest reading of a file, of a kind or of whichever fits best."""
    found = [_of_kind(extract, one) for one in ([kind] if kind else _KINDS)]
    return max(found, key=lambda one: (-len(one.missing), len(one.columns)))


def _of_kind(extract: Extract, kind: Kind) -> Proposal:
    table = table_of(kind)
    by_plain = {plain_name(header): header for header in extract.headers}
    columns = _matched(table, kind, by_plain)
    brought = {column for column, _, _ in columns}
    proposed = tuple(
        Proposed(column=column, header=header, because=why, samples=_samples(extract, header))
        for column, header, why in columns
    )
    taken = {one.header for one in proposed}
    values = {one.column: _value_map(extract, kind, one.column, one.header) for one in proposed}
    return Proposal(
        kind=kind,
        columns=proposed,
        missing=tuple(name for name in table.required if name not in brought),
        unused=tuple(header for header in extract.headers if header not in taken),
        values={column: found for column, found in values.items() if found},
    )


def _matched(table: Table, kind: Kind, by_plain: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return column, header and reason, surest first; no header twice."""
    wordings = {item.key: plain_name(item.wording) for item in all_items(kind)}
    free = dict(by_plain)
    found: list[tuple[str, str, str]] = []
    for reason, names_of in (
        ("the same name", lambda name: (name,)),
        ("a usual name for it", lambda name: SYNONYMS.get(name, ())),
        ("a similar name", lambda name: _similar((name, *SYNONYMS.get(name, ())), free)),
        ("a similar question", lambda name: _similar((wordings.get(name, ""),), free)),
    ):
        done = {column for column, _, _ in found}
        for column in (one.name for one in table.columns if one.name not in done):
            plain = next((name for name in names_of(column) if name in free), None)
            if plain is not None:
                found.append((column, free.pop(plain), reason))
    return found


def _similar(names: Sequence[str], free: Mapping[str, str]) -> Sequence[str]:
    long = [name for name in names if len(name) >= 4]
    return [near for name in long for near in difflib.get_close_matches(name, free, 1, _CLOSE)]


def _samples(extract: Extract, header: str) -> tuple[str, ...]:
    texts = extract.scan({"text": header}).drop_nulls().unique(maintain_order=True).head(_SAMPLES)
    return tuple(str(text)[:80] for text in texts.collect().to_series())


def _value_map(extract: Extract, kind: Kind, column: str, header: str) -> dict[str, str]:
    """Return their words and our codes, for words that say what a code means."""
    ours = _meanings(kind, column)
    if not ours:
        return {}
    texts = extract.scan({"text": header}).select(pl.col("text").drop_nulls().unique())
    distinct = texts.head(_VALUES + 1).collect().to_series().to_list()
    if len(distinct) > _VALUES:
        return {}
    words = {text: ours.get(plain_value(text)) for text in distinct}
    return {text: code for text, code in sorted(words.items()) if code and code != text}


def _meanings(kind: Kind, column: str) -> dict[str, str]:
    if column in _WORDS:
        own = {plain_value(word.replace("_", " ")): word for word in _WORDS[column]}
        return own | {word: word for word in _WORDS[column]} | _SPOKEN.get(column, {})
    item = next((item for item in all_items(kind) if item.key == column), None)
    if item is None:
        return {}
    labels = {plain_value(label): str(code) for code, label in item.scale.answers.items()}
    return (_YES_NO if item.scale.codes == {0, 1} else {}) | labels
