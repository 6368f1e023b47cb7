"""`cxboard stars`: CMS’s own star ratings from its hospital files of any shape."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cxboard.ingest.dialect import plain_name
from tests.command_line.conftest import Answer
from tests.command_line.published_files import (
    EIGHT,
    LEGACY_STEMS,
    STAR_HEADER,
    STEMS,
    csv_text,
    real,
    star_rows,
    vbp_header,
    vbp_row,
)

SCORED = dict.fromkeys(STEMS, ("4", "91"))


def stars_file(*rows: list[object]) -> str:
    return csv_text([STAR_HEADER, *rows])


def test_stars_are_computed_and_say_where_they_come_from(send: Answer) -> None:
    scores = SCORED | {"H_CLEAN": ("3", None), "H_COMP_1": ("4", "92"), "H_COMP_2": ("5", "95")}
    document = send("stars", stars_file(*star_rows("10021F", scores, summary="4")))
    row = document["rows"][0]
    assert row["facility_id"] == "10021F"
    assert row["measure_stars"]["nurse_communication"] == 4
    assert row["measure_stars"]["doctor_communication"] == 5
    assert row["measure_stars"]["cleanliness"] == 3
    assert row["sources"]["cleanliness"] == "as published"
    assert row["sources"]["doctor_communication"] == "cut points"
    assert (row["summary"], row["published_summary"]) == (5, 4)
    assert row["summary_form"] == "six inputs (transition)"
    assert document["cut_points"][0]["status"] == "derived"
    assert document["compared"] == {"published_summaries": 1, "equal": 0}


def test_an_older_release_has_eight_inputs_and_its_own_cut_points(send: Answer) -> None:
    rows = star_rows("010001", dict.fromkeys(LEGACY_STEMS, ("3", "80")), summary="2",
                     first="01/01/2024", last="12/31/2024")  # fmt: skip
    row = send("stars", stars_file(*rows))["rows"][0]
    assert row["measure_stars"] == {
        "nurse_communication": 1, "doctor_communication": 1, "medicine_communication": 4,
        "discharge_information": 2, "responsiveness": 2, "care_transition": 3, "cleanliness": 2,
        "quietness": 3, "overall_rating": 1, "recommend_hospital": 2,
    }  # fmt: skip
    assert row["summary_mean"] == pytest.approx((1 + 1 + 4 + 2 + 2 + 3 + 2.5 + 1.5) / 8)
    assert (row["summary"], row["start_date"]) == (2, "2024-01-01")


def test_pain_management_of_older_releases_is_the_ninth_input(send: Answer) -> None:
    scores = dict.fromkeys(LEGACY_STEMS, ("3", None)) | {"H_COMP_4": ("5", None)}
    rows = star_rows("010001", scores, summary="3", first="04/01/2015", last="03/31/2016")
    row = send("stars", stars_file(*rows))["rows"][0]
    assert row["summary_form"].startswith("nine inputs")
    assert row["summary_mean"] == pytest.approx((8 * 3 + 5) / 9)
    assert row["measure_stars"]["H_COMP_4"] == 5


@pytest.mark.parametrize(
    ("completed", "star"),
    [(99, None), (100, 4), ("Not Available", 4), ("Fewer than 100", None), ("300 or more", 4),
     ("Between 100 and 299", 4), ("1,204", 4)],
)  # fmt: skip
def test_a_hundred_completed_surveys_make_a_star(
    send: Answer, completed: object, star: int | None
) -> None:
    rows = star_rows("010001", SCORED, completed=completed)
    assert send("stars", stars_file(*rows))["rows"][0]["summary"] == star


def test_a_withheld_star_stays_withheld_with_its_footnotes_in_words(send: Answer) -> None:
    scores = dict.fromkeys(STEMS, ("Not Available", "Not Available"))
    rows = star_rows("010001", scores, summary="Not Available", footnote="5, 24",
                     completed="Not Available")  # fmt: skip
    row = send("stars", stars_file(*rows))["rows"][0]
    assert set(row["measure_stars"].values()) == {None}
    assert (row["summary"], row["published_summary"]) == (None, None)
    assert len(row["footnotes"]) == 2
    assert "Not available for this reporting period." in row["footnotes"]
    assert row["reason"].startswith("No star for")


def test_the_updated_survey_has_no_summary_until_its_form_is_confirmed(send: Answer) -> None:
    rows = star_rows("010001", SCORED | {"H_COMP_8": ("4", "88")},
                     first="01/01/2025", last="12/31/2025")  # fmt: skip
    row = send("stars", stars_file(*rows))["rows"][0]
    assert row["summary"] is None
    assert "not published" in row["reason"]
    assert row["measure_stars"]["H_COMP_8"] == 4
    document = send("stars", stars_file(*rows), "--provisional")
    assert "our proposal" in document["notes"][0]
    assert "care_coordination" in document["rows"][0]["reason"]


def test_the_layout_may_vary(send: Answer) -> None:
    rows = [list(STAR_HEADER), *star_rows("010001", SCORED)]
    expected = send("stars", csv_text(rows))["rows"]
    snake = [[plain_name(name) for name in STAR_HEADER], *rows[1:]]
    shuffled = [[*row[::-1], "extra", ""] for row in rows]
    old = [list(STAR_HEADER), *rows[1:]]
    old[0][0], old[0][-2], old[0][-1] = "Provider ID", "Measure Start Date", "Measure End Date"
    iso = [rows[0], *([*row[:-2], "2024-07-01", "2025-06-30"] for row in rows[1:])]
    for variant in (snake, shuffled, old, iso):
        assert send("stars", csv_text(variant))["rows"] == expected
    for delimiter in (";", "\t"):
        assert send("stars", csv_text(rows, delimiter))["rows"] == expected
    assert send("stars", b"\xef\xbb\xbf" + csv_text(rows).encode())["rows"] == expected
    assert send("stars", csv_text(rows).replace("\n", "\r\n"))["rows"] == expected


def test_windows_text_of_older_releases_is_read_and_said(send: Answer) -> None:
    text = stars_file(*star_rows("400001", SCORED)).replace("Larkfield", "Concepción")
    document = send("stars", text.encode("cp1252"))
    assert document["rows"][0]["summary"] == send("stars", text)["rows"][0]["summary"]
    assert "Windows-1252" in document["notes"][0]


def test_two_releases_in_one_file_are_two_rows(send: Answer) -> None:
    later = star_rows("010001", SCORED, first="10/01/2024", last="09/30/2025")
    document = send("stars", stars_file(*star_rows("010001", SCORED), *later))
    assert [row["end_date"] for row in document["rows"]] == ["2025-06-30", "2025-09-30"]
    assert [table["publication"] for table in document["cut_points"]] == ["2026-04", "2026-07"]


ONE_STAR = stars_file(*star_rows("010001", SCORED))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("a,b\n1,2\n", "no column “facility_id”"),
        (csv_text([STAR_HEADER]), "no rows of stars"),
        (ONE_STAR.encode("utf-16"), "not a text file"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (ONE_STAR + "1,2,3\n", "3 cells"),
        (ONE_STAR + '"open', "not one table"),
        (ONE_STAR.replace(",91,", ",191,"), "not a linear score"),
        (ONE_STAR.replace(",91,", ",9x,"), "not a linear score"),
        (ONE_STAR.replace("STAR_RATING,4,", "STAR_RATING,7,"), "not a star rating"),
        (ONE_STAR.replace("010001,", ","), "has no id"),
        (ONE_STAR.replace("Facility Name", "Facility ID"), "twice"),
        (csv_text([vbp_header(EIGHT), vbp_row("010001", EIGHT)]), "not CMS’s HCAHPS file"),
    ],
)
def test_stars_of_a_bad_file_are_refused_in_words(
    send: Answer, content: str | bytes, word: str
) -> None:
    assert word in send("stars", content, code=2)["error"]


def test_a_measure_that_says_two_things_is_refused(send: Answer) -> None:
    again = star_rows("010001", {"H_COMP_1": ("2", None)})[:1]
    rows = star_rows("010001", SCORED)
    assert "differs" in send("stars", stars_file(*rows, *again), code=2)["error"]
    assert len(send("stars", stars_file(*rows, *rows[:1]))["rows"]) == 1


def test_a_file_that_cannot_be_read_is_said(ask: Answer, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        error = ask("stars", path, data_dir=tmp_path / "data", code=2)["error"]
        assert "cannot be read" in error


def test_every_published_summary_star_is_equal(ask: Answer, tmp_path: Path) -> None:
    for path in real("*HCAHPS*[hH][oO][sS][pP][iI][tT][aA][lL]*.csv"):
        document = ask("stars", path, data_dir=tmp_path)
        published: dict[str, int | None] = {}
        measures: dict[tuple[str, str], int | None] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                row = {plain_name(name): value for name, value in line.items()}
                cms_id, star = row["hcahps_measure_id"], row["patient_survey_star_rating"]
                value = int(star) if star.isdigit() else None
                if cms_id == "H_STAR_RATING":
                    published[row["facility_id"]] = value
                elif cms_id.endswith("_STAR_RATING"):
                    measures[row["facility_id"], cms_id.removesuffix("_STAR_RATING")] = value
        assert {row["facility_id"]: row["summary"] for row in document["rows"]} == published
        assert {
            (row["facility_id"], one["cms_id"]): one["star"]
            for row in document["rows"]
            for one in row["measures"]
        } == measures
