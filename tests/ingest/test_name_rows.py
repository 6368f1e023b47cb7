"""Are names below the names known for what they are, and rows with odd values for rows?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cxboard.ingest.forms import Reading
from cxboard.ingest.name_rows import rows_of_names
from cxboard.ingest.said import Said
from cxboard.ingest.table_bounds import header_place
from cxboard.storage.workspace import Workspace
from tests.ingest.files import add_up, send, surveys
from tests.ingest.workbooks import workbook
from tests.warm import warm_reader


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, warm_reader(patch):
        yield


NAMES = ["id", "date", "rating", "wait"]
NUMBERED = [["7", "2026-06-01", "9", "x"], ["8", "2026-06-02", "8", "y"]]
BODY = [["A", "2026-06-01", "9", "3.5"], ["B", "01/06/2026 10:15 AM", "8", "£2"]]
BELOW = [
    # rows below the names, how many of them are names
    ([], 0),
    ([["Who?", "Date of the visit", "How was it?", "Minutes"]], 1),
    ([["", "", "(0-10)", "min"]], 1),
    ([["", "", "%", "£"]], 0),  # one unit, and a sign that no unit is
    ([["ID", "Date", "Rating", "Wait"]], 1),
    ([["Q1", "Date", "How?", "Long?"], ['{"ImportId":"id"}'] * 4], 2),
    ([["C", "unknown", "x", "long"]], 0),
    ([["C", "2026-06-02", "ten", "long"]], 0),
    ([["C", "", "N/A", "null"]], 0),
    ([["C", "", "good", ""]], 0),
]


@pytest.mark.parametrize(("names", "count"), BELOW)
def test_only_words_where_numbers_belong_are_names(names: list[list[str]], count: int) -> None:
    assert rows_of_names([NAMES, *names, *BODY], None) == count


def test_neither_the_only_row_nor_a_blank_one_is_one_of_names() -> None:
    assert rows_of_names([NAMES, ["id", "date", "rating", "4"]], None) == 0
    assert rows_of_names([NAMES, [], *NUMBERED], None) == 0


def test_codes_that_end_with_a_number_are_no_numbers() -> None:
    rows = ["id,name,code", "bc,Black Carbon,BC", "no2,Nitrogen,NO2", "pm10,Matter,PM10"]
    assert rows_of_names([row.split(",") for row in rows], None) == 0


@pytest.mark.parametrize(
    ("row", "count"),
    [(["", "", "Response", "Open"], 1), (["", "", "", "Open"], 0), (["9", "", "good", "z"], 0)],
)
def test_one_word_is_enough_where_the_id_is_missing(row: list[str], count: int) -> None:
    assert rows_of_names([NAMES, row, *NUMBERED], None) == count


def test_a_row_that_names_what_is_without_name_is_one_of_names() -> None:
    header, options = ["id", "Why?", "", "How?"], ["", "Price", "Time", "Response"]
    assert rows_of_names([header, options, ["1", "x", "y", "z"]], None) == 1
    assert rows_of_names([header, options, ["1", "x", "y", "z"], ["", "x", "y", "z"]], None) == 0
    assert rows_of_names([header, ["", "Price", "", "Response"], ["1", "x", "y", "z"]], None) == 0


def test_ids_of_questions_say_where_the_names_are() -> None:
    ids = ['{"ImportId":"a"}', '{"ImportId":"b"}']
    questions, names = ["Start Date", "End Date"], ["StartDate", "Q1"]
    known = {"start_date", "end_date"}
    assert header_place([["June"], names, questions, ids, ["1", "2"]], known) == 1
    assert header_place([["June"], questions, ids, ["1", "2"]], known) == 1
    assert header_place([questions, ids, ["1", "2"]], known) == 0


HEADER, *ROWS = surveys({}, {"rating": "11"}).splitlines()
TEXTS = '"Survey","Hospital","Ward, or ""unit""","When did\nyou leave?","0 to 10","How often?"'
IDS = ",".join(f'"{{""ImportId"":""QID{n}""}}"' for n in range(6))
UNITS = ",,,(day),(0-10),(1-4)"

FILES = [
    # content, line of the bad row
    ("questions and ids", "\n".join([HEADER, TEXTS, IDS, *ROWS]), 6),
    ("ids, CR LF, UTF-16", "\r\n".join([HEADER, IDS, *ROWS]).encode("utf-16"), 4),
    ("units", "\n".join([HEADER, UNITS, *ROWS]), 4),
    ("a title, units, a total", "\n".join(["June", HEADER, UNITS, *ROWS, "Count,,,,2"]), 5),
    (
        "a title, units, a count in German",
        "\n".join(["June", HEADER, UNITS, *ROWS, "Anzahl: 2"]),
        5,
    ),
    ("names above", "\n".join([HEADER.upper(), HEADER, *ROWS]), 4),
    (
        "questions above, some of them ours",
        "\n".join(["ID,facility_id,unit_id,Left,Rating 0-10,Nurse", HEADER, *ROWS]),
        4,
    ),
]


@pytest.mark.parametrize(("content", "line"), [f[1:] for f in FILES], ids=[f[0] for f in FILES])
def test_names_around_the_names_are_left_out_and_shift_no_line(
    registered: Workspace, content: str | bytes, line: int
) -> None:
    report = send(registered, content)
    assert add_up(report)
    assert (report.rows.read, report.rows.rejected) == (2, 1), report.problems
    assert next(p for p in report.errors if p.code == "outside_scale").row == line
    assert {"name_lines", "title_lines"} & {p.code for p in report.problems}


def test_a_sender_says_how_many_lines_of_names_there_are(registered: Workspace) -> None:
    said = Said(reading=Reading(names_below=0))
    assert send(registered, "\n".join([HEADER, UNITS, *ROWS]), said=said).rows.read == 3
    said = Said(reading=Reading(names_below=2))
    assert send(registered, "\n".join([HEADER, *ROWS, ROWS[0]]), said=said).rows.read == 1


def test_a_workbook_may_have_them_too(registered: Workspace) -> None:
    rows = [line.split(",") for line in [HEADER, UNITS, *ROWS]]
    report = send(registered, workbook({"Data": rows}), "a.xlsx")
    assert (report.rows.read, report.rows.rejected) == (2, 1)
    assert next(p for p in report.errors if p.code == "outside_scale").row == 4
    assert "name_lines" in {p.code for p in report.problems}


def test_a_row_whose_cells_stand_under_the_wrong_names_is_a_row() -> None:
    header = ["id", "unit", "date", "rating"]
    body = [["S1", "LH01", "2026-06-30", "9"], ["S2", "LH01", "2026-06-30", "7"]]
    assert rows_of_names([header, ["", "", "day", "0-10 points"], *body], None) == 1
    assert rows_of_names([header, ["S0", "LH01", "Monday", "nine"], *body], None) == 1
    assert rows_of_names([header, ["S0", "LH", "Monday", "nine", "9"], *body], None) == 0
    assert rows_of_names([header, ["id", "", "unit", "date", "rating"], *body], None) == 0
