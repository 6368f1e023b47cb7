"""What a workbook's sender is told about its sheets, in words that can be acted on."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace

from cxboard.domain.listing import listed
from cxboard.domain.numbers import counted
from cxboard.ingest.dialect import column_letters
from cxboard.ingest.report import Problem, error, warning

Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of an area: row and column, counted from 0."""


_MOST_SHEETS = 20
"""Of more sheets than people look through, one is typed."""


def _listed(names: Sequence[str]) -> str:
    return listed([f"“{name}”" for name in names])


def which_sheet(names: list[str]) -> Problem:
    """Return the question which of several sheets is meant."""
    return error(
        "which_sheet",
        f"The workbook has several sheets with rows: {_listed(names)}.",
        "Say which sheet is meant.",
        option=f"--sheet {'|'.join(map(shlex.quote, names[:_MOST_SHEETS]))}",
    )


def no_rows(names: list[str]) -> Problem:
    """Return the problem of a workbook whose visible sheets hold no table."""
    return error(
        "no_rows",
        f"No visible sheet of the workbook has rows below its column names: {_listed(names)}."
        if names
        else "Every sheet of the workbook is hidden.",
        "Check the period and the filter of the export, and whether its sheet is hidden.",
    )


def no_sheet(said: str, names: list[str]) -> Problem:
    """Return the problem of a sheet that is not there."""
    message = f"The workbook has no sheet “{said[:60]}”; it has {_listed(names)}."
    return error("no_such_sheet", message, "Name one of them.")


def no_row(row: int) -> Problem:
    """Return the problem of a row of column names that is not there."""
    message = f"The sheet has no row {row:,} that could hold the column names."
    return error("no_such_row", message, "Name the row of the column names.")


def merged(areas: Sequence[Area]) -> Problem:
    """Return the problem of merged cells within the table."""
    (top, left), (bottom, right) = min(areas)
    area = f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}"
    return error(
        "merged_cells",
        f"Cells {area} are merged, so only the first of them has a value.",
        "Select the table, choose “Unmerge cells”, and fill in every cell.",
        row=top + 1,
        count=len(areas),
    )


def in_sheet(name: str, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems of a sheet's table, naming it."""
    return [replace(one, message=f"Sheet “{name[:60]}”: {one.message}") for one in problems]


def this_sheet(name: str, others: list[str]) -> Problem:
    """Return which sheet was read and which others with rows were not."""
    return warning(
        "sheet_chosen",
        f"Only sheet “{name}” was read. Left out: {_listed(others)}.",
        "Nothing, if that is right; otherwise name the sheet.",
    )


def hidden(names: list[str]) -> Problem:
    """Return which hidden sheets were not read."""
    return warning(
        "hidden_sheet",
        f"The workbook has hidden sheets, which were not read: {_listed(names)}.",
        "Nothing, or show the sheet in Excel and save the workbook again.",
        count=len(names),
    )


def hidden_cells(rows: Sequence[int], columns: Sequence[str]) -> Problem:
    """Return which rows of the table, and which of its columns by letter, are hidden and read."""
    parts = [counted(len(rows), "hidden row")] if rows else []
    if columns:
        parts.append(f"{counted(len(columns), 'hidden column')} ({listed(columns)})")
    return warning(
        "hidden_cells",
        f"The table has {' and '.join(parts)}, which were read like the others.",
        "Nothing, if they belong to the extract; otherwise delete them in Excel. A filter hides "
        "rows, too.",
        row=min(rows, default=None),
        count=len(rows) + len(columns),
    )


def no_results(count: int) -> Problem:
    """Return how many formulas have no result."""
    return warning(
        "formula_without_result",
        f"{counted(count, 'cell')} with a formula and no stored result: read as blank.",
        "Open the workbook in Excel and save it, so that the results are stored.",
        count=count,
    )


def long_numbers(count: int) -> Problem:
    """Return how many numbers are longer than Excel can keep."""
    return warning(
        "long_number",
        f"{counted(count, 'cell holds a number', 'cells hold numbers')} of more than 15 digits, of "
        "which Excel keeps 15: ids that "
        "were typed in or opened as numbers are no longer what they were.",
        "If they are ids, have their source export the column as text.",
        count=count,
    )


def error_cells(count: int) -> Problem:
    """Return how many cells show an error."""
    return warning(
        "error_cell",
        f"{counted(count, 'cell')} with an error of Excel such as #N/A: read as blank.",
        "Mend the formulas behind them, or leave the cells blank.",
        count=count,
    )
