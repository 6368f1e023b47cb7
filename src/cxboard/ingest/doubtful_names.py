"""Are the column names names? A file without any begins with a record, which nobody means to lose.

Of public files, those whose first row looks so have no names indeed, or only years and numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cxboard.domain.listing import listed
from cxboard.ingest.report import Problem, warning
from cxboard.ingest.table_bounds import LIKE_A_VALUE, Row

_OFTEN = 3
"""Rows in which one name is a value of its own column, or all that there are; of several one."""


def doubts(rows: Sequence[Row], line: int) -> list[Problem]:
    """Return what speaks against the first of some rows being names.

    Args:
        rows: the column names and the first rows below them.
        line: the names' line of the file.
    """
    filled = [cell.strip() for cell in rows[0] if cell.strip()]
    values = [cell for cell in filled if LIKE_A_VALUE.fullmatch(cell)]
    odd = values if 2 * len(values) >= len(filled) else recurring(rows[0], rows[1:])
    if not odd:
        return []
    shown = listed([f"“{cell[:40]}”" for cell in odd], most=3)
    return [
        warning(
            "doubtful_names",
            f"Line {line:,} was taken for the column names, but looks like values: {shown}.",
            "If the file has no column names, export it with them; otherwise nothing.",
            row=line,
        )
    ]


def recurring(header: Row, rows: Sequence[Row]) -> list[str]:
    """Return names that are values of their own columns, too; a header that is repeated is none."""
    found: Counter[str] = Counter()
    for row in rows:
        if list(row) != list(header):
            both = zip(header, row, strict=False)
            found.update(cell.strip() for cell, below in both if cell.strip() and cell == below)
    often = found.total() >= min(_OFTEN, max(len(rows), 1))
    return list(found) if len(found) > 1 or often else []
