"""Does a good file become one publication, once, and say what it changed?"""

from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.report import IngestReport, KpiChange
from cxboard.ingest.staging import room, sweep
from cxboard.storage.publications import current
from cxboard.storage.switching import undo
from cxboard.storage.verify import verify
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import (
    SAMPLES,
    add_up,
    csv_text,
    published_times,
    sample,
    send,
    send_sample,
    surveys,
)

OWN = ("organisation", "survey", "contact", "feedback", "indicator")
JSON_FIELDS = {"upload_id", "file", "sha256", "kind", "outcome", "rows", "periods", "publication"}
JSON_FIELDS |= {"rejects_file", "problems", "kpi_changes"}


def stored(workspace: Workspace, kind: Kind, *columns: str) -> list[tuple[object, ...]]:
    """Return what readers see, sorted."""
    frame = read_visible(workspace, current(workspace.ledger), kind, columns)
    return frame.sort(columns[0]).rows()


def test_the_samples_are_taken_in_without_a_word(workspace: Workspace) -> None:
    for kind in OWN:
        report = send_sample(workspace, f"{kind}.csv")
        assert report.outcome == "published", report.problems
        assert report.problems == ()
        assert report.kind == kind
        lines = sample(f"{kind}.csv").read_text(encoding="utf-8").count("\n") - 1
        assert report.rows.accepted == report.rows.read == lines
    assert report.periods == ("2026-06", "2026-07", "2026-08", "2026-09")
    assert verify(workspace) == []
    assert list(workspace.staging_dir.iterdir()) == []


def test_the_receipt_is_the_documented_one(registered: Workspace) -> None:
    report = send(registered, surveys({"rating": "8"}), by="an analyst")
    document = report.as_json()
    assert document.keys() == JSON_FIELDS
    assert document["rows"] == {
        "read": 1,
        "accepted": 1,
        "rejected": 0,
        "duplicate": 0,
        "unchanged": 0,
        "restated": 0,
    }
    assert document["periods"] == ["2026-06"]
    assert document["publication"] == "p00002"
    assert document["file"] == "extract.csv"
    assert document["kind"] == "survey"
    assert document["rejects_file"] is None


def test_the_same_file_twice_changes_nothing_and_says_when_it_came(registered: Workspace) -> None:
    first = send(registered, surveys({}, {}), by="Ada")
    again = send(registered, surveys({}, {}), name="renamed.csv")
    assert again.outcome == "unchanged"
    assert (again.rows.read, again.rows.unchanged) == (2, 2)
    assert again.publication == first.publication
    assert again.periods == first.periods
    assert "by Ada as “extract.csv”" in again.problems[0].message
    assert published_times(registered) == 2


def test_other_bytes_with_the_same_rows_change_nothing(registered: Workspace) -> None:
    send(registered, surveys({}, {}))
    again = send(registered, surveys({}, {}).replace("\n", "\r\n"))
    assert again.outcome == "unchanged"
    assert (again.rows.unchanged, again.rows.accepted) == (2, 0)
    assert published_times(registered) == 2


def test_a_corrected_file_restates_its_own_rows_only(registered: Workspace) -> None:
    send(registered, surveys({"rating": "1"}, {"rating": "2"}))
    report = send(registered, surveys({"rating": "1"}, {"rating": "9"}, {"rating": "3"}))
    rows = report.rows
    assert (rows.read, rows.accepted, rows.unchanged, rows.restated) == (3, 2, 1, 1)
    ratings = stored(registered, Kind.SURVEY, "survey_id", "rating")
    assert ratings == [("S1", 1), ("S2", 9), ("S3", 3)]


def test_an_undone_file_can_be_sent_again(registered: Workspace) -> None:
    first = send(registered, surveys({}, {}))
    assert first.upload_id is not None
    undo(registered, first.upload_id, "Ada")
    assert stored(registered, Kind.SURVEY, "survey_id") == []
    again = send(registered, surveys({}, {}))
    assert again.outcome == "published"
    assert again.problems[0].code == "published_again"
    assert again.rows == first.rows
    assert [key for (key,) in stored(registered, Kind.SURVEY, "survey_id")] == ["S1", "S2"]
    assert verify(registered) == []


