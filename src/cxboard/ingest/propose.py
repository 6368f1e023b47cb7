"""What might a foreign file be? A profile to look over, correct and save; nothing is read by it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.items import Item
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.reader import Extract
from cxboard.ingest.synonyms import SYNONYMS
from cxboard.ingest.words import MOST_WORDS, likely
from cxboard.storage.tables import Table, table_of

_SAMPLES = 5
_CLOSE, _ALIKE = 0.88, 0.6
"""How much two names of columns, and two wordings of a question, have in common at least."""

_STEM = 5
"""Letters by which two words are told apart: “listened” is “listen”."""

_FILLERS = frozenset(
    ("a", "an", "and", "are", "as", "at", "by", "did", "do", "during", "for", "from", "had", "has",
     "have", "how", "in", "is", "it", "of", "on", "or", "stay", "that", "the", "their", "this",
     "to", "us", "was", "we", "were", "what", "when", "with", "you", "your")
)  # fmt: skip
"""Words that tell no question from another."""

_KINDS = (Kind.SURVEY, Kind.CONTACT, Kind.FEEDBACK, Kind.INDICATOR, Kind.ORGANISATION)

_QUESTIONS = ("question", "question_text", "question_label", "question_name", "item", "item_text")
_ANSWERS = ("answer", "answer_text", "answer_value", "response", "response_text", "response_value",
            "value")  # fmt: skip
"""What the two columns of a file with one row per answer are called."""


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
            "drop": [],
        }


def propose(extract: Extract, kind: Kind | None = None) -> Proposal:
    """Return the likeliest reading of a file, of a kind or of whichever fits best.

    Of two that lack as many columns, the one that knows the rows' day fits better.
    """
    found = [_of_kind(extract, one) for one in ([kind] if kind else _KINDS)]
    return max(
        found,
        key=lambda one: (
            -len(one.missing),
            table_of(one.kind).day not in one.missing,
            len(one.columns),
        ),
    )


def _of_kind(extract: Extract, kind: Kind) -> Proposal:
    table = table_of(kind)
    by_plain = {plain_name(header): header for header in extract.headers}
    columns = _matched(extract, table, kind, by_plain)
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


def _matched(
    extract: Extract, table: Table, kind: Kind, by_plain: Mapping[str, str]
) -> list[tuple[str, str, str]]:
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
            named = (name for name in names_of(column) if name in free)
            fits = (name for name in named if _may_hold(extract, kind, column, free[name]))
            if (plain := next(fits, None)) is not None:
                found.append((column, free.pop(plain), reason))
    return found


def _may_hold(extract: Extract, kind: Kind, column: str, header: str) -> bool:
    """Whether a header's values allow a column: “Status” may be that of anything."""
    if column != "survey_status":
        return True
    return any(likely(kind, column, word) for word in distinct_values(extract, header))


def _similar(names: Sequence[str], free: Mapping[str, str]) -> Sequence[str]:
    long = [name for name in names if len(name) >= 4]
    return [near for name in long for near in difflib.get_close_matches(name, free, 1, _CLOSE)]


def _samples(extract: Extract, header: str) -> tuple[str, ...]:
    texts = extract.scan({"text": header}).drop_nulls().unique(maintain_order=True).head(_SAMPLES)
    return tuple(str(text)[:80] for text in texts.collect().to_series())


def _value_map(extract: Extract, kind: Kind, column: str, header: str) -> dict[str, str]:
    """Return their words and our codes, for words that say what a code means."""
    found = {text: likely(kind, column, text) for text in distinct_values(extract, header)}
    return {text: code for text, code in sorted(found.items()) if code and code != text}


def distinct_values(extract: Extract, header: str) -> tuple[str, ...]:
    """Return a column's different values, ordered; none where they are too many for a list."""
    texts = extract.scan({"text": header}).select(pl.col("text").str.strip_chars().unique())
    found = [text for text in texts.head(MOST_WORDS + 2).collect().to_series().to_list() if text]
    return tuple(sorted(found)) if len(found) <= MOST_WORDS else ()


def one_row_per_answer(extract: Extract) -> tuple[str, str] | None:
    """Return the headers of question and answer, where names and values speak for such a file."""
    by_plain = {plain_name(header): header for header in extract.headers}
    question = next((by_plain[name] for name in _QUESTIONS if name in by_plain), None)
    answer = next((by_plain[name] for name in _ANSWERS if name in by_plain), None)
    if question is None or answer is None or not distinct_values(extract, question):
        return None
    return question, answer


def answers_by_question(extract: Extract, question: str, answer: str) -> dict[str, tuple[str, ...]]:
    """Return the different answers to each question of a file with one row per answer."""
    pairs = extract.scan({"question": question, "answer": answer}).select(
        pl.col("question", "answer").str.strip_chars()
    )
    rows = pairs.drop_nulls().unique().group_by("question").agg(pl.col("answer").head(MOST_WORDS))
    return {asked: tuple(sorted(told)) for asked, told in sorted(rows.collect().iter_rows())}


def likely_questions(kind: Kind, texts: Iterable[str]) -> dict[str, str]:
    """Return the item that each question most likely is; no item twice, none where none is near.

    An item's key or usual name counts first, then how much of its wording the question has.
    """
    scores = [(_likeness(text, item), text, item.key) for text in texts for item in all_items(kind)]
    found: dict[str, str] = {}
    for score, text, key in sorted(scores, reverse=True):
        if score >= _ALIKE and text not in found and key not in found.values():
            found[text] = key
    return found


def _likeness(text: str, item: Item) -> float:
    """Return 1 for an item's own names, otherwise the share of its wording that a text has."""
    if plain_name(text) in (item.key, *SYNONYMS.get(item.key, ())):
        return 1.0
    own, theirs = _stems(item.wording), _stems(text)
    return len(own & theirs) / len(own) if own else 0.0


def _stems(text: str) -> set[str]:
    words = plain_name(text).split("_")
    return {word[:_STEM] for word in words if word not in _FILLERS}
