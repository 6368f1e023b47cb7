"""What kind of text is a file? Encoding, delimiter, and the bytes between which its table lies.

Only the first and the last kilobytes are looked at. Plain UTF-8 that begins with its column names
is read where it lies; anything else is copied to such a file first, without a guess that the
receipt does not tell.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from cxboard.ingest.dialect import DELIMITERS, plain_name
from cxboard.ingest.encodings import encoding_of, is_surely_other, losslessly, not_in, printable
from cxboard.ingest.excel_hint import separator_hint, wrong_hint
from cxboard.ingest.forms import Form, Reading, Shape
from cxboard.ingest.report import Problem, warning
from cxboard.ingest.structure_problems import BadStructure, two_tables
from cxboard.ingest.table_bounds import (
    LOOKED_AT,
    header_place,
    left_out,
    names_above,
    rows_below,
)

_HEAD = 256 * 1024
_NO_VALUE = " ,;|\t\r\n"
"""What lines without a value consist of; spreadsheets leave hundreds of them at the end."""

_TAIL = 16 * 1024
_PIECE = 4 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class TextSource:
    """How to read a text file: bytes from `start` to `end`, whose first line is `shape`'s header.

    `notices` tell what was found that its sender might not expect.
    """

    path: Path
    start: int
    end: int
    shape: Shape
    notices: tuple[Problem, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the file can be read where it lies."""
        whole = self.end == self.path.stat().st_size
        return self.shape.encoding == "utf-8" and self.shape.header_row == 1 and whole


def text_source(path: Path, reading: Reading, known: Collection[str]) -> TextSource:
    """Look at both ends of a text file.

    Args:
        path: the file.
        reading: what its sender says about it.
        known: plain names of the columns of every layout and profile.

    Raises:
        BadStructure: two tables in one file.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(size - _TAIL, 0))
        tail = file.read()
    encoding, mark = encoding_of(head, reading.encoding)
    text = head[len(mark) :].decode(encoding, losslessly(encoding))
    whole = size <= _HEAD
    hint = separator_hint(text)
    delimiter, start_line = _table(text, whole, reading, known, hint)
    if start_line and delimiter and not reading.header_row:
        _check_above(text, whole, delimiter, start_line, known)
    lines = _lines(text) if start_line else []
    above = "".join(lines[:start_line])
    below = _below(tail, size, encoding, delimiter, _width(text[len(above) :], delimiter))
    shape = Shape(
        form=Form.TEXT,
        encoding=encoding,
        delimiter=delimiter,
        header_row=start_line + 1,
        above=printable(above),
        below=printable(below),
    )
    return TextSource(
        path=path,
        start=len(mark) + len(above.encode(encoding, losslessly(encoding))),
        end=size - len(below.encode(encoding, losslessly(encoding))),
        shape=shape,
        notices=(
            *left_out(shape.above, shape.below, shape.header_row),
            *wrong_hint(hint, delimiter),
        ),
    )


def _table(
    text: str, whole: bool, reading: Reading, known: Collection[str], hint: str | None
) -> tuple[str | None, int]:
    """Return the delimiter (None: the header decides) and how many lines precede the header."""
    said = reading.delimiter or (hint if hint in DELIMITERS else None)
    if reading.header_row:
        return said, reading.header_row - 1
    found = [_header(text, whole, one, known) for one in ([said] if said else DELIMITERS)]
    if hint and not reading.delimiter and (found[0][0] == 0 or found[0][2][1] < 2):
        found = [_header(text, whole, one, known) for one in DELIMITERS]
    line, delimiter, _ = max(found, key=lambda one: one[2])
    if line == 0 and not said:
        return None, 0
    return delimiter, line


def _check_above(
    text: str, whole: bool, delimiter: str, start_line: int, known: Collection[str]
) -> None:
    """Raise BadStructure when what stands above the column names is a table of its own."""
    rows, starts = _records(text, whole, delimiter)
    other = names_above(rows, starts.index(start_line), known)
    if other is not None:
        raise BadStructure([two_tables(starts[other] + 1, start_line + 1)])


def _header(
    text: str, whole: bool, delimiter: str, known: Collection[str]
) -> tuple[int, str, tuple[int, int]]:
    """Return the header's line, the delimiter, and how well it fits: known names, then columns."""
    rows, starts = _records(text, whole, delimiter)
    if not rows:
        return 0, delimiter, (0, 0)
    place = header_place(rows, known)
    names = {plain_name(cell) for cell in rows[place]}
    return starts[place], delimiter, (len(names & set(known)), len(rows[place]))


def _records(text: str, whole: bool, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Return the first records and the line (from 0) on which each starts."""
    reader = csv.reader(_lines(text), delimiter=delimiter)
    rows: list[list[str]] = []
    starts = [0]
    try:
        for row in reader:
            rows.append(row)
            starts.append(reader.line_num)
            if len(rows) == LOOKED_AT:
                return rows, starts
    except csv.Error:
        return rows, starts
    return (rows if whole or len(rows) < 2 else rows[:-1]), starts


def _width(text: str, delimiter: str | None) -> int:
    records = (_records(text, True, one)[0] for one in ([delimiter] if delimiter else DELIMITERS))
    return max(len(rows[0]) if rows else 0 for rows in records)


def _below(tail: bytes, size: int, encoding: str, delimiter: str | None, width: int) -> str:
    """Return the lines at the end that are no rows, exactly as they stand there."""
    start = 0
    if size > len(tail):  # begin with a whole line
        start = tail.find("\n".encode(encoding)) + len("\n".encode(encoding))
    text = tail[start:].decode(encoding, losslessly(encoding))
    lines = _lines(text)
    blank = sum(1 for _ in takewhile(lambda line: not line.strip(_NO_VALUE), reversed(lines)))
    lines, blanks = lines[: len(lines) - blank], lines[len(lines) - blank :]
    last = lines[-LOOKED_AT // 4 :] if size > len(tail) else lines[1:][-LOOKED_AT // 4 :]
    whole = [line for line in last if line.count('"') % 2 == 0]  # others end a text of lines
    if len(whole) < len(last):
        last = last[max(place for place, line in enumerate(last) if line.count('"') % 2) + 1 :]
    rows = [_cells(line, delimiter or _likeliest(line)) for line in last]
    count = rows_below(rows, width)
    return "".join(last[len(last) - count :] + blanks)


def _lines(text: str) -> list[str]:
    """Return lines with their ends; only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def _likeliest(line: str) -> str:
    return max(DELIMITERS, key=line.count)
