"""`cxboard stars` and `cxboard vbp`: CMS’s own results from its public files of any shape."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest

from cxboard.ingest.dialect import plain_name
from tests.command_line.conftest import Answer
from tests.command_line.published_files import (
    EIGHT,
    LEGACY_STEMS,
    NONE,
    SIX,
    STAR_HEADER,
    STEMS,
    csv_text,
    points_file,
    star_rows,
    vbp_header,
    vbp_row,
)
from tests.ingest.files import REAL_FILES

SCORED = dict.fromkeys(STEMS, ("4", "91"))


@pytest.fixture
def send(ask: Answer, tmp_path: Path) -> Answer:
    """Return a way to give a command a file of some text or bytes."""

    def answer(name: str, content: str | bytes, *more: str, code: int = 0) -> Any:
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return ask(name, path, *more, data_dir=tmp_path / "data", code=code)

    return answer


def stars_file(*rows: list[object]) -> str:
    return csv_text([STAR_HEADER, *rows])


def vbp_file(*rows: list[object], titles: tuple[str, ...] = EIGHT) -> str:
    return csv_text([vbp_header(titles), *rows])


def real(pattern: str) -> Iterator[Path]:
    if not REAL_FILES.is_dir():
        pytest.skip("the real CMS files are not here (../shared/data)")
    files = sorted(REAL_FILES.glob(pattern))
    assert files
    return iter(files)


# --- stars


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
        (vbp_file(vbp_row("010001", EIGHT)), "not CMS’s HCAHPS file"),
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


@pytest.mark.parametrize("command", ["stars", "vbp"])
def test_a_file_that_cannot_be_read_is_said(ask: Answer, tmp_path: Path, command: str) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        error = ask(command, path, data_dir=tmp_path / "data", code=2)["error"]
        assert "cannot be read" in error


# --- vbp


def test_points_base_and_consistency(send: Answer) -> None:
    document = send("vbp", vbp_file(vbp_row("01000F", EIGHT)))
    row = document["rows"][0]
    assert row["facility_id"] == "01000F"
    assert list(row["dimensions"]) == list(EIGHT)
    assert row["dimensions"][EIGHT[0]] == {"achievement": 5, "improvement": 3, "score": 5}
    assert (row["base"], row["consistency"], row["domain"]) == (40, 20, 60)
    assert document["compared"] == {"published_cells": 26, "equal": 26}
    assert document["payment"] is None


@pytest.mark.parametrize(
    ("titles", "year", "base"),
    [
        (SIX, 2027, 40),
        ((*EIGHT, "Restfulness"), 2030, 40),
        (
            tuple("Pain Management" if each == "Care Transition" else each for each in EIGHT),
            2017,
            40,
        ),
        (EIGHT, 2018, 40),
    ],
)
def test_the_dimensions_of_every_kind_of_year(
    send: Answer, titles: tuple[str, ...], year: int, base: int
) -> None:
    row = send("vbp", vbp_file(vbp_row("010001", titles, year), titles=titles))["rows"][0]
    assert list(row["dimensions"]) == list(titles)
    assert (row["base"], row["consistency"]) == (base, 20)


def cut(name: str) -> str:
    """Return a plain name as CMS's interface cuts long ones."""
    return name if len(name) <= 64 else f"{name[:59]}_{md5(name.encode()).hexdigest()[:4]}"


def test_the_layout_of_points_may_vary(send: Answer) -> None:
    rows = [vbp_header(EIGHT), vbp_row("010001", EIGHT)]
    expected = send("vbp", csv_text(rows))["rows"][0]
    snake = [plain_name(name) for name in rows[0]]
    hashed = [cut(name) for name in snake]
    other_hash = [name if len(name) <= 64 else f"{name[:59]}_{at:04x}"
                  for at, name in enumerate(snake)]  # fmt: skip
    lower = [str(name).replace("With", "with").replace("Of", "of") for name in rows[0]]
    for header in (snake, hashed, other_hash, lower):
        assert send("vbp", csv_text([header, rows[1]]))["rows"][0] == expected
    backwards = [[*row[::-1], "extra"] for row in (hashed, rows[1])]
    assert send("vbp", csv_text(backwards))["rows"][0]["base"] == expected["base"]
    assert send("vbp", csv_text(backwards))["compared"] == {"published_cells": 26, "equal": 26}


