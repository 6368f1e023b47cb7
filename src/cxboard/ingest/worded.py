"""Where our columns hold words instead of codes: which have one meaning, and which must be asked?

Other vendors write “Always” where we write 4. What the words of our own scales mean is known; it is
read so, and told. A column of words that nobody knows is matched by a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxboard.domain.catalogue import all_items
from cxboard.domain.letters import shortened
from cxboard.domain.listing import listed
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.layout import Recognised
from cxboard.ingest.propose import distinct_values
from cxboard.ingest.reader import Extract
from cxboard.ingest.report import Problem, error, warning
from cxboard.ingest.words import likely, strange

_LOOKED_AT = 20_000
"""Rows whose answers tell whether a column holds words; all are read of one that does."""

_LEAST = 2
"""One unknown word may be a slip, and is rejected with its rows."""

_CLOSED = ("survey_status", "feedback_type", "reopened")
"""Columns of words and codes of ours that take no others and are no answers to a question."""


@dataclass(frozen=True, kw_only=True)
class Worded:
    """`values` maps words of a file to our codes, column by column; `told` says so.

    `unknown` keeps the file out until a person says what its words mean.
    """

    values: Mapping[str, Mapping[str, str]]
    told: tuple[Problem, ...]
    unknown: tuple[Problem, ...]


def worded(extract: Extract, recognised: Recognised) -> Worded:
    """Look for words in the columns of a file that take codes alone."""
    kind, headers = recognised.layout.kind, recognised.headers
    scales = {item.key: item.scale.name for item in all_items(kind)}
    closed = {*scales, *_CLOSED}.intersection(headers).difference(recognised.translation.values)
    first = extract.scan({name: headers[name] for name in headers if name in closed})
    values: dict[str, dict[str, str]] = {}
    unknown: list[Problem] = []
    for texts in first.head(_LOOKED_AT).collect().iter_columns():
        name = texts.name
        if not _words(kind, name, texts.unique().drop_nulls().to_list()):
            continue
        every = distinct_values(extract, headers[name])
        found = {word: likely(kind, name, word) for word in _words(kind, name, every)}
        values[name] = {word: code for word, code in found.items() if code}
        strangers = [word for word, code in found.items() if code is None]
        if len(strangers) >= _LEAST and 2 * len(strangers) > len(every):
            unknown.append(_unknown(headers[name], strangers))
    known = {name: codes for name, codes in values.items() if codes}
    told = tuple(_told(group, known, headers) for group in _alike(known, scales))
    return Worded(values=known, told=told, unknown=tuple(unknown))


def _words(kind: Kind, column: str, texts: list[str] | tuple[str, ...]) -> list[str]:
    """Return the texts that are words, and none that the column takes."""
    plain = [text.strip() for text in texts]
    return [one for one in strange(kind, column, plain) if any(map(str.isalpha, one))]


def _alike(values: Mapping[str, object], scales: Mapping[str, str]) -> list[list[str]]:
    """Return the columns that are answered on the same scale, together."""
    groups: dict[str, list[str]] = {}
    for name in values:
        groups.setdefault(scales.get(name, name), []).append(name)
    return list(groups.values())


def _told(
    group: list[str], values: Mapping[str, Mapping[str, str]], headers: Mapping[str, str]
) -> Problem:
    codes = {word: code for name in group for word, code in values[name].items()}
    pairs = [f"“{word[:60]}” as {code}" for word, code in sorted(codes.items())]
    named = listed([f"“{shortened(headers[name], 60)}”" for name in group], 12)
    return warning(
        "words_read_as",
        f"Answers in words were read as the codes of their scale, in {named}: {listed(pairs, 12)}.",
        "Nothing, if that is right; otherwise match the columns of this source, and say what each "
        "word means.",
        column=headers[group[0]][:80],
        count=len(group),
    )


def _unknown(header: str, words: list[str]) -> Problem:
    named = listed([f"“{word[:60]}”" for word in words], 8)
    return error(
        "answers_in_words",
        f"“{header[:80]}” is answered in words that CX Board has no codes for: {named}.",
        "Say once what each word means: match the columns on the page Upload, and every file of "
        "this source then goes through by itself.",
        column=header[:80],
        option="--profile, of one that `cxboard look --json` proposes and `cxboard profiles save` "
        "keeps",
    )
