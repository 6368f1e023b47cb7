"""Which rows right below the column names are no rows, but names, too?

Survey tools write each question in full there, and ids of their own; others write units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxboard.ingest.dialect import plain_name
from cxboard.ingest.doubtful_names import recurring
from cxboard.ingest.table_bounds import Row, is_ids

_MOST = 2
_LEAST = 2
"""Columns, and rows below, that must speak for it: one odd cell is an error and no name."""

_COUNT = re.compile(r"(?![(\[])([^\W\d_]{1,3}[\s.$€£]+)?\W*\d[\d\W]*([AaPp][Mm]|Z)?")
"""A number, a day or a time; money may have its letters in front. “S1” is a name of something."""

_WORD = re.compile(r"[^\W\d_]|[%#°(\[]")
_MISSING = frozenset(
    ("m", "na", "n/a", "#n/a", "nan", "nil", "null", "none", "missing", "unknown", "refused")
)


def rows_of_names(rows: Sequence[Row], said: int | None) -> int:
    """Return how many rows below the column names are names, too.

    Args:
        rows: the column names and the first rows below them.
        said: what the file's sender says.
    """
    header, rest = rows[0], rows[1:]
    if said is not None:
        return min(said, len(rest))
    for count in range(min(_MOST, len(rest)), 0, -1):
        names, body = rest[:count], rest[count:]
        if is_ids(names[-1]):
            return count
        if not body:  # nothing would be left of the table
            continue
        if any(len(row) != len(header) for row in names):  # cells stand under the wrong names
            continue
        if count == 1 and _names_options(header, names[0], body):
            return count
        counting = _counting(len(header), body)
        if recurring(header, body):  # no names at all, so these repeat nothing
            return 0
        if all(_repeats(header, row) or _stands_out(row, counting) for row in names):
            return count
    return 0


def _names_options(header: Row, row: Row, body: Sequence[Row]) -> bool:
    """Whether a row names what the names leave open, and nothing where all others have their id."""
    bare = [place for place, name in enumerate(header) if place and not name.strip()]
    cells = [row[place].strip() for place in bare if place < len(row)]
    first = [header, *(one for one in body if any(one))]
    if "".join(row[:1]).strip() or not all("".join(one[:1]).strip() for one in first):
        return False
    return bool(bare) and len(cells) == len(bare) and all(_WORD.search(cell) for cell in cells)


def _counting(width: int, body: Sequence[Row]) -> list[int]:
    """Return the columns that hold nothing but numbers and days, twice at least."""
    columns = ([row[place].strip() for row in body if place < len(row)] for place in range(width))
    filled = [[cell for cell in cells if cell] for cells in columns]
    return [
        place
        for place, cells in enumerate(filled)
        if len(cells) >= _LEAST and all(_COUNT.fullmatch(cell) for cell in cells)
    ]


def _stands_out(row: Row, counting: Sequence[int]) -> bool:
    """Whether a row has words, and nothing else, where the rows below have numbers and days.

    One word is enough in a row without the number and the day with which all others begin.
    """
    cells = [row[place].strip() for place in counting]
    words = [cell for cell in cells if cell]
    has_no_id = 0 in counting and cells[:1] == [""] and len(cells) > len(words) + 1
    return len(words) >= _LEAST - has_no_id and all(
        _WORD.search(cell) and not _COUNT.fullmatch(cell) and cell.lower() not in _MISSING
        for cell in words
    )


def _repeats(header: Row, row: Row) -> bool:
    """Whether most cells of a row are the names above them, however they are spelt."""
    both = [(plain_name(name), plain_name(cell)) for name, cell in zip(header, row, strict=False)]
    alike = sum(name == cell for name, cell in both if cell)
    return alike >= _LEAST and 2 * alike > len(header)
