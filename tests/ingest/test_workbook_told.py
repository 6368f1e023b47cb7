"""Is what a workbook or a Parquet file holds, and nobody sees in it, told or refused?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import polars as pl
import pytest

from cxboard.storage.workspace import Workspace
from tests.ingest.files import SURVEY, send, surveys
from tests.ingest.workbooks import Sheet, workbook
from tests.warm import warm_reader


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, warm_reader(patch):
        yield


CONTACT = {"contact_id": "C1", "facility_id": "LH01", "contact_date": "2026-06-02"}


def as_parquet(row: dict[str, object]) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame([row]).write_parquet(buffer)
    return buffer.getvalue()


def as_workbook(row: dict[str, object]) -> bytes:
    cells = [
        f'<c t="b"><v>{value:d}</v></c>' if isinstance(value, bool) else str(value)
        for value in row.values()
    ]
    return workbook({"Data": [list(row), cells]})


def as_csv(row: dict[str, object]) -> bytes:
    return "\n".join([",".join(row), ",".join(map(str, row.values()))]).encode()


FORMS = [("a.csv", as_csv), ("a.xlsx", as_workbook), ("a.parquet", as_parquet)]


@pytest.mark.parametrize(("name", "write"), FORMS, ids=[f[0] for f in FORMS])
def test_true_is_no_rating_and_answers_yes_or_no(
    registered: Workspace, name: str, write: object
) -> None:
    report = send(registered, write(SURVEY | {"rating": True}), name)  # type: ignore[operator]
    assert [(p.code, p.column) for p in report.errors][0] == ("outside_scale", "rating")
    assert "“true”" in report.errors[0].message.lower()
    row = CONTACT | {"channel": "phone", "resolved_first": True}
    assert send(registered, write(row), name).outcome == "published"  # type: ignore[operator]


def test_parquet_rows_without_a_value_are_blank_lines(registered: Workspace) -> None:
    blank, bad = dict.fromkeys(SURVEY), SURVEY | {"survey_id": "S2", "rating": "11"}
    buffer = io.BytesIO()
    frame = pl.DataFrame([SURVEY, blank, blank | {"survey_id": " "}, bad, blank])
    frame.with_columns(pl.col("nurse_listen").cast(pl.Int8)).write_parquet(buffer)
    report = send(registered, buffer.getvalue(), "a.parquet")
    assert (report.rows.read, report.rows.rejected) == (2, 1)
    assert next(p for p in report.errors if p.code == "outside_scale").row == 4
    assert next(p for p in report.problems if p.code == "blank_rows").count == 3
    buffer = io.BytesIO()
    pl.DataFrame([blank], schema=dict.fromkeys(SURVEY, pl.String)).write_parquet(buffer)
    assert send(registered, buffer.getvalue(), "b.parquet").errors[0].code == "no_rows"


BLANKS = f'<c t="inlineStr"><is><t xml:space="preserve">{" " * 48_000_000}</t></is></c>'


def test_a_cell_of_48_mb_of_blanks_is_what_is_wrong(registered: Workspace) -> None:
    rows = [*SURVEY.values()][:-1]
    book = workbook({"Data": [list(SURVEY), [*rows, BLANKS]]})
    for content, name in (
        (book, "a.xlsx"),
        (as_csv(SURVEY | {"rating": " " * 48_000_000}), "a.csv"),
        (as_csv(SURVEY | {"rating": f'"{" " * 48_000_000}"'}), "b.csv"),
    ):
        (problem,) = send(registered, content, name).errors
        assert "blanks" in problem.message, name


def hiding(sheet: Sheet, rows: str, columns: str) -> bytes:
    """Return a workbook of a sheet with a hidden row and with columns."""
    plain = workbook({"Data": sheet})
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        xml = archive.read(part).decode()
    xml = xml.replace(f'<row r="{rows}"', f'<row r="{rows}" hidden="1"')
    xml = xml.replace("<sheetData>", f"<cols>{columns}</cols><sheetData>")
    return workbook({"Data": sheet}, extra={part: xml.encode()})


def test_hidden_rows_and_columns_are_read_and_told(registered: Workspace) -> None:
    sheet = [["June"], *(line.split(",") for line in surveys({}, {}).splitlines())]
    columns = '<col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/>'
    report = send(registered, hiding(sheet, "4", columns), "a.xlsx")
    assert (report.outcome, report.rows.accepted) == ("published", 2)
    problem = next(p for p in report.problems if p.code == "hidden_cells")
    assert problem.row == 4
    assert "1 hidden row and 2 hidden columns (B, C)" in problem.message


def test_a_sheet_that_cannot_be_read_is_named(registered: Workspace) -> None:
    sheet = [list(SURVEY), list(SURVEY.values())]
    twice = [[*SURVEY, "rating"], [*SURVEY.values(), "9"]]
    report = send(registered, workbook({"May": twice, "Notes": [["x"]]}), "a.xlsx")
    assert report.errors[0].code == "duplicate_header"
    assert report.errors[0].message.startswith("Sheet “May”: ")
    assert send(registered, workbook({"June": sheet}), "b.xlsx").outcome == "published"