def test_a_dry_run_tells_the_same_and_changes_nothing(registered: Workspace) -> None:
    send(registered, surveys({"rating": "1"}))
    told = send(registered, surveys({"rating": "2"}, {}), dry_run=True)
    assert told.outcome == "dry_run"
    assert told.publication is None
    assert published_times(registered) == 2
    done = send(registered, surveys({"rating": "2"}, {}))
    assert done.rows == told.rows
    assert done.outcome == "published"


def test_good_rows_go_alone_only_when_asked(registered: Workspace) -> None:
    text = surveys({}, {"rating": "11"}, {})
    assert send(registered, text).outcome == "refused"
    report = send(registered, text, accept_partial=True)
    assert report.outcome == "published"
    assert (report.rows.accepted, report.rows.rejected) == (2, 1)
    assert [key for (key,) in stored(registered, Kind.SURVEY, "survey_id")] == ["S1", "S3"]
    assert report.rejects_file is not None


def test_all_rows_bad_is_refused_even_when_asked(registered: Workspace) -> None:
    report = send(registered, surveys({"rating": "11"}), accept_partial=True)
    assert report.outcome == "refused"
    assert report.errors[-1].code == "no_good_row"
    assert published_times(registered) == 1


def test_a_row_repeated_word_for_word_counts_once(registered: Workspace) -> None:
    report = send(registered, surveys({}, {"survey_id": "S1"}, {}))
    assert report.outcome == "published"
    assert (report.rows.accepted, report.rows.duplicate) == (2, 1)


FORMS = [
    ("semicolons", surveys({"rating": "7"}).replace(",", ";").encode()),
    ("tabs", surveys({"rating": "7"}).replace(",", "\t").encode()),
    ("mark before UTF-8", b"\xef\xbb\xbf" + surveys({"rating": "7"}).encode()),
    ("Windows line ends", surveys({"rating": "7"}).replace("\n", "\r\n").encode()),
    ("no last line end", surveys({"rating": "7"}).rstrip("\n").encode()),
    ("spreadsheet numbers", surveys({"rating": "7.0"}).encode()),
    ("capital headers", surveys({"rating": "7"}).replace("rating", " Rating ").encode()),
    ("quoted", surveys({"rating": '"7"'}).encode()),
]


@pytest.mark.parametrize("content", [form[1] for form in FORMS], ids=[form[0] for form in FORMS])
def test_every_honest_form_of_a_file_reads_alike(registered: Workspace, content: bytes) -> None:
    report = send(registered, content)
    assert report.outcome == "published", report.problems
    columns = ("survey_id", "rating", "discharge_date", "unit_id")
    assert stored(registered, Kind.SURVEY, *columns) == [("S1", 7, date(2026, 6, 30), "LH01-MED-1")]


def test_parquet_reads_as_csv_does(registered: Workspace) -> None:
    frame = pl.DataFrame(
        {
            "survey_id": ["S1", "S2"],
            "facility_id": ["LH01", "LH01"],
            "discharge_date": [date(2026, 6, 30), date(2026, 7, 1)],
            "rating": [9.0, None],
            "nurse_listen": pl.Series(["4", "M"], dtype=pl.Categorical),
        }
    ).with_columns(pl.col("discharge_date").cast(pl.Datetime))
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    report = send(registered, buffer.getvalue(), "extract.parquet")
    assert report.outcome == "published", report.problems
    rows = stored(registered, Kind.SURVEY, "survey_id", "discharge_date", "rating", "nurse_listen")
    assert rows == [("S1", date(2026, 6, 30), 9, 4), ("S2", date(2026, 7, 1), None, -1)]


