"""Which character separates the columns of a text file, and what are they called?"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cxboard.ingest.report import Problem, error

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}

_VALUE = re.compile(rf'[^\s"{"".join(DELIMITERS)}]')
_NOT_A_NAME = re.compile(r"[\W_]+")
_LONGEST_NAME = 1_000
"""Survey tools write whole questions as names; what is longer is an answer."""


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a text file is to be read; decided once and told to every reader."""

    delimiter: str
    headers: tuple[str, ...]


def plain_name(header: str) -> str:
    """Return a header as it is compared: "City/Town" and "citytown" are the same column.

    Letters of every alphabet count; a header of nothing but signs, such as "%", stays as it is.
    """
    lowered = header.strip().lower()
    return _NOT_A_NAME.sub("_", lowered.replace("/", "")).strip("_") or lowered


def is_blank(text: str) -> bool:
    """Return whether lines hold no value: nothing but separators, blanks and quotes."""
    return not _VALUE.search(text)


def choose_dialect(
    first_record: str, known: Collection[str], delimiter: str | None = None
) -> Dialect:
    """Return the dialect whose header is likeliest, then the first of DELIMITERS.

    Args:
        first_record: the header as text, without its line end.
        known: plain names of every column of every layout.
        delimiter: the only one to try.

    Raises:
        ValueError: the header's quotes fit no delimiter.
    """
    candidates = [_split(first_record, one) for one in ([delimiter] if delimiter else DELIMITERS)]
    return max(
        (found for found in candidates if found is not None),
        key=lambda found: likelihood(found.delimiter, found.headers, known),
    )


def likelihood(
    delimiter: str, headers: Sequence[str], known: Collection[str]
) -> tuple[bool, int, int]:
    """Return how likely a delimiter is: most columns that CX Board knows, then most columns.

    Before these goes a table of tabs whose first column holds several codes, as Eurostat writes.
    """
    signs = "".join(DELIMITERS)
    holds = [any(sign in header for sign in signs) for header in headers]
    of_codes = delimiter == "\t" and holds[:1] == [True] and not any(holds[1:])
    is_sure = len(headers) > 2 or (len(headers) == 2 and "\\" in headers[0])
    names = {plain_name(header) for header in headers}
    return of_codes and is_sure, len(names & set(known)), len(headers)


def header_problems(headers: Collection[str], most: int, row: int = 1) -> list[Problem]:
    """Return what is wrong with column names: too many, blank, too long, or used twice.

    Args:
        headers: the names, in order.
        most: how many there may be.
        row: the line of the file that holds them.
    """
    if len(headers) > most:
        return [
            error(
                "too_many_columns",
                f"The file has {len(headers):,} columns; at most {most:,} are read.",
                "Keep the columns of the layout and leave out the others.",
                row=row,
            )
        ]
    blank = [place for place, header in enumerate(headers, 1) if not header.strip()]
    long = [place for place, header in enumerate(headers, 1) if len(header) > _LONGEST_NAME]
    too_long = f"has a name longer than {_LONGEST_NAME:,} characters"
    names: dict[str, list[str]] = {}
    for header in headers:
        if header.strip():
            names.setdefault(plain_name(header), []).append(header.strip())
    return [
        *_at(blank, row, "blank_header", "has no name", "or remove the empty column"),
        *_at(long, row, "long_header", too_long, "a short one"),
        *(_twice(alike, row) for alike in names.values() if len(alike) > 1),
    ]


def _at(places: list[int], row: int, code: str, what: str, fix: str) -> list[Problem]:
    """Return the first of some columns whose names are not names, by letter as in Excel too."""
    if not places:
        return []
    return [
        error(
            code,
            f"Column {places[0]} ({column_letters(places[0])} in Excel) {what} in line {row:,}.",
            f"Give every column a name, {fix}.",
            row=row,
            count=len(places),
        )
    ]


def _twice(alike: list[str], row: int) -> Problem:
    spelt = " and ".join(f"“{name[:60]}”" for name in list(dict.fromkeys(alike))[:3])
    return error(
        "duplicate_header",
        f"{len(alike)} columns are called {spelt}, so it is not clear which one counts.",
        "Remove or rename all but one.",
        column=alike[0][:80],
        row=row,
        count=len(alike),
    )


def column_letters(place: int) -> str:
    """Return the letters of a column in a spreadsheet, counted from 1: 27 is AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the place of a column that a spreadsheet calls by letters: AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _split(record: str, delimiter: str) -> Dialect | None:
    try:
        lines = record.splitlines(keepends=True)
        fields = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
    return Dialect(delimiter=delimiter, headers=tuple(field.strip() for field in fields))
