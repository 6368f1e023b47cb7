"""Which character separates the columns of a text file, and what are they called?"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from cxboard.ingest.report import Problem, error

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}

_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a text file is to be read; decided once and told to every reader."""

    delimiter: str
    headers: tuple[str, ...]


def plain_name(header: str) -> str:
    """Return a header as it is compared: "City/Town" and "citytown" are the same column."""
    return _NOT_A_NAME.sub("_", header.strip().lower().replace("/", "")).strip("_")


def choose_dialect(
    first_record: str, known: Collection[str], delimiter: str | None = None
) -> Dialect:
    """Return the dialect whose header has most of the columns that CX Board knows.

    Without any known column, the delimiter that makes most columns wins, then the first of
    DELIMITERS.

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
        key=lambda found: (
            sum(plain_name(header) in known for header in found.headers),
            len(found.headers),
        ),
    )


def header_problems(headers: Collection[str], most: int) -> list[Problem]:
    """Return what is wrong with column names: too many, blank, or used twice."""
    if len(headers) > most:
        return [
            error(
                "too_many_columns",
                f"The file has {len(headers):,} columns; at most {most:,} are read.",
                "Keep the columns of the layout and leave out the others.",
                row=1,
            )
        ]
    blank = [place for place, header in enumerate(headers, 1) if not header.strip()]
    problems = [
        error(
            "blank_header",
            f"Column {blank[0]} has no name in line 1.",
            "Give every column a name, or remove the empty column.",
            row=1,
            count=len(blank),
        )
        for _ in blank[:1]
    ]
    times = Counter(plain_name(header) for header in headers if header.strip())
    return problems + [
        error(
            "duplicate_header",
            f"{count} columns are called “{name}”, so it is not clear which one counts.",
            "Remove or rename all but one.",
            column=name,
            row=1,
            count=count,
        )
        for name, count in times.items()
        if count > 1
    ]


def _split(record: str, delimiter: str) -> Dialect | None:
    try:
        lines = record.splitlines(keepends=True)
        fields = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
    return Dialect(delimiter=delimiter, headers=tuple(field.strip() for field in fields))