def test_what_a_file_leaves_out_is_filled_as_documented(registered: Workspace) -> None:
    report = send(registered, surveys({"call_button": "M"}, {"service_line": "Surgery"}))
    assert report.outcome == "published"
    columns = ("survey_id", "survey_status", "service_line", "call_button", "help_asap")
    assert stored(registered, Kind.SURVEY, *columns) == [
        ("S1", "completed", "Medicine", None, None),
        ("S2", "completed", "Surgery", None, None),
    ]


def test_columns_of_no_layout_are_not_stored_anywhere(registered: Workspace) -> None:
    text = surveys({"ssn": "123-45-6789", "rating": "11"}, {"ssn": "123-45-6789"})
    report = send(registered, text, accept_partial=True)
    assert "“ssn”" in report.problems[-1].message
    for path in registered.data_dir.rglob("*"):
        if path.is_file():
            assert b"123-45-6789" not in path.read_bytes(), path


def test_warnings_keep_no_row_out(registered: Workspace) -> None:
    report = send(registered, surveys({"channel": "fax", "bath_screen": "2", "bath_help": "4"}))
    assert report.outcome == "published"
    found = {(p.severity, p.code, p.column, p.row) for p in report.problems}
    assert found == {
        ("warning", "unknown_channel", "channel", 2),
        ("warning", "skipped_but_answered", "bath_help", 2),
    }


def test_without_a_register_places_are_taken_as_found(workspace: Workspace) -> None:
    report = send(workspace, surveys({"facility_id": "ANY"}))
    assert report.outcome == "published"
    assert [problem.code for problem in report.problems] == ["no_register"]


def test_money_may_be_lost(registered: Workspace) -> None:
    row = {"indicator": "operating_margin", "month_of": "2026-06-01", "facility_id": "LH01"}
    report = send(registered, csv_text([row | {"numerator": "-5.5", "denominator": "100"}]))
    assert report.outcome == "published"
    assert stored(registered, Kind.INDICATOR, "indicator", "numerator") == [
        ("operating_margin", -5.5)
    ]


def test_the_caller_tells_how_the_measures_change(registered: Workspace) -> None:
    asked = []

    def changes(before: object, after: object) -> list[tuple[str, float | None, float | None]]:
        asked.append((before, after))
        return [("overall_rating", None, 100.0)]

    expected = (KpiChange(measure="overall_rating", before=None, after=100.0),)
    told = send(registered, surveys({}), dry_run=True, kpi_changes=changes)
    done = send(registered, surveys({}), kpi_changes=changes)
    again = send(registered, surveys({}), kpi_changes=changes)
    assert told.kpi_changes == done.kpi_changes == expected
    assert again.kpi_changes == ()
    assert len(asked) == 2


def test_rows_arrive_in_one_order_whatever_the_file_has(registered: Workspace) -> None:
    a, b = {"survey_id": "A", "discharge_date": "2026-07-01"}, {"survey_id": "B"}
    report = send(registered, surveys(a, b), dry_run=True)
    other = send(registered, surveys(b, a), dry_run=True)
    assert report.rows == other.rows
    assert report.periods == other.periods == ("2026-06", "2026-07")


def test_folders_of_killed_runs_are_swept_and_living_ones_are_not(workspace: Workspace) -> None:
    dead = workspace.staging_dir / "ingest-dead"
    dead.mkdir()
    with room(workspace.staging_dir) as living:
        sweep(workspace.staging_dir)
        assert living.is_dir()
        assert not dead.exists()
    assert list(workspace.staging_dir.iterdir()) == []


def test_every_receipt_adds_up(registered: Workspace) -> None:
    text = surveys({}, {"survey_id": "S1"}, {"rating": "11"}, {"survey_id": "S4"})
    reports: list[IngestReport] = [
        send(registered, text),
        send(registered, text, accept_partial=True),
        send(registered, text),
    ]
    assert all(add_up(report) for report in reports)
    assert [report.rows.read for report in reports] == [4, 4, 4]


def test_samples_are_all_there() -> None:
    names = {path.name for path in SAMPLES.iterdir()}
    assert names >= {f"{kind}.csv" for kind in OWN}
