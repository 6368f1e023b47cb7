"""Is every hostile or mistaken file refused in words, with nothing published and nothing left?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cxboard.cli import main
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import published_times, send, surveys
from tests.ingest.hostile import HOSTILE, ROWS, TWO, Hostile
from tests.ingest.workbooks import workbook
from tests.warm import warm_reader


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, warm_reader(patch):
        yield


@pytest.mark.parametrize("hostile", HOSTILE, ids=[one.name for one in HOSTILE])
def test_a_hostile_file_is_refused_in_words(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], hostile: Hostile
) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.content)
    code = main(["ingest", str(path), "--json", "--data-dir", str(workspace.data_dir)])
    answer = json.loads(capsys.readouterr().out)
    first = answer["problems"][0]
    assert (code, answer["outcome"], first["code"]) == (3, "refused", hostile.code)
    assert hostile.words in f"{first['message']} {first['fix']}"
    assert first["row"] == hostile.row or hostile.row is None
    assert published_times(workspace) == 0
    assert list(workspace.staging_dir.iterdir()) == []
    assert list(workspace.rejects_dir.iterdir()) == []


NAMES = (
    "extract[1].csv",
    "extract*.csv",
    "a?b.csv",
    "it's.csv",
    "-rf.csv",
    "e{1}.csv",
    "né #%.csv",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name_and_no_pattern(registered: Workspace, name: str) -> None:
    (registered.data_dir.parent / "extract1.csv").write_text(surveys({"rating": "1"}))
    report = send(registered, TWO, name)
    assert (report.outcome, report.rows.accepted) == ("published", 2), report.problems
    shown = read_visible(registered, current(registered.ledger), Kind.SURVEY, ("rating",))
    assert sorted(shown["rating"]) == [7, 9]


@pytest.mark.parametrize(
    "name", ["two\nlines.csv", "a\x1b[2Jb.csv", "\u202etxt.csv", "x" * 200 + ".csv"]
)
def test_a_name_is_shown_without_what_a_terminal_would_obey(
    registered: Workspace, name: str
) -> None:
    report = send(registered, TWO, name)
    assert report.outcome == "published"
    assert report.file.isprintable()
    assert len(report.file) <= 120


def test_what_is_no_file_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    (tmp_path / "folder.csv").mkdir()
    expected = {
        "pipe.csv": "not_a_file",
        "loop.csv": "cannot_open",
        "gone.csv": "no_such_file",
        "folder.csv": "not_a_file",
        "x" * 10_000 + ".csv": "cannot_open",
        "nul\0.csv": "cannot_open",
    }
    found = {name: ingest_file(workspace, tmp_path / name).errors[0].code for name in expected}
    assert found == expected


def test_a_link_to_a_file_is_that_file(registered: Workspace, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(TWO)
    (tmp_path / "link.csv").symlink_to(tmp_path / "own.csv")
    assert ingest_file(registered, tmp_path / "link.csv").outcome == "published"


STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    b'<borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
    b'<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def dated(serial: int, *, mode_1904: bool = False) -> bytes:
    """Return a workbook whose day is a number, shown as a day."""
    rows = [ROWS[0], [*ROWS[1][:3], f'<c r="D2" s="1"><v>{serial}</v></c>', *ROWS[1][4:]]]
    whole = workbook({"Data": rows}, extra={"xl/styles.xml": STYLES})
    if not mode_1904:
        return whole
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http:'
        '//schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/>'
        '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    extra = {"xl/styles.xml": STYLES, "xl/workbook.xml": book.encode()}
    return workbook({"Data": rows}, extra=extra)


@pytest.mark.parametrize(("serial", "mode_1904"), [(46203, False), (44741, True)])
def test_days_of_both_calendars_of_excel_are_read(
    registered: Workspace, serial: int, mode_1904: bool
) -> None:
    report = send(registered, dated(serial, mode_1904=mode_1904), "days.xlsx")
    assert report.outcome == "published", report.problems
    shown = read_visible(registered, current(registered.ledger), Kind.SURVEY, ("discharge_date",))
    assert shown["discharge_date"].to_list() == [date(2026, 6, 30)]


@pytest.mark.parametrize("serial", [60, 1, 0, 2_958_466])
def test_a_day_that_never_was_is_refused(registered: Workspace, serial: int) -> None:
    report = send(registered, dated(serial), "days.xlsx")
    assert report.outcome == "refused"
    assert report.errors[0].column == "discharge_date"


def test_a_number_where_a_day_belongs_is_explained(registered: Workspace) -> None:
    report = send(registered, surveys({}, {"discharge_date": "46203"}))
    assert report.errors[0].code == "bad_date"
    assert "2026-06-30" in report.errors[0].fix


def test_ids_that_only_look_alike_are_told_apart(registered: Workspace) -> None:
    report = send(registered, surveys({}, {"survey_id": "S1\u200b"}, {"survey_id": "S\u202e3"}))
    assert report.outcome == "refused"
    assert (report.errors[0].code, report.errors[0].count) == ("control_character", 2)


def test_a_message_repeats_no_command_of_a_terminal(registered: Workspace) -> None:
    report = send(registered, surveys({"rating": "\x1b[2J9"}, {"rating": "8" * 60_000}))
    assert all(p.message.isprintable() and len(p.message) <= 1_000 for p in report.problems)
