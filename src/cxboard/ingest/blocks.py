"""Whole records of a text file, a few megabytes at a time, and the certainty that they are text."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.limits import Limits
from cxboard.ingest.report import Problem
from cxboard.ingest.seven_bits import hidden_in
from cxboard.ingest.structure_problems import BadStructure

NEWLINE, RETURN, QUOTE = 10, 13, 34

_BEFORE_A_CELL = np.frombuffer(b',;\t|\n"', np.uint8)
"""Every delimiter there is, a line end, and the quote that a doubled one follows."""

_BLOCK = 1024 * 1024
"""Large enough for numpy to be fast, small enough for its arrays to stay in the processor’s cache:
eight times as large takes twice the time."""

_DOUBTED = 8 * 1024 * 1024
"""Bytes at the beginning of a file that are looked at for letters written in ASCII."""

Places = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Block:
    """Bytes that begin and end with whole records; `line` is the line they begin on.

    `quotes` and `newlines` are the places of those bytes, ascending.
    """

    data: Bytes
    line: int
    quotes: Places
    newlines: Places

    def outside(self, places: Places) -> Marks:
        """Tell for each place whether it lies outside quotes: an even number of them before it."""
        if not len(self.quotes):
            return np.ones(len(places), np.bool_)
        return np.asarray(np.searchsorted(self.quotes, places) % 2 == 0)

    def lines_of(self, places: Places) -> Places:
        """Return the line of the file on which each place lies."""
        return np.asarray(self.line + np.searchsorted(self.newlines, places))

    def line_of(self, place: int) -> int:
        """Return the line of the file on which a place lies."""
        return self.line + int(np.searchsorted(self.newlines, place))

    def lone_returns(self) -> Places:
        """Return the places of carriage returns outside quotes that no line feed follows."""
        returns = np.flatnonzero(self.data == RETURN)
        lone = returns[self.data[np.minimum(returns + 1, len(self.data) - 1)] != NEWLINE]
        return np.asarray(lone[self.outside(lone)])

    def up_to(self, end: int) -> Block:
        """Return the first `end` bytes."""
        quotes = self.quotes[: np.searchsorted(self.quotes, end)]
        newlines = self.newlines[: np.searchsorted(self.newlines, end)]
        return Block(self.data[:end], self.line, quotes, newlines)


def whole_records(
    path: Path, limits: Limits, first_line: int = 1, *, is_sure: bool = False
) -> Iterator[Block]:
    """Yield a file in blocks of whole records; the last one ends with a line end in any case.

    Args:
        path: the file.
        limits: longest record.
        first_line: number of the file's first line.
        is_sure: its sender says that the encoding is right, whatever it looks like.

    Raises:
        BadStructure: not UTF-8, zero bytes, or a record longer than the limit.
    """
    text = _Text(first_line, 0 if is_sure else _DOUBTED)
    rest, line = b"", first_line
    with path.open("rb") as file:
        while read := file.read(_BLOCK):
            rest += text.check(read)
            block = _block(rest, line)
            ends = block.newlines[block.outside(block.newlines)]
            end = int(ends[-1]) + 1 if len(ends) else 0
            if len(rest) - end > limits.record_bytes:
                endless = problems.endless(block.line_of(end), limits.record_bytes)
                raise BadStructure([_stray(block, end) or _lone_return(block) or endless])
            if end:
                yield block.up_to(end)
                line, rest = block.line_of(end), rest[end:]
    text.finish()
    if rest:
        block = _block(rest + b"\n", line)
        if len(block.quotes) % 2:
            unclosed = problems.open_quote(block.line_of(int(block.quotes[-1])))
            raise BadStructure([_stray(block, 0) or unclosed])
        yield block


def _block(data: bytes, line: int) -> Block:
    array = np.frombuffer(data, np.uint8)
    return Block(array, line, np.flatnonzero(array == QUOTE), np.flatnonzero(array == NEWLINE))


def _stray(block: Block, start: int) -> Problem | None:
    """Return the first quote of an unended record that opens in the middle of a cell."""
    opening = block.quotes[np.searchsorted(block.quotes, start) :: 2]
    opening = opening[opening > start]
    within = ~np.isin(block.data[opening - 1], _BEFORE_A_CELL)
    return problems.stray_quote(block.line_of(int(opening[within][0])), 1) if any(within) else None


def _lone_return(block: Block) -> Problem | None:
    """Return what makes a record endless when carriage returns were to end its lines."""
    lone = block.lone_returns()
    return problems.lone_return(block.line_of(int(lone[0])), len(lone)) if len(lone) else None


class _Text:
    """Checks that what is read is UTF-8 without zero bytes; knows the line it is on."""

    def __init__(self, first_line: int, doubted: int) -> None:
        self._doubted = doubted
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._line = first_line
        self._started = False

    def check(self, data: bytes) -> bytes:
        """Return the bytes, without the mark that some programs put before UTF-8 text."""
        if not self._started:
            data = data.removeprefix(codecs.BOM_UTF8)
            self._started = True
        if (place := data.find(b"\0")) >= 0:
            raise BadStructure([problems.zero_byte(self._line + data.count(b"\n", 0, place))])
        try:
            self._decoder.decode(data)
        except UnicodeDecodeError as wrong:
            line = self._line + bytes(wrong.object).count(b"\n", 0, wrong.start)
            raise BadStructure([problems.not_utf8(line, wrong.object[wrong.start])]) from None
        if self._doubted > 0 and (found := hidden_in(data)):
            raise BadStructure(
                [problems.seven_bits(self._line + data.count(b"\n", 0, found.at), found)]
            )
        self._doubted -= len(data)
        self._line += data.count(b"\n")
        return data

    def finish(self) -> None:
        """Raise BadStructure when the file ends within a character."""
        if half := self._decoder.getstate()[0]:
            raise BadStructure([problems.not_utf8(self._line, half[0])])
