"""What kind of text is a file? Encoding, delimiter, and the bytes between which its table lies.

Only the first and the last kilobytes are looked at. Plain UTF-8 that begins with its column names
is read where it lies; anything else is copied to such a file first, without a guess that the
receipt does not tell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate, takewhile
from pathlib import Path
from typing import NamedTuple

from cxboard.ingest.dialect import DELIMITERS, is_blank, likelihood
from cxboard.ingest.doubtful_names import doubts
from cxboard.ingest.encodings import encoding_of, losslessly, printable
from cxboard.ingest.excel_hint import separator_hint, wrong_hint
from cxboard.ingest.forms import Form, Reading, Shape
from cxboard.ingest.name_rows import rows_of_names
from cxboard.ingest.report import Problem
from cxboard.ingest.structure_problems import BadStructure, two_tables
from cxboard.ingest.table_bounds import (
    LOOKED_AT,
    header_place,
    left_out,
    names_above,
    rows_below,
)

_HEAD = 256 * 1024
_TAIL = 16 * 1024


@dataclass(frozen=True, kw_only=True)
class TextSource:
    """How to read a text file: bytes from `start` to `end`, whose first line is `shape`'s header.

    Between the two bytes of `names` stand names, too, the first row of which is `below`; `notices`
    tell what was found that its sender might not expect.
    """

    path: Path
    start: int
    end: int
    names: tuple[int, int]
    shape: Shape
    below: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the file can be read where it lies."""
        whole = self.end == self.path.stat().st_size and not self.shape.names_below
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
    likely, start_line, is_sure = _table(text, whole, reading, known, hint)
    if start_line and not reading.header_row:
        _check_above(text, start_line, known)
    parts = _parts(text, whole, likely, start_line, reading)
    below = _below(tail, size, encoding, likely, parts.width)
    shape = Shape(
        form=Form.TEXT,
        encoding=encoding,
        delimiter=likely if is_sure or parts.names else None,
        header_row=start_line + 1,
        above=printable(parts.above),
        names_below=printable(parts.names),
        below=printable(below),
    )
    _, start, names, rows = accumulate(
        (len(part.encode(encoding, losslessly(encoding))) for part in parts[:3]), initial=len(mark)
    )
    return TextSource(
        path=path,
        start=start,
        end=size - len(below.encode(encoding, losslessly(encoding))),
        names=(names, rows),
        shape=shape,
        below=parts.below,
        notices=(*parts.told, *left_out(shape), *wrong_hint(hint, shape.delimiter)),
    )


class _Parts(NamedTuple):
    """The lines above the column names, these, and lines of further names below, as they stand.

    `below` is the first row of these, `told` what speaks against the names being names.
    """

    above: str
    header: str
    names: str
    width: int
    below: tuple[str, ...] = ()
    told: tuple[Problem, ...] = ()


def _parts(text: str, whole: bool, delimiter: str, start_line: int, reading: Reading) -> _Parts:
    lines = _lines(text)
    above, table = lines[:start_line], lines[start_line:]
    rows, starts = _records("".join(table), whole, delimiter)
    if not rows:
        return _Parts("".join(above), "", "", 0)
    names = rows_of_names(rows, reading.names_below)
    header, further = table[: starts[1]], table[starts[1] : starts[1 + names]]
    body = [rows[0], *rows[1 + names :]]
    told = () if reading.header_row else tuple(doubts(body, start_line + 1))
    below = tuple(rows[1]) if names else ()
    return _Parts("".join(above), "".join(header), "".join(further), len(rows[0]), below, told)


def _table(
    text: str, whole: bool, reading: Reading, known: Collection[str], hint: str | None
) -> tuple[str, int, bool]:
    """Return the delimiter, how many lines precede the header, and whether that alone decides."""
    said = reading.delimiter or (hint if hint in DELIMITERS else None)
    found = [_header(text, whole, one, known) for one in ([said] if said else DELIMITERS)]
    if hint and not reading.delimiter and (found[0][0] == 0 or found[0][2][-1] < 2):
        found = [_header(text, whole, one, known) for one in DELIMITERS]
    line, delimiter, _ = max(found, key=lambda one: one[2])
    if reading.header_row:
        table = "".join(_lines(text)[reading.header_row - 1 :])
        widest = max(DELIMITERS, key=lambda one: len((*_records(table, whole, one)[0], [])[0]))
        return said or widest, reading.header_row - 1, bool(said)
    return delimiter, line, bool(line or said)


def _check_above(text: str, start_line: int, known: Collection[str]) -> None:
    """Raise BadStructure when what stands above the column names is a table, however divided."""
    above = "".join(_lines(text)[:start_line])
    for delimiter in DELIMITERS:
        rows, starts = _records(above, True, delimiter)
        other = names_above(rows, len(rows), known)
        if other is not None:
            raise BadStructure([two_tables(starts[other] + 1, start_line + 1)])


def _header(
    text: str, whole: bool, delimiter: str, known: Collection[str]
) -> tuple[int, str, tuple[bool, int, int]]:
    """Return the header's line, the delimiter, and how likely it is."""
    rows, starts = _records(text, whole, delimiter)
    if not rows:
        return 0, delimiter, (False, 0, 0)
    place = header_place(rows, known)
    return starts[place], delimiter, likelihood(delimiter, rows[place], known)


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


def _below(tail: bytes, size: int, encoding: str, delimiter: str, width: int) -> str:
    """Return the lines at the end that are no rows, exactly as they stand there."""
    start = 0
    if size > len(tail):  # begin with a whole line
        start = tail.find("\n".encode(encoding)) + len("\n".encode(encoding))
    text = tail[start:].decode(encoding, losslessly(encoding))
    lines = _lines(text)
    blank = sum(1 for _ in takewhile(is_blank, reversed(lines)))
    lines, blanks = lines[: len(lines) - blank], lines[len(lines) - blank :]
    last = lines[-LOOKED_AT // 4 :] if size > len(tail) else lines[1:][-LOOKED_AT // 4 :]
    whole = [line for line in last if line.count('"') % 2 == 0]  # others end a text of lines
    if len(whole) < len(last):
        last = last[max(place for place, line in enumerate(last) if line.count('"') % 2) + 1 :]
    rows = [_cells(line, delimiter) for line in last]
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
