"""What might a foreign file be? A profile to look over, correct and save; nothing is read by it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.letters import bare
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.profiles import Profile
from cxboard.ingest.questions import likely_questions
from cxboard.ingest.reader import Extract
from cxboard.ingest.synonyms import SYNONYMS
from cxboard.ingest.words import MOST_WORDS, likely
from cxboard.storage.tables import Table, table_of

_SAMPLES = 5
_CLOSE = 0.88
"""How much two names of columns have in common at least."""

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


def propose(extract: Extract, kind: Kind | None = None, near: Profile | None = None) -> Proposal:
    """Return the likeliest reading of a file, of a kind or of whichever fits best.

    Of two that lack as many columns, the one that knows the rows' day fits better. What is left of
    a known source's columns and words, which the file is `near`, is proposed as it was said.
    """
    kinds = [kind] if kind else [near.kind] if near else _KINDS
    found = [_of_kind(extract, one, near if near and near.kind is one else None) for one in kinds]
    return max(
        found,
        key=lambda one: (
            -len(one.missing),
            table_of(one.kind).day not in one.missing,
            len(one.columns),
        ),
    )


def _of_kind(extract: Extract, kind: Kind, near: Profile | None) -> Proposal:
    table = table_of(kind)
    by_plain = {plain_name(bare(header)): header for header in extract.headers}
    said = _as_said(near, by_plain) if near else []
    of_files = {header for _, header, _ in said}
    others = {plain: header for plain, header in by_plain.items() if header not in of_files}
    known = {column for column, _, _ in said}
    columns = [
        *said,
        *(one for one in _matched(extract, table, kind, others) if one[0] not in known),
    ]
    brought = {column for column, _, _ in columns}
    proposed = tuple(
        Proposed(column=column, header=header, because=why, samples=_samples(extract, header))
        for column, header, why in columns
    )
    taken = {one.header for one in proposed}
    words = near.values if near else {}
    values = {
        one.column: words.get(one.column) or _value_map(extract, kind, one.column, one.header)
        for one in proposed
    }
    return Proposal(
        kind=kind,
        columns=proposed,
        missing=tuple(name for name in table.required if name not in brought),
        unused=tuple(header for header in extract.headers if header not in taken),
        values={column: found for column, found in values.items() if found},
    )


def _as_said(near: Profile, by_plain: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return column, header and reason of what a profile says that the file has, too."""
    because = f"as in the profile “{near.name}”"
    single = {column: headers[0] for column, headers in near.columns.items() if len(headers) == 1}
    brought = {column: plain_name(bare(header)) for column, header in single.items()}
    return [
        (column, by_plain[plain], because) for column, plain in brought.items() if plain in by_plain
    ]


def _matched(
    extract: Extract, table: Table, kind: Kind, by_plain: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Return column, header and reason, surest first; no header twice.

    Headers such as “Q2_1” say nothing; then the row below them counts, where it holds names, too.
    Whole questions, in either row, count last.
    """
    found = _by_names(extract, table, kind, dict(by_plain), [])
    taken = {header for _, header, _ in found}
    below = {
        plain_name(bare(text)): header
        for header, text in zip(extract.headers, extract.below, strict=False)
        if text.strip() and header not in taken
    }
    found = _by_names(extract, table, kind, below, found, " in the row below the names")
    done = {column for column, _, _ in found}
    taken = {header for _, header, _ in found}
    free = {text: one for text, one in {**by_plain, **below}.items() if one not in taken}
    asked = likely_questions(kind, free, done).items()
    return found + [(key, free[text], "a question like it") for text, key in asked]


def _by_names(
    extract: Extract,
    table: Table,
    kind: Kind,
    free: dict[str, str],
    found: Sequence[tuple[str, str, str]],
    where: str = "",
) -> list[tuple[str, str, str]]:
    """Return what is found already and what names bring besides; those are no longer `free`."""
    wordings = {item.key: plain_name(item.wording) for item in all_items(kind)}
    every = list(found)
    for reason, names_of in (
        ("the same name", lambda name: (name,)),
        ("a usual name for it", lambda name: SYNONYMS.get(name, ())),
        ("a similar name", lambda name: _similar((name, *SYNONYMS.get(name, ())), free)),
        ("a similar question", lambda name: _similar((wordings.get(name, ""),), free)),
    ):
        done = {column for column, _, _ in every}
        for column in (one.name for one in table.columns if one.name not in done):
            named = (name for name in names_of(column) if name in free)
            fits = (name for name in named if _may_hold(extract, kind, column, free[name]))
            if (plain := next(fits, None)) is not None:
                every.append((column, free.pop(plain), reason + where))
    return every


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
