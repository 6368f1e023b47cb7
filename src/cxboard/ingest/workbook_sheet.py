"""One sheet of a workbook as rows of text, and what of it nobody sees who looks at the text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineWorkbook

from cxboard.ingest.workbook_problems import Area
from cxboard.ingest.workbook_safety import Seen

_EXACT = 1e15
"""Below it every whole number is kept as it was typed."""

ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"}
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet as rows of text, from its first used row, which is row `first` of the sheet.

    `merged` are the areas of cells that were made one, `long_numbers` those of more than 15 digits;
    `hidden_rows` are counted like `first`, `hidden_columns` are places in `rows`, to whose `left`
    so many columns are blank.
    """

    name: str
    rows: list[list[str]]
    first: int
    left: int
    merged: list[Area]
    long_numbers: int
    hidden_rows: Collection[int]
    hidden_columns: Collection[int]


def read_sheet(book: CalamineWorkbook, seen: Seen, name: str) -> Sheet:
    """Return a sheet; numbers that a format shows as ids are read as they are shown."""
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    values = sheet.to_python(skip_empty_area=True)
    rows = [[_text(value) for value in row] for row in values]
    for (row, column), form in seen.ids.of(name).items():
        cells, place = rows[row - 1 - top], column - 1 - left
        if cells[place].isdecimal():
            cells[place] = form.shown(cells[place])
    part, width = seen.ids.part_of(name), max(map(len, rows), default=0)
    return Sheet(
        name=name,
        rows=rows,
        first=top + 1,
        left=left,
        merged=sheet.merged_cell_ranges or [],
        long_numbers=sum(
            isinstance(v, float | int) and abs(v) >= _EXACT for row in values for v in row
        ),
        hidden_rows=seen.hidden.rows(part),
        hidden_columns=[n for n in range(width) if seen.hidden.is_column(part, n + 1 + left)],
    )


def _text(value: object) -> str:
    """Return a cell as it would stand in a CSV file."""
    if isinstance(value, bool):
        return str(value).upper()  # as Excel shows it: no answer 1 of a scale
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\0", "")


def stored(cell: str) -> str | None:
    """Return a cell's text as it is kept: nothing for a blank and for an error."""
    return None if not cell or cell in ERRORS else cell
