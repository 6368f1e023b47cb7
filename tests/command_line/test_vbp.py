"""`cxboard vbp`: CMS’s own points from its engagement files of any shape."""

from __future__ import annotations

import csv
from hashlib import md5
from pathlib import Path

import pytest

from cxboard.ingest.dialect import plain_name
from tests.command_line.conftest import Answer
from tests.command_line.published_files import (
    EIGHT,
    NONE,
    SIX,
    STAR_HEADER,
    csv_text,
    points_file,
    real,
    vbp_header,
    vbp_row,
)


def vbp_file(*rows: list[object], titles: tuple[str, ...] = EIGHT) -> str:
    return csv_text([vbp_header(titles), *rows])


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
        (csv_text([STAR_HEADER]), "not CMS’s VBP file"),
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


def test_a_file_that_cannot_be_read_is_said(ask: Answer, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        error = ask("vbp", path, data_dir=tmp_path / "data", code=2)["error"]
        assert "cannot be read" in error


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
