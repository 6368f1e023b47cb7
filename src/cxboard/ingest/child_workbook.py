"""Inside the child: one sheet of an Excel workbook becomes Parquet of nothing but text.

Values are taken as the workbook stores them; no formula is worked out and nothing it links to is
opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.child_engine import ReadTable
from cxboard.ingest.child_rows import write_rows
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.forms import Form, Shape
from cxboard.ingest.job import Job
from cxboard.ingest.report import Problem, error, warning
from cxboard.ingest.structure_problems import BadStructure
from cxboard.ingest.table_bounds import LOOKED_AT, header_place, left_out, rows_below
from cxboard.ingest.workbook_safety import check_workbook, damaged

_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"}
)
_MANY = 8


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """One sheet as rows of text, from its first used row, which is row `first` of the sheet."""

    name: str
    rows: list[list[str]]
    first: int


def read_workbook(job: Job) -> ReadTable:
    """Write every cell of a workbook's sheet to `job.rows_file`.

    Raises:
        BadStructure: damaged, too large, or it is not clear which sheet is meant.
    """
    unresolved = check_workbook(job.source, job.limits)
    try:
        with CalamineWorkbook.from_path(str(job.source)) as book:
            visible, hidden = _sheets(book)
            sheet = _chosen(book, visible, hidden, job)
    except (CalamineError, OSError, ValueError) as wrong:
        raise BadStructure([damaged(str(wrong).splitlines()[0][:80])]) from None
    told = [_no_results(unresolved)] if unresolved else []
    if hidden and not job.reading.sheet:
        told.append(_hidden(hidden))
    if len(visible) > 1 and not job.reading.sheet:
        told.append(_this_sheet(sheet.name, visible))
    return _table(job, sheet, tuple(visible), told)


def _sheets(book: CalamineWorkbook) -> tuple[list[str], list[str]]:
    """Return the names of the visible sheets and of the hidden ones."""
    tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    visible = [one.name for one in tables if one.visible == SheetVisibleEnum.Visible]
    return visible, [one.name for one in tables if one.name not in visible]


def _chosen(book: CalamineWorkbook, visible: list[str], hidden: list[str], job: Job) -> _Sheet:
    """Return the sheet that was named, or the only one that can be meant."""
    said = job.reading.sheet
    if said is not None:
        if said not in [*visible, *hidden]:
            raise BadStructure([_no_sheet(said, visible)])
        return _read(book, said)
    filled = [sheet for sheet in (_read(book, name) for name in visible) if len(sheet.rows) > 1]
    if not filled:
        raise BadStructure([problems.no_rows()])
    if len(filled) == 1:
        return filled[0]
    known = [sheet for sheet in filled if _known_names(sheet, job) >= 2]
    if len(known) != 1:
        raise BadStructure([_which_sheet([sheet.name for sheet in filled])])
    return known[0]


def _read(book: CalamineWorkbook, name: str) -> _Sheet:
    sheet = book.get_sheet_by_name(name)
    start = sheet.start or (0, 0)
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
    return _Sheet(name=name, rows=rows, first=start[0] + 1)


def _known_names(sheet: _Sheet, job: Job) -> int:
    rows = sheet.rows[:LOOKED_AT]
    names = rows[header_place(rows, job.known)]
    return len({plain_name(name) for name in names} & set(job.known))


def _table(job: Job, sheet: _Sheet, sheets: tuple[str, ...], told: list[Problem]) -> ReadTable:
    """Write what lies between titles and totals; rows and columns that are blank are no part."""
    rows = sheet.rows
    place = header_place(rows[:LOOKED_AT], job.known)
    if job.reading.header_row:
        place = job.reading.header_row - sheet.first
        if not 0 <= place < len(rows):
            raise BadStructure([_no_row(job.reading.header_row)])
    headers, body = rows[place], rows[place + 1 :]
    width = sum(1 for header in headers if header.strip())
    below = rows_below(body[-LOOKED_AT // 4 :], width)
    body, rest = body[: len(body) - below], body[len(body) - below :]
    used = [
        column
        for column in range(len(headers))
        if headers[column].strip() or any(row[column].strip() for row in body)
    ]
    kept = [number for number, row in enumerate(body) if any(cell.strip() for cell in row)]
    errors = sum(cell in _ERRORS for row in body for cell in row)
    shape = Shape(
        form=Form.WORKBOOK,
        header_row=sheet.first + place,
        above=_lines(rows[:place]),
        below=_lines(rest),
        sheet=sheet.name,
        sheets=sheets,
    )
    told = [*told, *left_out(shape.above, shape.below, shape.header_row)]
    return write_rows(
        job,
        [headers[column] for column in used],
        [[_stored(body[number][column]) for number in kept] for column in used],
        [sheet.first + place + 1 + number for number in kept],
        shape,
        [*told, _error_cells(errors)] if errors else told,
    )


def _text(value: object) -> str:
    """Return a cell as it would stand in a CSV file."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\0", "")


def _stored(cell: str) -> str | None:
    return None if not cell or cell in _ERRORS else cell


def _lines(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
    return ", ".join(f"“{name}”" for name in names[:_MANY]) + more


def _which_sheet(names: list[str]) -> Problem:
    return error(
        "which_sheet",
        f"The workbook has several sheets with rows: {_listed(names)}.",
        f"Say which one is meant, for example --sheet {names[0]!r}.",
    )


def _no_sheet(said: str, names: list[str]) -> Problem:
    message = f"The workbook has no sheet “{said[:60]}”; it has {_listed(names)}."
    return error("no_such_sheet", message, "Name one of them.")


def _no_row(row: int) -> Problem:
    message = f"The sheet has no row {row:,} that could hold the column names."
    return error("no_such_row", message, "Name the row of the column names.")


def _this_sheet(name: str, names: list[str]) -> Problem:
    others = [other for other in names if other != name]
    return warning(
        "sheet_chosen",
        f"Only sheet “{name}” was read; {_listed(others)} was left out.",
        "Nothing, if that is right; otherwise name the sheet.",
    )


def _hidden(names: list[str]) -> Problem:
    return warning(
        "hidden_sheet",
        f"The workbook has hidden sheets, which were not read: {_listed(names)}.",
        "Nothing, or show the sheet in Excel and save the workbook again.",
        count=len(names),
    )


def _no_results(count: int) -> Problem:
    return warning(
        "formula_without_result",
        f"{count:,} cells hold a formula without a stored result and are read as blank.",
        "Open the workbook in Excel and save it, so that the results are stored.",
        count=count,
    )


def _error_cells(count: int) -> Problem:
    return warning(
        "error_cell",
        f"{count:,} cells show an error of Excel such as #N/A and are read as blank.",
        "Mend the formulas behind them, or leave the cells blank.",
        count=count,
    )
