"""Is every bad file refused, with column, row, value, rule and advice, and nothing published?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from cxboard.ingest.limits import DEFAULT_LIMITS, Limits
from cxboard.ingest.load import ingest_file
from cxboard.storage.workspace import Workspace
from tests.ingest.files import add_up, csv_text, published_times, send, surveys

TOMORROW = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()

FILES: list[tuple[str, str | bytes, str, str]] = [
    # name, content, code, words of message or fix
    ("empty.csv", b"", "empty_file", "empty"),
    ("blank.csv", b"\xef\xbb\xbf \n\n", "empty_file", "empty"),
    ("header.csv", "survey_id,facility_id,discharge_date\n", "no_rows", "no rows"),
    ("book.csv", b"PK\x03\x04" + b"\0" * 40, "wrong_content", "ZIP"),
    ("old.csv", b"\xd0\xcf\x11\xe0" + b"\0" * 40, "wrong_content", "Excel"),
    ("lake.csv", b"PAR1" + b"\0" * 40 + b"PAR1", "wrong_content", "Rename it to .parquet"),
    ("text.parquet", "survey_id,rating\n1,2\n", "wrong_content", ".csv"),
    ("cut.parquet", b"PAR1" + b"\0" * 40, "wrong_content", "its end is missing"),
    ("hollow.parquet", b"PAR1" + b"\0" * 40 + b"PAR1", "damaged_file", "Write the file again"),
    ("report.csv", b"%PDF-1.7\n", "wrong_content", "PDF"),
    ("small.csv", b"\x1f\x8b\x08\0\0\0", "wrong_content", "Unpack"),
    ("page.csv", b"<!DOCTYPE html><html>", "wrong_content", "web page"),
    ("data.csv", b'{"rows": []}', "wrong_content", "JSON"),
    ("wide.csv", "survey_id\n1\n".encode("utf-16")[:-1], "wrong_encoding", "CSV UTF-8"),
    ("zero.csv", "survey_id,rating\n1,2\0\n", "zero_byte", "UTF-16"),
    ("book.xlsx", b"PK\x03\x04" + b"\0" * 40, "damaged_file", "CSV UTF-8"),
    ("book.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 40, "wrong_extension", "CSV UTF-8"),
    ("noname", "survey_id\n1\n", "wrong_extension", ".csv"),
    (
        "mixed.csv",
        "survey_id,text\n1,Ångström\n2,Jos".encode() + b"\xe9\n",
        "wrong_encoding",
        "0xE9",
    ),
    ("twice.csv", "survey_id,rating,Rating\n1,2,3\n", "duplicate_header", "“rating”"),
    ("ragged.csv", surveys({}) + "S9,LH01\n", "ragged_rows", "Line 3 has 2 cells"),
    ("open.csv", surveys({}) + '"S9', "unclosed_quote", "line 3"),
    (
        "old_mac.csv",
        surveys(*[{}] * 50_000).replace("\n", "\r"),
        "wrong_line_end",
        "carriage return",
    ),
    ("no_date.csv", "survey_id,facility_id\n1,LH01\n", "missing_column", "discharge_date"),
    ("other.csv", "weight,height\n1,2\n", "unknown_layout", "survey extract"),
]


@pytest.mark.parametrize(("name", "content", "code", "words"), FILES, ids=[f[0] for f in FILES])
def test_a_file_that_cannot_be_read_is_refused(
    workspace: Workspace, name: str, content: str | bytes, code: str, words: str
) -> None:
    report = send(workspace, content, name)
    assert report.outcome == "refused"
    assert [problem.code for problem in report.errors] == [code]
    assert words in report.errors[0].message + report.errors[0].fix
    assert report.rows.read == 0
    assert published_times(workspace) == 0


ROWS = [
    # what is wrong with the second row, column, code, words
    ({"rating": "11"}, "rating", "outside_scale", "“11”"),
    ({"nurse_listen": "Aways"}, "nurse_listen", "outside_scale", "4 (Always)"),
    ({"discharge_date": "2026-02-30"}, "discharge_date", "impossible_date", "“2026-02-30”"),
    ({"discharge_date": "06/30/2026"}, "discharge_date", "bad_date", "2026-06-30"),
    ({"discharge_date": "06/07/2026"}, "discharge_date", "ambiguous_date", "2026-07-06"),
    ({"discharge_date": TOMORROW}, "discharge_date", "future_date", "future"),
    ({"discharge_date": "1889-06-30"}, "discharge_date", "impossible_date", "1990"),
    ({"discharge_date": ""}, "discharge_date", "blank", "(blank) must not be blank"),
    ({"survey_id": " "}, "survey_id", "blank", "(blank)"),
    ({"facility_id": "LH09"}, "facility_id", "unknown_hospital", "LH01"),
    ({"unit_id": "LH01-MED-9"}, "unit_id", "unknown_unit", "LH01-MED-1"),
    ({"facility_id": "LH02"}, "unit_id", "unknown_unit", "not a unit of LH02"),
    ({"survey_status": "done"}, "survey_status", "unknown_status", "completed"),
    ({"call_button": "4"}, "call_button", "not_asked", "updated survey"),
    ({"discharge_date": "2024-12-31", "help_asap": "4"}, "help_asap", "not_asked", "legacy"),
    ({"survey_id": "x" * 201}, "survey_id", "too_long", "201 characters"),
    ({"language": "Eng\x07lish"}, "language", "control_character", "control"),
]


@pytest.mark.parametrize(
    ("change", "column", "code", "words"), ROWS, ids=[f"{r[1]}-{r[2]}" for r in ROWS]
)
def test_a_bad_row_is_named_and_keeps_its_file_out(
    registered: Workspace, change: dict[str, str], column: str, code: str, words: str
) -> None:
    report = send(registered, surveys({}, change, {}))
    assert report.outcome == "refused"
    problem = next(p for p in report.errors if p.code == code)
    assert (problem.column, problem.row, problem.count) == (column, 3, 1)
    assert words in problem.message + problem.fix
    assert "Row 3" in problem.message
    rows = report.rows
    assert (rows.read, rows.accepted, rows.rejected) == (3, 2, 1)
    assert report.errors[-1].code == "rows_rejected"
    assert published_times(registered) == 1
    assert report.rejects_file is not None
    (rejected,) = pl.read_csv(report.rejects_file, infer_schema=False).to_dicts()
    assert (rejected["row"], rejected["column"]) == ("3", column)
    assert rejected["rule"].startswith(code)
    assert rejected["fix"] == problem.fix


OTHER_KINDS = [
    (
        {"feedback_id": "F1", "facility_id": "LH01", "received_date": "2026-06-02"}
        | {"feedback_type": "rumour"},
        "feedback_type",
        "unknown_feedback_type",
    ),
    (
        {"feedback_id": "F1", "facility_id": "LH01", "received_date": "2026-06-02"}
        | {"feedback_type": "complaint", "reopened": "M"},
        "reopened",
        "outside_scale",
    ),
    (
        {"feedback_id": "F1", "facility_id": "LH01", "received_date": "2026-06-02"}
        | {"feedback_type": "complaint", "answered_date": "2026-06-01"},
        "answered_date",
        "impossible_date",
    ),
    (
        {"indicator": "no_shows", "month_of": "2026-06-01", "facility_id": "LH01"}
        | {"numerator": "-1", "denominator": "10"},
        "numerator",
        "negative",
    ),
    (
        {"indicator": "readmissions", "month_of": "2026-06-01", "facility_id": "LH01"}
        | {"numerator": "500", "denominator": "418"},
        "numerator",
        "part_above_whole",
    ),
    (
        {"indicator": "readmissions", "month_of": "2026-06-01", "facility_id": "LH01"}
        | {"numerator": "46"},
        "numerator",
        "without_denominator",
    ),
    (
        {"indicator": "staff_engagement", "month_of": "2026-06-01", "facility_id": "LH01"}
        | {"numerator": "40.5", "denominator": "80"},
        "numerator",
        "not_whole",
    ),
    (
        {"indicator": "no_shows", "month_of": "2026-06-01", "facility_id": "LH01"}
        | {"numerator": "1", "denominator": "inf"},
        "denominator",
        "not_a_number",
    ),
    (
        {"indicator": "no_shows", "month_of": "2026-06-02", "facility_id": "LH01"}
        | {"numerator": "1"},
        "month_of",
        "not_a_month",
    ),
    (
        {"contact_id": "C1", "facility_id": "LH01", "contact_date": "2026-06-02"}
        | {"channel": "phone", "response_minutes": "soon"},
        "response_minutes",
        "not_a_number",
    ),
]


@pytest.mark.parametrize(("row", "column", "code"), OTHER_KINDS, ids=[r[2] for r in OTHER_KINDS])
def test_other_extracts_have_their_rules(
    workspace: Workspace, row: dict[str, str], column: str, code: str
) -> None:
    report = send(workspace, csv_text([row]))
    assert report.outcome == "refused"
    assert (report.errors[0].column, report.errors[0].code) == (column, code)
    assert published_times(workspace) == 0


def test_advice_names_only_what_is_right(workspace: Workspace) -> None:
    row = {"feedback_id": "F1", "facility_id": "LH01", "received_date": "2026-06-02"}
    report = send(workspace, csv_text([row | {"feedback_type": "praise", "reopened": "perhaps"}]))
    advice = {problem.column: problem.fix for problem in report.errors}
    assert advice["feedback_type"] == "Use one of comment, complaint, compliment."
    assert advice["reopened"] == "Use one of 1 (yes), 0 (no), or leave it blank."
    assert (report.errors[-1].code, report.errors[-1].count) == ("no_good_row", 1)


def test_a_name_that_is_no_text_is_told(workspace: Workspace, tmp_path: Path) -> None:
    report = ingest_file(workspace, tmp_path / "extract\udcff.csv")
    assert [problem.code for problem in report.errors] == ["cannot_open"]
    assert report.file.endswith(".csv")
    report.file.encode()


def test_a_missing_file_and_a_folder_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.csv", "no_such_file"), (tmp_path, "not_a_file")):
        report = ingest_file(workspace, path)
        assert report.outcome == "refused"
        assert [problem.code for problem in report.problems] == [code]


def test_a_file_of_gigabytes_is_refused_at_once(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)
    report = ingest_file(workspace, path)
    assert report.errors[0].code == "file_too_large"
    assert "3,072 MB" in report.errors[0].message
    assert "Parquet" in report.errors[0].fix


KILLED = [
    replace(DEFAULT_LIMITS, child_memory_bytes=64 * 1024 * 1024),
    replace(DEFAULT_LIMITS, child_wall_seconds=0),
]


@pytest.mark.parametrize("limits", KILLED, ids=["memory", "time"])
def test_a_reader_that_dies_refuses_the_file(workspace: Workspace, limits: Limits) -> None:
    report = send(workspace, surveys({}), limits=limits)
    assert [problem.code for problem in report.errors] == ["unreadable_file"]
    assert list(workspace.staging_dir.iterdir()) == []


def test_every_fault_of_a_file_is_told_at_once(registered: Workspace) -> None:
    report = send(
        registered,
        surveys({"rating": "11"}, {"rating": "12", "discharge_date": "soon"}, {"rating": "13"}),
    )
    found = [(p.column, p.code, p.row, p.count) for p in report.errors]
    assert ("rating", "outside_scale", 2, 3) in found
    assert ("discharge_date", "bad_date", 3, 1) in found
    assert report.errors[-1].code == "no_good_row"
    assert report.rejects_file is not None
    second = pl.read_csv(report.rejects_file, infer_schema=False).row(1, named=True)
    assert second["column"] == "discharge_date; rating"
    assert second["value"] == "soon; 12"
    assert add_up(report)


def test_rows_that_contradict_each_other_are_all_rejected(registered: Workspace) -> None:
    text = surveys({}, {"survey_id": "S1", "rating": "2"}, {}, {"survey_id": "S3"})
    report = send(registered, text)
    assert (report.rows.accepted, report.rows.rejected, report.rows.duplicate) == (1, 2, 1)
    problem = report.errors[0]
    assert (problem.code, problem.column, problem.row) == ("conflicting", "survey_id", 2)
    assert problem.count == 2