@pytest.mark.parametrize("year", [None, 2016])
def test_a_file_of_points_alone_is_added_up(send: Answer, year: int | None) -> None:
    none = ["Not Available"] * 4
    document = send("vbp", points_file({"010001": [3, 5, 40, 17], "010002": none}, year))
    row, silent = document["rows"]
    assert (row["facility_id"], row["fiscal_year"]) == ("010001", year)
    assert len(row["dimensions"]) == 8
    assert row["dimensions"]["Pain Management"] == {"achievement": 3, "improvement": 5, "score": 5}
    assert (row["base"], row["consistency"], row["domain"]) == (40, 17, 57)
    assert document["compared"] == {"published_cells": 9, "equal": 9}
    assert "points and no rates" in row["notes"][0]
    assert (silent["base"], silent["consistency"]) == (None, None)


def test_a_year_is_told_by_column_flag_or_name(ask: Answer, tmp_path: Path) -> None:
    file = tmp_path / "hvbp_FY2027.csv"
    rows = [vbp_header(EIGHT)[1:], vbp_row("010001", EIGHT)[1:]]
    file.write_text(csv_text(rows), encoding="utf-8")

    def year(*options: str) -> object:
        return ask("vbp", file, *options, data_dir=tmp_path / "data")["rows"][0]["fiscal_year"]

    assert (year(), year("--fiscal-year", "2024")) == (2027, 2024)


def test_a_hospital_without_rates_has_no_points(send: Answer) -> None:
    none = [2024, "010002", *NONE * 8, "Not Available", "Not Available"]
    rows = send("vbp", vbp_file(vbp_row("010001", EIGHT), none))["rows"]
    assert rows[1]["dimensions"][EIGHT[0]] == {
        "achievement": None, "improvement": None, "score": None,
    }  # fmt: skip
    assert (rows[1]["base"], rows[1]["consistency"], rows[1]["domain"]) == (None, None, None)
    assert "has no performance rate" in rows[1]["notes"][0]


def test_no_baseline_means_no_improvement_points(send: Answer) -> None:
    row = vbp_row("010001", EIGHT, baseline_rate="Not Available", improvement_points="N/A")
    first = send("vbp", vbp_file(row))["rows"][0]["dimensions"][EIGHT[0]]
    assert first == {"achievement": 5, "improvement": None, "score": 5}


def test_a_missing_dimension_is_named_and_the_others_are_scored(send: Answer) -> None:
    titles = EIGHT[:-1]
    row = send("vbp", vbp_file(vbp_row("010001", titles), titles=titles))["rows"][0]
    assert len(row["dimensions"]) == 7
    assert (row["base"], row["consistency"]) == (None, None)
    assert row["notes"] == ["“Overall Rating Of Hospital” is not in the file."]


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ({"benchmark": "50.00%"}, "not above the achievement threshold"),
        ({"benchmark": "Not Available"}, "no achievement threshold or benchmark"),
        ({"performance_rate": "NaN"}, "no performance rate"),
    ],
)
def test_a_standard_that_cannot_be_used_is_a_labelled_null(
    send: Answer, cells: dict[str, object], note: str
) -> None:
    row = send("vbp", vbp_file(vbp_row("010001", EIGHT, **cells)))["rows"][0]
    assert row["dimensions"][EIGHT[0]]["score"] is None
    assert row["base"] is None
    assert note in row["notes"][0]


def test_a_floor_at_the_threshold_leaves_only_the_consistency_open(send: Answer) -> None:
    row = send("vbp", vbp_file(vbp_row("010001", EIGHT, floor="50.00%")))["rows"][0]
    assert (row["base"], row["consistency"]) == (40, None)


