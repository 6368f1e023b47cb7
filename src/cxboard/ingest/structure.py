"""Is a text file one table? Every record found by counting quotes and separators, named by line.

This is the first of two readers that must agree before a cell is believed. It takes the rules of
RFC 4180 literally, never guesses, and works on blocks of bytes with numpy, at a fraction of the
cost of the reading itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.blocks import NEWLINE, QUOTE, RETURN, Block, Places, whole_records
from cxboard.ingest.cells import cells_of, headers_as_wide_as_rows
from cxboard.ingest.dialect import Dialect, choose_dialect, header_problems, is_blank
from cxboard.ingest.limits import Limits
from cxboard.ingest.nameless import called
from cxboard.ingest.structure_problems import BadStructure


@dataclass(frozen=True, kw_only=True)
class Structure:
    """What the second reader must find again, and the line on which each record starts.

    `column_bytes` are the bytes of every column's values over all records, quotes taken off;
    `blanks` the records of another width that have no value and were passed over. The header's line
    has `header_cells`, some of them perhaps behind its last name.
    """

    dialect: Dialect
    header_cells: int
    column_bytes: tuple[int, ...]
    lines: npt.NDArray[np.int32]
    blanks: int

    @property
    def records(self) -> int:
        """How many records follow the header."""
        return len(self.lines)


def read_structure(
    path: Path,
    limits: Limits,
    known: Collection[str],
    begin: Callable[[Dialect], None] = lambda dialect: None,
    *,
    delimiter: str | None = None,
    first_line: int = 1,
    is_sure: bool = False,
) -> Structure:
    """Go through a text file once. Blank lines are no records.

    Args:
        path: the file.
        limits: largest numbers of rows and columns, longest record and cell.
        known: plain names of the columns of every layout, to tell the delimiter by.
        begin: told the dialect as soon as the header is read, so that the second reader can begin.
        delimiter: what separates the columns, None when the header shall decide.
        first_line: number of the file's first line, where lines above it were left out.
        is_sure: its sender says that the encoding is right.

    Raises:
        BadStructure: the bytes are not UTF-8, or not one table.
    """
    count: _Count | None = None
    for block in whole_records(path, limits, first_line, is_sure=is_sure):
        _check_returns(block)
        if count is None:
            header = _header(block, limits, known, delimiter)
            dialect = replace(header, headers=headers_as_wide_as_rows(header, block))
            begin(dialect)
            count = _Count(dialect, limits, len(header.headers))
        count.add(block)
    if count is None:
        raise BadStructure([problems.empty()])
    return count.structure()


class _Count:
    """Adds up the blocks of one file; of ragged rows it keeps the first and the number."""

    def __init__(self, dialect: Dialect, limits: Limits, header_cells: int) -> None:
        self._dialect = dialect
        self._limits = limits
        self._header_cells = header_cells
        self._width = len(dialect.headers)
        self._bytes: Places = np.zeros(self._width, np.int64)
        self._lines: list[npt.NDArray[np.int32]] = []
        self._records = 0
        self._ragged: tuple[int, int] | None = None
        self._ragged_rows = 0
        self._blanks = 0

    def add(self, block: Block) -> None:
        """Add the records of a block."""
        delimiter = ord(self._dialect.delimiter)
        _check_quotes(block, delimiter)
        cells = cells_of(block, delimiter)
        if not self._lines:
            cells = cells.after_first_record()
        if not len(cells.sizes):
            self._lines.append(np.empty(0, np.int32))
            return
        if cells.sizes.max() > self._limits.cell_bytes:
            place = int(cells.starts[np.argmax(cells.sizes > self._limits.cell_bytes)])
            raise BadStructure([problems.too_long(block.line_of(place), self._limits.cell_bytes)])
        last = np.flatnonzero(cells.closes_record)
        first = np.concatenate([[0], last[:-1] + 1])
        width = last - first + 1
        filled = (width > 1) | (cells.sizes[first] > 0)
        odd = np.flatnonzero(filled & (width != self._width))
        if len(odd) and not self._ragged:
            filled[self._blank(block, odd, cells.starts[first], cells.ends[last])] = False
        lines = block.lines_of(cells.starts[first])[filled]
        self._note_ragged(width[filled], lines)
        self._records += len(lines)
        if self._records > self._limits.rows:
            raise BadStructure([problems.too_many_rows(self._limits.rows)])
        if not self._ragged:
            sizes = cells.sizes if filled.all() else cells.sizes[np.repeat(filled, width)]
            table = sizes.reshape(-1, self._width)
            self._bytes += table.sum(axis=0)
        self._lines.append(lines.astype(np.int32))

    def structure(self) -> Structure:
        """Return what was counted, or raise BadStructure."""
        if self._ragged:
            rows = (self._ragged_rows, self._records)
            raise BadStructure([problems.ragged(*self._ragged, self._width, *rows)])
        if not self._records:
            raise BadStructure([problems.no_rows()])
        return Structure(
            dialect=self._dialect,
            header_cells=self._header_cells,
            column_bytes=tuple(int(size) for size in self._bytes),
            lines=np.concatenate(self._lines),
            blanks=self._blanks,
        )

    def _blank(self, block: Block, odd: Places, starts: Places, ends: Places) -> list[int]:
        """Return those of some records that have no value, up to the first that has one."""
        records = (block.data[starts[one] : ends[one]].tobytes().decode() for one in odd)
        blank = sum(1 for _ in takewhile(is_blank, records))
        self._blanks += blank
        return [int(one) for one in odd[:blank]]

    def _note_ragged(self, width: Places, lines: Places) -> None:
        wrong = width != self._width
        if not wrong.any():
            return
        place = int(np.argmax(wrong))
        self._ragged = self._ragged or (int(lines[place]), int(width[place]))
        self._ragged_rows += int(wrong.sum())


def _header(block: Block, limits: Limits, known: Collection[str], delimiter: str | None) -> Dialect:
    """Return the dialect, decided by the first record of the file."""
    ends = block.newlines[block.outside(block.newlines)]
    record = block.data[: ends[0]].tobytes().decode().removesuffix("\r")
    if not record.strip():
        raise BadStructure([problems.empty()])
    try:
        dialect = choose_dialect(record, known, delimiter)
    except ValueError:
        raise BadStructure([problems.stray_quote(block.line, 1)]) from None
    if wrong := header_problems(called(dialect.headers), limits.columns, block.line):
        raise BadStructure(wrong)
    return dialect


def _check_returns(block: Block) -> None:
    """Raise BadStructure for a carriage return outside quotes that no line feed follows."""
    lone = block.lone_returns()
    if len(lone):
        raise BadStructure([problems.lone_return(block.line_of(int(lone[0])), len(lone))])


def _check_quotes(block: Block, delimiter: int) -> None:
    """Raise BadStructure for a quote that neither opens nor closes a cell.

    Counted from the start of a record, quotes open and close in turn. One that opens stands at
    the start of a cell, or right behind the one that closed (a doubled quote); likewise for one
    that closes.
    """
    if not len(block.quotes):
        return
    data, opening, closing = block.data, block.quotes[::2], block.quotes[1::2]
    before = data[np.maximum(opening - 1, 0)]
    starts = (opening == 0) | (before == delimiter) | (before == NEWLINE) | (before == QUOTE)
    after = data[closing + 1]
    stops = (after == delimiter) | (after == NEWLINE) | (after == RETURN) | (after == QUOTE)
    wrong = np.sort(np.concatenate([opening[~starts], closing[~stops]]))
    if len(wrong):
        raise BadStructure([problems.stray_quote(block.line_of(int(wrong[0])), len(wrong))])
