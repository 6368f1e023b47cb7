"""Are columns without a name read where nothing can stand under a wrong name, and refused else?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.nameless import called
from cxboard.ingest.said import Said
from cxboard.storage.workspace import Workspace
from tests.ingest.files import SURVEY, csv_text, published_times, send, surveys
from tests.ingest.workbooks import workbook
from tests.warm import warm_reader


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, warm_reader(patch):
        yield


HEADER, *ROWS = surveys({}, {"rating": "7"}).splitlines()
AT_END, FIRST = ["delimiter_at_end"], ["first_column_without_name", "unknown_column"]
BARE = ["column_without_name", "unknown_column"]


def lines(header: str, rows: str) -> str:
    """Return the two surveys; "{}" is the line and "{n}" its number from 0."""
    body = [rows.format(row, n=number) for number, row in enumerate(ROWS)]
    return "\n".join([header.format(HEADER), *body]) + "\n"


READ = [
    # what is told
    ("rows end with one", lines("{}", "{},"), AT_END),
    ("all lines do", lines("{},", "{},"), AT_END),
    ("names end with one", lines("{},", "{}"), AT_END),
    ("many", lines("{},,,", "{},,,"), AT_END),
    ("many, in rows", lines("{}", "{},,,"), AT_END),
    ("many, in quotes", lines('{},""', '{},""'), AT_END),
    ("a total below", lines("{},", "{},") + "Total,,,,2,\n", [*AT_END, "closing_lines"]),
    ("a blank line between", lines("{}", "{},\n,,"), [*AT_END, "blank_rows"]),
    ("semicolons", lines("{}", "{},").replace(",", ";"), AT_END),
    ("row numbers", lines(",{}", "{n},{}"), FIRST),
    ("row numbers in quotes", lines('"",{}', '"{n}",{}'), FIRST),
    ("row numbers and an end", lines(",{},", "{n},{},"), [*AT_END, *FIRST]),
    ("values at the end", lines("{},", "{},x"), BARE),
    (
        "values between",
        lines("{}", "{}")
        .replace("rating", "rating,")
        .replace(",9,", ",9,x,")
        .replace(",7,", ",7,x,"),
        BARE,
    ),
    ("nothing first", lines(",{}", ",{}"), ["unknown_column"]),
]


@pytest.mark.parametrize(("content", "told"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_what_holds_nothing_is_passed_over_and_told(
    registered: Workspace, content: str, told: list[str]
) -> None:
    report = send(registered, content)
    assert report.outcome == "published", report.problems
    assert (report.rows.read, report.rows.accepted) == (2, 2)
    assert sorted(problem.code for problem in report.problems) == sorted(told)
    assert send(registered, csv_text([SURVEY]), "plain.csv").rows.unchanged == 1


def test_a_column_is_called_by_its_letter_or_by_its_question_and_option() -> None:
    assert called(["a", "", "b"]) == ("a", "(no name, column B)", "b")
    names = called(["id", "Why?", "", "", "How?"], ["", "Price", "Time", "Time", "Response"])
    assert names == ("id", "Why?: Price", "Why?: Time", "(no name, column D)", "How?")


def test_row_names_of_words_leave_the_names_above_them(workspace: Workspace) -> None:
    text = ",city,land\nann,Rome,Italy\nbob,Oslo,Norway\n"
    report = send(workspace, text, said=Said(kind=Kind.SURVEY))
    assert report.read_as is not None
    assert report.read_as.headers == ("(no name, column A)", "city", "land")
    assert len(report.read_as.rows) == 2


REFUSED = [
    # code, words
    ("one row with a value more", lines("{}", "{},") + f"{ROWS[0]},x\n", "ragged_rows", "Line 2"),
    ("one row without it", lines("{}", "{},") + f"{ROWS[0]}\n", "ragged_rows", "Line 2"),
    ("row names, last blank", "survey_id,rating\n1,S1,\n2,S2,\n", "ragged_rows", "3 cells"),
]


@pytest.mark.parametrize(
    ("content", "code", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_may_stand_under_a_wrong_name_is_refused(
    registered: Workspace, content: str, code: str, words: str
) -> None:
    report = send(registered, content)
    assert [problem.code for problem in report.errors] == [code]
    assert words in report.errors[0].message
    assert published_times(registered) == 1


def test_a_workbook_may_have_row_numbers_too(registered: Workspace) -> None:
    rows = [["", *HEADER.split(",")], *([n, *row.split(",")] for n, row in enumerate(ROWS))]
    report = send(registered, workbook({"Data": rows}), "a.xlsx")
    assert report.outcome == "published", report.problems
    assert sorted(problem.code for problem in report.problems) == FIRST