ONE_VBP = vbp_file(vbp_row("010001", EIGHT))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "no column “facility_id”"),
        ("Facility ID,b\n1,2\n", "no column “… Dimension Score”"),
        (csv_text([vbp_header(EIGHT)]), "no rows"),
        (ONE_VBP.encode("utf-16"), "not a text file"),
        (ONE_VBP.replace("60.0000%", "160.0000%", 1), "more than 100 percent"),
        (ONE_VBP.replace("60.0000%", "6O.0000%", 1), "not a percentage"),
        (ONE_VBP.replace("60.0000%", "-60.0000%", 1), "not a percentage"),
        (ONE_VBP.replace("5 out of 10", "5 per 10", 1), "not a number of points"),
        (ONE_VBP.replace("2024,", "24,"), "not a fiscal year"),
        (ONE_STAR, "not CMS’s VBP file"),
    ],
)
def test_points_of_a_bad_file_are_refused_in_words(
    send: Answer, content: str | bytes, word: str
) -> None:
    assert word in send("vbp", content, code=2)["error"]


def test_a_payment_is_estimated_only_from_an_amount_that_is_given(send: Answer) -> None:
    text = vbp_file(vbp_row("010001", EIGHT), vbp_row("010002", EIGHT))
    amount = ("--facility", "010001", "--base-amount", "$10,000,000")
    payment = send("vbp", text, *amount, "--slope", "4")["payment"]
    assert payment["status"] == "estimate"
    assert (payment["per_point_of_this_domain"], payment["earned_by_this_domain"]) == (2000, 120000)
    assert (payment["break_even_total_score"], payment["gain_or_loss"]) == (25, None)
    payment = send("vbp", text, *amount, "--total-score", "50", "--slope", "4")["payment"]
    assert (payment["multiplier"], payment["gain_or_loss"]) == (1.02, 200000)
    estimate = send("vbp", text, *amount)["payment"]
    assert estimate["slope"] == 4.42
    assert "unweighted" in estimate["slope_source"]


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("--base-amount", "1000"), "--facility"),
        (("--facility", "010001", "--slope", "4"), "--base-amount"),
        (("--facility", "010009"), "Unknown hospital"),
        (("--facility", "010001", "--base-amount", "nan"), "not a number that can be used"),
        (("--facility", "010001", "--base-amount", "many"), "is not a number"),
        (("--facility", "010001", "--base-amount", "0"), "above zero"),
        (("--facility", "010001", "--base-amount", "1", "--slope", "0"), "above zero"),
        (("--facility", "010001", "--base-amount", "1", "--total-score", "101"), "between"),
    ],
)
def test_a_payment_without_a_sound_base_is_refused(
    send: Answer, words: tuple[str, ...], word: str
) -> None:
    text = vbp_file(vbp_row("010001", EIGHT), vbp_row("010002", EIGHT))
    assert word in send("vbp", text, *words, code=2)["error"]


def test_a_year_without_a_known_slope_needs_one(send: Answer) -> None:
    text = vbp_file(vbp_row("010001", SIX, 2027), titles=SIX)
    assert "give --slope" in send("vbp", text, "--base-amount", "1000", code=2)["error"]


# --- real files


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


def test_every_published_cell_is_equal(ask: Answer, tmp_path: Path) -> None:
    def number(text: str) -> int | None:
        return None if text == "Not Available" else int(text.split()[0])

    for path in real("hvbp_person*.csv"):
        rows = {row["facility_id"]: row for row in ask("vbp", path, data_dir=tmp_path)["rows"]}
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) == len(rows) > 2_000
        for line in lines:
            row = rows[line["Facility ID"]]
            assert row["base"] == number(line["Hcahps Base Score"]), row
            assert row["consistency"] == number(line["Hcahps Consistency Score"]), row
            assert len(row["dimensions"]) == 8
            for title, own in row["dimensions"].items():
                assert list(own.values()) == [
                    number(line[f"{title} {part}"])
                    for part in ("Achievement Points", "Improvement Points", "Dimension Score")
                ], (row, title)
