"""What of columns without a name? Row numbers of pandas and R, and lines that end with a delimiter.

A column is left out only where nothing stands in it, and only behind all others, so that no value
can come under another name.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.ingest.dialect import blank_header, column_letters
from cxboard.ingest.report import Problem, warning
from cxboard.ingest.structure_problems import BadStructure


def called(headers: Sequence[str]) -> tuple[str, ...]:
    """Return column names with a stand-in for each blank one."""
    return tuple(
        header.strip() or f"(no name, column {column_letters(place)})"
        for place, header in enumerate(headers, 1)
    )


def settled(
    headers: Sequence[str], sizes: Sequence[int], row: int, header_cells: int
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the names of the columns that count, from the first on, and what to tell.

    Args:
        headers: the names, blank ones too.
        sizes: bytes of all values of each column.
        row: the line of the file that holds the names.
        header_cells: how many cells that line has.

    Raises:
        BadStructure: a column has values and no name; only the first may, as row numbers do.
    """
    width = len(headers)
    while width > 1 and not headers[width - 1].strip() and not sizes[width - 1]:
        width -= 1
    lost = [place for place in range(1, width) if sizes[place] and not headers[place].strip()]
    if lost:
        raise BadStructure(blank_header([place + 1 for place in lost], row))
    told = [_ends_with_delimiter(row)] if max(len(headers), header_cells) > width else []
    if not headers[0].strip() and sizes[0]:
        told.append(_first_has_no_name(row))
    return called(headers[:width]), told


def _first_has_no_name(row: int) -> Problem:
    return warning(
        "first_column_without_name",
        f"The first column has no name in line {row:,}, as row numbers that pandas or R wrote; it "
        f"is called “{called([''])[0]}”, and every other column keeps its own name.",
        "Nothing, if it holds row numbers; otherwise give it a name in the file.",
        row=row,
    )


def _ends_with_delimiter(row: int) -> Problem:
    return warning(
        "delimiter_at_end",
        "Lines end with delimiters behind which neither a name nor a value stands; these were "
        "passed over.",
        "Nothing, unless the last column has lost its name and all its values.",
        row=row,
    )
