"""Inside the child: one sheet of an Excel workbook becomes Parquet of nothing but text.

Values are taken as the workbook stores them; no formula is worked out and nothing it links to is
opened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cxboard.ingest import structure_problems as problems
from cxboard.ingest import workbook_problems as told_of
from cxboard.ingest.child_rows import write_rows
from cxboard.ingest.dialect import column_letters, plain_name
from cxboard.ingest.doubtful_names import doubts
from cxboard.ingest.forms import Form, Shape
from cxboard.ingest.job import Job, ReadTable
from cxboard.ingest.name_rows import rows_of_names
from cxboard.ingest.report import Problem
from cxboard.ingest.side_by_side import check_side_by_side
from cxboard.ingest.structure_problems import BadStructure
from cxboard.ingest.table_bounds import (
    LOOKED_AT,
    header_place,
    left_out,
    names_above,
    rows_below,
)
from cxboard.ingest.workbook_safety import check_workbook, damaged
from cxboard.ingest.workbook_sheet import ERRORS, Sheet, read_sheet, stored


def read_workbook(job: Job) -> ReadTable:
    """Write every cell of a workbook's sheet to `job.rows_file`.

    Raises:
        BadStructure: damaged, too large, or it is not clear which sheet is meant.
    """
    seen = check_workbook(job.source, job.limits)
    try:
        with CalamineWorkbook.from_path(str(job.source)) as book:
            visible, hidden = _sheets(book)
            sheet, others = _chosen(partial(read_sheet, book, seen), visible, hidden, job)
    except (CalamineError, OSError, ValueError) as wrong:
        reason = str(wrong).splitlines()[0][:80].rstrip(".")
        raise BadStructure([damaged(reason)]) from None
    told = [told_of.no_results(seen.without_result)] if seen.without_result else []
    if sheet.long_numbers:
        told.append(told_of.long_numbers(sheet.long_numbers))
    if hidden and not job.reading.sheet:
        told.append(told_of.hidden(hidden))
    if others:
        told.append(told_of.this_sheet(sheet.name, others))
    try:
        return _table(job, sheet, tuple(visible), told, seen.errors)
    except BadStructure as wrong:
        raise BadStructure(told_of.in_sheet(sheet.name, wrong.problems)) from None


def _sheets(book: CalamineWorkbook) -> tuple[list[str], list[str]]:
    """Return the names of the visible sheets and of the hidden ones."""
    tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    visible = [one.name for one in tables if one.visible == SheetVisibleEnum.Visible]
    return visible, [one.name for one in tables if one.name not in visible]


def _chosen(
    read: Callable[[str], Sheet], visible: list[str], hidden: list[str], job: Job
) -> tuple[Sheet, list[str]]:
    """Return the sheet that was named, or the only one that can be meant and others with rows."""
    said = job.reading.sheet
    if said is not None:
        if said not in [*visible, *hidden]:
            raise BadStructure([told_of.no_sheet(said, visible)])
        return read(said), []
    filled = [sheet for sheet in map(read, visible) if len(sheet.rows) > 1]
    if not filled:
        raise BadStructure([told_of.no_rows(visible)])
    if len(filled) == 1:
        return filled[0], []
    known = [sheet for sheet in filled if _known_names(sheet, job) >= 2]
    if len(known) != 1:
        raise BadStructure([told_of.which_sheet([sheet.name for sheet in filled])])
    return known[0], [sheet.name for sheet in filled if sheet is not known[0]]


def _known_names(sheet: Sheet, job: Job) -> int:
    rows = sheet.rows[:LOOKED_AT]
    names = rows[header_place(rows, job.known)]
    return len({plain_name(name) for name in names} & set(job.known))


def _table(
    job: Job, sheet: Sheet, sheets: tuple[str, ...], told: list[Problem], errors: int
) -> ReadTable:
    """Write what lies between titles and totals; rows and columns that are blank are no part.

    `errors` are the cells that Excel knows as errors; those of other programs are texts.
    """
    rows = sheet.rows
    place = header_place(rows[:LOOKED_AT], job.known)
    if job.reading.header_row:
        place = job.reading.header_row - sheet.first
        if not 0 <= place < len(rows):
            raise BadStructure([told_of.no_row(job.reading.header_row)])
    else:
        _check_one_table(sheet, place, job.known)
    headers, start = rows[place], place + 1
    top = start + rows_of_names(rows[place : place + LOOKED_AT], job.reading.names_below)
    if not job.reading.header_row:
        told = [*told, *doubts([headers, *rows[top : place + LOOKED_AT]], sheet.first + place)]
    body = rows[top:]
    width = sum(1 for header in headers if header.strip())
    below = rows_below(body[-LOOKED_AT // 4 :], width)
    body, rest = body[: len(body) - below], body[len(body) - below :]
    _check_merged(sheet, sheet.first + place - 1, sheet.first + top - 2 + len(body))
    used = [
        column
        for column in range(len(headers))
        if headers[column].strip() or any(row[column].strip() for row in body)
    ]
    check_side_by_side(used, partial(_filled, body), sheet.left)
    kept = [number for number, row in enumerate(body) if any(cell.strip() for cell in row)]
    errors += sum(cell in ERRORS for row in body for cell in row)
    shape = Shape(
        form=Form.WORKBOOK,
        header_row=sheet.first + place,
        above=_lines(rows[:place]),
        names_below=_lines(rows[start:top]),
        below=_lines(rest),
        sheet=sheet.name,
        sheets=sheets,
    )
    lines = [sheet.first + top + number for number in kept]
    told = [*told, *left_out(shape), *_hidden(sheet, lines, used)]
    return write_rows(
        job,
        [headers[column] for column in used],
        [[stored(body[number][column]) for number in kept] for column in used],
        lines,
        shape,
        [*told, told_of.error_cells(errors)] if errors else told,
        [rows[start][column] for column in used] if top > start else (),
    )


def _filled(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Tell for each row whether any of some columns has a value."""
    marks = (any(row[column].strip() for column in columns) for row in rows)
    return np.fromiter(marks, np.bool_, len(rows))


def _hidden(sheet: Sheet, lines: Sequence[int], used: Sequence[int]) -> list[Problem]:
    """Return what to tell about hidden rows and columns of the table."""
    rows = sorted({*lines} & {*sheet.hidden_rows})
    columns = [column_letters(n + 1 + sheet.left) for n in used if n in sheet.hidden_columns]
    return [told_of.hidden_cells(rows, columns)] if rows or columns else []


def _check_one_table(sheet: Sheet, place: int, known: Collection[str]) -> None:
    """Raise BadStructure for column names above the table, or below it behind a blank row."""
    above = names_above(sheet.rows[:LOOKED_AT], place, known)
    if above is not None:
        raise BadStructure([problems.two_tables(sheet.first + above, sheet.first + place)])
    before = sheet.rows[place]
    for number, row in enumerate(sheet.rows[place + 1 :], place + 1):
        if not any(before) and len({plain_name(cell) for cell in row} & set(known)) >= 2:
            raise BadStructure([problems.two_tables(sheet.first + place, sheet.first + number)])
        before = row


def _check_merged(sheet: Sheet, first: int, last: int) -> None:
    """Raise BadStructure for merged cells from the column names (counted from 0) to the last row.

    A merged area has its value in one cell; whose value it is in the others only people know.
    """
    within = [area for area in sheet.merged if area[0][0] <= last and area[1][0] >= first]
    if within:
        raise BadStructure([told_of.merged(within)])


def _lines(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)
