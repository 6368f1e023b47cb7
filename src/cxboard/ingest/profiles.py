"""What one source's files mean: columns, values, dates and dialect, as data that people save once.

A profile is found again by the names of a file's columns, so that next month's file of the same
source needs no word from anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from cxboard.domain.errors import BadRequest
from cxboard.domain.listing import listed
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.days import DayStyle
from cxboard.ingest.decimals import DecimalSign
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.forms import AS_FOUND, Reading
from cxboard.storage.tables import table_of


@dataclass(frozen=True, kw_only=True)
class LongForm:
    """A file with one row per answer.

    `question` and `answer` are headers; `questions` maps each question's text to our column, or to
    "" when its answers are dropped.
    """

    question: str
    answer: str
    questions: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How files of one source are read.

    Attributes:
        name: what people call it, such as "Contact centre monthly".
        kind: what its rows become.
        headers: every column name of the file that it was made for.
        columns: our column to the header that brings it; several headers are added up.
        constants: our column to the one value it has in every row; of a day or month always "",
            for it is another in the next file and is said with each.
        values: our column to {their value: ours}.
        days: our column to how the source writes its days, where that had to be said.
        decimals: our column to the sign before its decimals, where that had to be said.
        drop: headers that may name or number people and are dropped on purpose.
        long: how to read a file with one row per answer, None for one row per record.
        reading: encoding, delimiter, header row and sheet, where they had to be said.
    """

    name: str
    kind: Kind
    headers: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    days: Mapping[str, DayStyle] = field(default_factory=dict)
    decimals: Mapping[str, DecimalSign] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    long: LongForm | None = None
    reading: Reading = AS_FOUND

    @property
    def fingerprint(self) -> str:
        """What files of the source are recognised by."""
        return fingerprint(self.headers)

    @property
    def used(self) -> frozenset[str]:
        """Every header that the profile needs."""
        long = {self.long.question, self.long.answer} if self.long else set()
        return frozenset(long.union(*self.columns.values()))

    @property
    def dated(self) -> dict[str, str]:
        """Constants that are a day or a month, and so true of one file only."""
        days = days_of(self.kind)
        return {name: text for name, text in self.constants.items() if name in days}

    def undated(self) -> Profile:
        """Return this for files of every month: their one day or month is said with each."""
        return replace(self, constants={**self.constants, **dict.fromkeys(self.dated, "")})

    def as_json(self) -> dict[str, Any]:
        """Return the profile as a document, without its name."""
        return {
            "kind": self.kind.value,
            "headers": list(self.headers),
            "columns": {column: list(headers) for column, headers in self.columns.items()},
            "constants": dict(self.constants),
            "values": {column: dict(values) for column, values in self.values.items()},
            "days": {column: style.value for column, style in self.days.items()},
            "decimals": {column: sign.value for column, sign in self.decimals.items()},
            "drop": list(self.drop),
            "long": None
            if self.long is None
            else {
                "question": self.long.question,
                "answer": self.long.answer,
                "questions": dict(self.long.questions),
            },
            "reading": self.reading.as_json(),
        }


def fingerprint(headers: Iterable[str]) -> str:
    """Return a digest of column names, whatever their order, capitals and blanks."""
    names = "\n".join(sorted(plain_name(header) for header in headers))
    return hashlib.sha256(names.encode()).hexdigest()


def days_of(kind: Kind) -> frozenset[str]:
    """Return our columns that hold days or months."""
    return frozenset(column.name for column in table_of(kind).columns if column.dtype == pl.Date)


def profile_from(name: str, document: Mapping[str, Any]) -> Profile:
    """Return the profile that a document describes.

    Raises:
        BadRequest: the document is no profile, or asks for what there is not.
    """
    if not name.strip() or len(name) > 80:
        raise BadRequest("A profile needs a name of at most 80 characters.")
    try:
        profile = _profile(name.strip(), document)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BadRequest(f"This is no profile: {type(wrong).__name__}: {wrong}.") from wrong
    _check(profile)
    return profile


def _profile(name: str, document: Mapping[str, Any]) -> Profile:
    long = document.get("long")
    return Profile(
        name=name,
        kind=Kind(document["kind"]),
        headers=tuple(map(str, document["headers"])),
        columns={
            str(column): (headers,) if isinstance(headers, str) else tuple(map(str, headers))
            for column, headers in document["columns"].items()
        },
        constants={str(key): str(text) for key, text in document.get("constants", {}).items()},
        values={
            str(column): {str(theirs): str(ours) for theirs, ours in values.items()}
            for column, values in document.get("values", {}).items()
        },
        days={str(key): DayStyle(style) for key, style in document.get("days", {}).items()},
        decimals={str(key): DecimalSign(sign) for key, sign in document.get("decimals", {}).items()}
        | {str(key): DecimalSign.COMMA for key in document.get("decimal_comma", ())},  # as of old
        drop=tuple(map(str, document.get("drop", ()))),
        long=LongForm(**long) if long else None,
        reading=Reading(**document.get("reading", {})),
    )


def _check(profile: Profile) -> None:
    """Raise BadRequest for columns that the kind does not have, or needs and does not get."""
    table = table_of(profile.kind)
    ours = {column.name for column in table.columns}
    answers = set(profile.long.questions.values()) - {""} if profile.long else set()
    fixed = {name for name, text in profile.constants.items() if text or name in profile.dated}
    brought = {*profile.columns, *fixed, *answers}
    named = brought.union(profile.constants, profile.values, profile.days, profile.decimals)
    if unknown := named - ours:
        raise BadRequest(f"A {profile.kind} extract has no column “{min(unknown)}”.")
    if missing := [name for name in table.required if name not in brought]:
        named_missing = listed([f"“{name}”" for name in missing], 12)
        raise BadRequest(
            f"The profile is not finished: nothing brings {named_missing}, which every row needs. "
            "Name the header of each under “columns”, or its one value under “constants”."
        )
    names = {plain_name(header) for header in profile.headers}
    absent = sorted(header for header in profile.used if plain_name(header) not in names)
    if absent:
        raise BadRequest(f"The profile uses “{absent[0]}”, which is not among its headers.")
    if any(not headers for headers in profile.columns.values()):
        raise BadRequest("A column of a profile names no header.")
