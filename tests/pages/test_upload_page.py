"""Can an analyst hand in an extract, see what it changes, publish it, and be told what is wrong?"""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxboard.access.users import Role
from cxboard.ingest.progress import Progress
from cxboard.results.history import history
from cxboard.storage.folders import PROJECT
from cxboard.storage.steps import Step
from cxboard.storage.workspace import Workspace
from tests.ingest.workbooks import workbook
from tests.pages.opening import markup, page_at

SAMPLES = PROJECT / "data" / "samples"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def hand_in(running: AppTest, name: str, content: bytes) -> AppTest:
    """Give a file to the page and wait for its check to come to its end."""
    running.file_uploader[0].upload(name, content, "text/csv").run()
    return settled(running)


def settled(running: AppTest) -> AppTest:
    for thread in threading.enumerate():
        if thread.name == "ingest":
            thread.join(60)
    return running.run()


def press(running: AppTest, label: str) -> AppTest:
    (button,) = [each for each in running.button if each.label.startswith(label)]
    button.click().run()
    return settled(running)


def keep_as(running: AppTest, source: str, **constants: str) -> AppTest:
    """Say what no column says, name the source, and have the file checked as one of it."""
    for column, word in constants.items():
        (asked,) = [each for each in running.text_input if each.key == f"constant_{column}"]
        asked.input(word)
    (name,) = [each for each in running.text_input if each.label.startswith("Name of this source")]
    name.input(source)
    return press(running, "Keep this and check again")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the page of an analyst over a lake with nothing in it."""
    return page_at("upload", tmp_path, monkeypatch, role=Role.ANALYST)


def test_a_file_is_checked_shown_published_and_listed(desk: AppTest, tmp_path: Path) -> None:
    desk = hand_in(desk, "organisation.csv", (SAMPLES / "organisation.csv").read_bytes())
    assert "organisation.csv can be published" in markup(desk)
    assert not history(Workspace.open(tmp_path)), "a check publishes nothing"

    desk = press(desk, "Publish ")
    assert "organisation.csv is published: readers now see p00001." in markup(desk)
    (row,) = history(Workspace.open(tmp_path))
    assert row.record.by == "somebody"
    assert f"upload={row.record.upload_id}" in markup(desk)

    desk = press(desk, "Put the file away")
    assert "Hand in an extract" in markup(desk)
    assert not list((tmp_path / "desks").glob("*/*"))


def test_rejected_rows_are_named_and_left_out_only_on_purpose(
    desk: AppTest, tmp_path: Path
) -> None:
    head, *rows = (SAMPLES / "contact.csv").read_text().splitlines()
    broken = rows[0].replace(rows[0].split(",")[0], "broken-1", 1).split(",")
    broken[head.split(",").index("satisfaction")] = "77"
    text = "\n".join([head, *rows, ",".join(broken)])
    desk = hand_in(desk, "contact.csv", text.encode())
    shown = markup(desk)
    assert f"1 of {len(rows) + 1} rows of contact.csv does not pass the checks" in shown
    assert "77" in shown
    assert "What it would change" in shown
    assert "/rejects/" not in shown, "where the server keeps its files is nobody's business"
    desk = press(desk, f"Publish the {len(rows)} good rows, leave 1 out")
    assert "contact.csv is published" in markup(desk)
    (row,) = history(Workspace.open(tmp_path))
    assert row.record.counts["rejected"] == 1


def test_what_is_no_extract_is_refused_in_words(desk: AppTest, tmp_path: Path) -> None:
    desk = hand_in(desk, "notes.csv", b"\x00\x01\x02 not a table")
    assert "notes.csv cannot be published as it is." in markup(desk)
    assert "What to do" in markup(desk)
    assert not [button for button in desk.button if button.label.startswith("Publish")]


@pytest.mark.parametrize(
    ("written", "told", "option"),
    [
        ("03/04/2026", "can be read in more than one way", "day/month/year: 3 Apr 2026"),
        ("46115", "numbers and no days", "Excel’s day numbers: 3 Apr 2026"),
    ],
)
def test_days_that_nothing_decides_are_asked_for_and_never_guessed(
    desk: AppTest, written: str, told: str, option: str
) -> None:
    head, row, *_ = (SAMPLES / "contact.csv").read_text().splitlines()
    names, cells = head.split(","), row.split(",")
    cells[names.index("contact_date")] = written
    desk = hand_in(desk, "contact.csv", "\n".join([head, ",".join(cells)]).encode())
    assert told in markup(desk)
    (style,) = [each for each in desk.selectbox if each.key == "days_contact_date"]
    assert style.value is None, "nothing is chosen beforehand"
    assert style.options[0] == option
    style.select(style.options[0])
    desk = press(desk, "Read the days so")
    assert "contact.csv can be published" in markup(desk)
    assert "Apr 2026" in markup(desk)


def test_decimals_that_nothing_decides_are_asked_for_and_never_guessed(desk: AppTest) -> None:
    head, row, *_ = (SAMPLES / "contact.csv").read_text().splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True)) | {"response_minutes": "1.695"}
    desk = hand_in(desk, "contact.csv", "\n".join([head, ",".join(cells.values())]).encode())
    assert "“1.695” is 1.695 (decimal point) or 1695 (decimal comma)" in markup(desk)
    (sign,) = [each for each in desk.selectbox if each.key == "decimals_response_minutes"]
    assert sign.value is None, "nothing is chosen beforehand"
    assert sign.options == ["decimal point: 1.695", "decimal comma: 1695"]
    desk = press(desk, "Read the numbers so")
    assert "contact.csv leaves open how its numbers are written" in markup(desk)
    (sign,) = [each for each in desk.selectbox if each.key == "decimals_response_minutes"]
    sign.select("decimal comma: 1695")
    desk = press(desk, "Read the numbers so")
    assert "contact.csv can be published" in markup(desk)
    assert "have a decimal comma and were read so" in markup(desk)


def test_how_a_file_is_read_can_be_said(desk: AppTest) -> None:
    """Letters that no byte decides are asked for; a line of names is overruled like the header."""
    head, row, *_ = (SAMPLES / "contact.csv").read_text().splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True)) | {"language": "Español"}
    rows = "\n".join([head, ",".join(cells.values())])
    desk = hand_in(desk, "contact.csv", rows.encode("mac-roman"))
    assert "as Mac Roman “Español”" in markup(desk)
    (encoding,) = [each for each in desk.selectbox if each.placeholder == "Choose one"]
    assert encoding.value is None, "nothing is chosen beforehand"
    encoding.select("Mac Roman")
    desk = press(desk, "Read the letters so")
    assert "contact.csv can be published" in markup(desk)
    (again,) = [each for each in desk.selectbox if each.label == "Encoding"]
    assert again.value == "mac-roman"

    (names,) = [each for each in desk.selectbox if each.label == "Lines of more names below it"]
    names.select(1)
    desk = press(desk, "Check again")
    assert "contact.csv cannot be published" in markup(desk)
    assert "The file has column names and no rows." in markup(desk)


def test_which_sheet_is_meant_is_asked_by_its_name(desk: AppTest) -> None:
    rows = [line.split(",") for line in (SAMPLES / "contact.csv").read_text().splitlines()]
    desk = hand_in(desk, "calls.xlsx", workbook({"Calls of May": rows, "Calls|June": rows[:2]}))
    (sheet,) = [each for each in desk.selectbox if each.label == "Sheet"]
    assert sheet.options == ["Calls of May", "Calls|June"]
    assert sheet.value is None, "nothing is chosen beforehand"
    sheet.select("Calls|June")
    desk = press(desk, "Read this sheet")
    assert "calls.xlsx can be published: 1 row" in markup(desk)


def test_a_column_that_numbers_people_is_dropped_on_the_page(desk: AppTest) -> None:
    head, *rows = (SAMPLES / "contact.csv").read_text().splitlines()
    question = f"{'Please tell us ' * 20}by which number the hospital knows you"
    more = (f"{row},MRN 10000{n}" for n, row in enumerate(rows))
    text = "\n".join([f"{head},{question}", *more])
    desk = hand_in(desk, "contact.csv", text.encode())
    assert "seems to hold" in markup(desk)
    assert "--drop" not in markup(desk), "options are of the command line"
    desk = press(desk, "Drop this column and check again")
    assert "contact.csv can be published" in markup(desk)


FOREIGN = (
    "Ticket ID,Site,Created,Media Type,Reason,CSAT,Caller Name\n"
    "T{month}-1,LH01,2026-{month}-08,Telephone,billing and financial support,4,Ann Lee\n"
    "T{month}-2,LH01,2026-{month}-09,E-Mail,complaint resolution,2,Bo Ray\n"
)


def test_a_foreign_file_is_matched_once_and_next_month_needs_no_word(
    desk: AppTest, tmp_path: Path
) -> None:
    desk = hand_in(desk, "calls-08.csv", FOREIGN.format(month="08").encode())
    assert "Match the columns" in markup(desk)
    chosen = {each.key: each.value for each in desk.selectbox if each.key}
    assert chosen["match_kind"] == "contact"
    assert chosen["match_contact_id"] == "Ticket ID"
    assert chosen["match_channel"] == "Media Type"
    (dropped,) = [each for each in desk.multiselect if each.key == "match_drop"]
    assert dropped.value == ["Caller Name"]
    desk = keep_as(desk, "Call centre monthly")
    assert "calls-08.csv can be published: 2 rows" in markup(desk)
    desk = press(desk, "Publish ")
    desk = press(desk, "Put the file away")

    desk = hand_in(desk, "calls-09.csv", FOREIGN.format(month="09").encode())
    assert "calls-09.csv can be published: 2 rows" in markup(desk)
    press(desk, "Publish ")
    assert len(history(Workspace.open(tmp_path))) == 2
    lake = b"".join(path.read_bytes() for path in tmp_path.rglob("*.parquet"))
    assert b"Ann Lee" not in lake


def test_words_that_nobody_knows_are_asked_for_under_our_own_column_names(desk: AppTest) -> None:
    head = "survey_id,facility_id,discharge_date,nurse_listen\n"
    rows = "S1,LH01,2026-06-30,Immer\nS2,LH01,2026-06-29,Nie\nS3,LH01,2026-06-28,Always\n"
    desk = hand_in(desk, "surveys.csv", (head + rows).encode())
    assert "answered in words that CX Board has no codes for: “Immer”, “Nie”" in markup(desk)
    asked = {each.label: each for each in desk.selectbox}
    assert asked["“Always”"].value == "4"
    asked["“Immer”"].select("4")
    asked["“Nie”"].select("1")
    desk = keep_as(desk, "Survey in German")
    assert "surveys.csv can be published: 3 rows" in markup(desk)


def test_a_vendors_nps_file_gets_its_hospital_and_channel_on_the_page(
    desk: AppTest, tmp_path: Path
) -> None:
    rows = "".join(f"2026-08-{n + 1:02},{11037 + n},{n % 11}\n" for n in range(25))
    desk = hand_in(desk, "nps_email.csv", f"response_date,user_id,nps_rating\n{rows}".encode())
    desk = keep_as(desk, "NPS by e-mail", facility_id="LH01", channel="email")
    assert "nps_email.csv can be published: 25 rows" in markup(desk)
    press(desk, "Publish ")
    (row,) = history(Workspace.open(tmp_path))
    assert (row.record.kind, row.record.counts["accepted"]) == ("contact", 25)

    desk = press(desk, "Put the file away")
    again = f"response_date,user_id,nps_rating\n{rows}".replace("110", "220").encode()
    desk = hand_in(desk, "nps_web.csv", again)
    (source,) = [each for each in desk.selectbox if each.label == "Source"]
    source.select("another: match its columns")
    assert "Match the columns" in markup(press(desk, "Check again"))


def test_a_month_typed_for_one_file_is_asked_for_again_with_the_next(desk: AppTest) -> None:
    text = "Trust code,numerator,denominator\nLH01,90,{total}\n"
    desk = hand_in(desk, "october.csv", text.format(total=100).encode())
    desk = keep_as(desk, "FFT", indicator="fft_positive", month_of="2026-10-01")
    assert "october.csv can be published" in markup(desk)
    desk = press(press(desk, "Publish "), "Put the file away")
    desk = hand_in(desk, "november.csv", text.format(total=120).encode())
    assert "Which day or month is this file of?" in markup(desk)
    (day,) = [each for each in desk.date_input if each.key == "day_of_file_month_of"]
    day.set_value(date(2026, 11, 17))
    (button,) = [each for each in desk.button if each.form_id == "cx-day-of-file"]
    button.click().run()
    assert "november.csv can be published" in markup(settled(desk))
    assert "Nov 2026" in markup(desk)


@pytest.mark.parametrize("publishes", [False, True])
def test_a_running_file_shows_its_step_and_can_be_cancelled(
    desk: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, publishes: bool
) -> None:
    """The ingest waits at a step until the page has shown it and the button is pressed."""
    content = (SAMPLES / "organisation.csv").read_bytes()
    if publishes:
        desk = hand_in(desk, "organisation.csv", content)
    begun, go_on, begin = threading.Event(), threading.Event(), Progress.begin

    def waiting(progress: Progress, step: Step) -> None:
        begin(progress, step)
        if step is Step.COMPARE:
            begun.set()
            assert go_on.wait(60)

    monkeypatch.setattr(Progress, "begin", waiting)
    if publishes:
        (button,) = [each for each in desk.button if each.label.startswith("Publish ")]
        button.click().run()
    else:
        desk.file_uploader[0].upload("organisation.csv", content, "text/csv").run()
    assert begun.wait(60)
    desk.run()
    assert any(Step.COMPARE.value in each.value for each in desk.info)
    (button,) = [each for each in desk.button if each.label == "Cancel"]
    button.click().run()
    go_on.set()
    desk = settled(desk)
    expected = "organisation.csv can be published" if publishes else "Hand in an extract"
    assert expected in markup(desk)
    assert not history(Workspace.open(tmp_path))
    assert bool(list((tmp_path / "desks").glob("*/*"))) is publishes


def test_a_reader_is_told_who_may_upload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = page_at("upload", tmp_path, monkeypatch, role=Role.EXECUTIVE)
    assert not running.file_uploader
    assert any("you are signed in to read" in caption.value for caption in running.caption)


def test_a_file_that_the_page_refuses_is_in_the_history(
    desk: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(desk, "broken.csv", b"survey_id,rating\nS1,9,9\n")
    shown = page_at("history", tmp_path, monkeypatch)
    (log,) = [each.value for each in shown.dataframe]
    assert (list(log["File"]), list(log["By"])) == (["broken.csv"], ["somebody"])
    assert "3 cells" in log["Why"][0]
