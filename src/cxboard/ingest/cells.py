"""The cells of a block of text, found by its separators alone; and how many of them rows have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cxboard.ingest.blocks import NEWLINE, RETURN, Block, Marks, Places
from cxboard.ingest.dialect import Dialect

_COUNTED = 20
"""Rows of which a first column that counts them is taken for row numbers."""


@dataclass(frozen=True)
class Cells:
    """Cells of a block in the order of the file: first byte, end, and bytes without quotes."""

    starts: Places
    ends: Places
    sizes: Places
    closes_record: Marks

    def after_first_record(self) -> Cells:
        """Return the cells without those of the header."""
        end = int(np.argmax(self.closes_record)) + 1
        return Cells(self.starts[end:], self.ends[end:], self.sizes[end:], self.closes_record[end:])


def cells_of(block: Block, delimiter: int) -> Cells:
    """Return the cells of a block; the carriage return before a line end belongs to none."""
    data = block.data
    ends = np.flatnonzero((data == delimiter) | (data == NEWLINE))
    ends = ends[block.outside(ends)]
    closes = data[ends] == NEWLINE
    starts = np.concatenate([[0], ends[:-1] + 1])
    sizes = ends - starts
    sizes -= closes & (sizes > 0) & (data[ends - 1] == RETURN)
    if len(block.quotes):
        quotes = np.searchsorted(block.quotes, ends) - np.searchsorted(block.quotes, starts)
        # two around the cell, and one of each doubled pair within it
        sizes -= np.where(quotes > 0, quotes // 2 + 1, 0)
    return Cells(starts, ends, sizes, closes)


def headers_as_wide_as_rows(header: Dialect, block: Block) -> tuple[str, ...]:
    """Return the header's names, with as many blank ones behind them as rows have cells.

    Programs end every row with a delimiter and the header with none, or the other way round. What
    stands in no row, or has no name, is the only thing that is added or taken away; rows of
    unlike widths, or with row numbers that the header does not name, leave the header as it is.
    """
    headers = header.headers
    cells = cells_of(block, ord(header.delimiter)).after_first_record()
    last = np.flatnonzero(cells.closes_record)
    if not len(last):
        return headers
    first = np.concatenate([[0], last[:-1] + 1])
    width = last - first + 1
    filled = np.add.reduceat(cells.sizes, first) > 0
    widths = set(width[filled].tolist())
    if len(widths) != 1 or widths == {len(headers)}:
        return headers
    found = int(widths.pop())
    if found < len(headers):
        return headers if any(headers[found:]) else headers[:found]
    behind = cells.sizes[np.repeat(filled, width)].reshape(-1, found)[:, len(headers) :]
    starts, ends = cells.starts[first[filled]], cells.ends[first[filled]]
    if behind.any() or _counts_up(block, starts, ends):
        return headers
    return headers + ("",) * (found - len(headers))


def _counts_up(block: Block, starts: Places, ends: Places) -> bool:
    """Whether the first cells of rows count them, from 0 or 1."""
    both = zip(starts[:_COUNTED].tolist(), ends[:_COUNTED].tolist(), strict=True)
    texts = [block.data[start:end].tobytes().strip(b' "').decode() for start, end in both]
    return texts in ([str(n + begin) for n in range(len(texts))] for begin in (0, 1))
