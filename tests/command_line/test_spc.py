"""Does `cxboard spc` answer what its contract says, and refuse what it cannot chart?"""

from __future__ import annotations

import calendar
import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxboard.cli import main
from tests.command_line.conftest import Answer
from tests.spc import reference_cases

STEADY = "\n".join(f"2022-{i:02d}-01,{9 + 2 * (i % 2)}" for i in range(1, 13)) + "\n"


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """Return a file of a steady year, a jump, and a column too many."""
    file = tmp_path / "series.csv"
    file.write_text("date,value\n" + STEADY + "2023-01-01,18\n", encoding="utf-8")
    return file


def test_the_document(ask: Answer, series: Path, tmp_path: Path) -> None:
    found = ask("spc", series, "--direction", "increase", "--target", "20", data_dir=tmp_path / "d")
    assert list(found)[:5] == ["chart", "mean", "lpl", "upl", "rows"]
    assert found["mean"] == pytest.approx((120 + 18) / 13)
    assert found["rows"][-1] == {
        "date": "2023-01-01",
        "value": 18.0,
        "mean": found["mean"],
        "lpl": found["lpl"],
        "upl": found["upl"],
        "point_type": "special_cause_improvement",
        "special_cause_type": "Above UCL",
        "phase": 0,
    }
    assert len(found["rows"]) == 13
    assert (found["variation"], found["assurance"]) == ("improvement_high", "consistent_fail")
    assert found["words"].startswith("The latest month (18.0) lies above the upper limit of 15.9")
    assert "The target of 20 lies above the upper limit" in found["reasons"]["assurance"]
    assert (found["limits_status"], found["icons_shown"]) == ("trial", True)
    assert found["suggested_rebase"] is None
    assert found["notes"] == []


@pytest.mark.parametrize("case", reference_cases("spc_reference_cases.json"))
def test_reference_cases(ask: Answer, case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "case.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, ("date", "value"))
        writer.writeheader()
        writer.writerows(case["input"])
    options, expected = case["options"], case["expected"]
    words = ["spc", file, "--direction", options["improvement_direction"]]
    for option, name in (("--target", "target"), ("--fix-after", "fix_after_n_points")):
        words += [option, str(options[name])] if options[name] is not None else []
    words += ["--rebase", options["rebase"]] if options["rebase"] else []
    words += [] if options["screen_outliers"] else ["--no-screen"]
    if "error" in expected:
        assert ask(*words, data_dir=tmp_path / "d", code=2)["error"]
        return
    found = ask(*words, data_dir=tmp_path / "d")
    assert len(found["rows"]) == len(expected["rows"])
    for ours, theirs in zip(found["rows"], expected["rows"], strict=True):
        for name in ("date", "value", "special_cause_type", "point_type"):
            assert ours[name] == theirs[name]
        for name in ("mean", "lpl", "upl"):
            value = theirs["mean"] if theirs[name] is None else theirs[name]  # see C18
            assert ours[name] == pytest.approx(value, rel=1e-9, abs=1e-12)
    for name in ("mean", "lpl", "upl"):
        assert found[name] == found["rows"][-1][name]
    assert found["variation"] == expected["icons"][0]["variation_icon"]
    assert found["variation_type"] == expected["summary"][-1]["variation_type"]
    if expected["rows"][-1]["lpl"] is not None:
        assert found["assurance"] == expected["icons"][0]["assurance"]


def test_options(ask: Answer, series: Path, tmp_path: Path) -> None:
    data = tmp_path / "d"
    decrease = ask("spc", series, "--direction", "decrease", data_dir=data)
    assert (decrease["variation"], decrease["assurance"]) == ("concern_high", None)
    neutral = ask("spc", series, "--direction", "neutral", "--target", "5", data_dir=data)
    assert (neutral["variation"], neutral["assurance"]) == ("neutral_high", None)
    fixed = ask("spc", series, "--direction", "increase", "--fix-after", "12", data_dir=data)
    assert fixed["mean"] == 10
    rebased = ask("spc", series, "--direction", "increase", "--rebase", "2022-12", data_dir=data)
    assert [phase["values"] for phase in rebased["phases"]] == [11, 2]
    assert rebased["mean"] == 13.5
    assert "drawn anew from 2022-12-01" in rebased["notes"][0]
    dialect = ask("spc", series, "--direction", "increase", "--rules", "mdc-excel-6", data_dir=data)
    assert "none left out" in dialect["rules_in_words"]


def test_screening(ask: Answer, tmp_path: Path) -> None:
    file = tmp_path / "jump.csv"
    rows = "".join(f"2022-01-{i:02d},{1 + i % 2 + 9 * (i == 9)}\n" for i in range(1, 25))
    file.write_text("date,value\n" + rows, encoding="utf-8")
    asked = ("spc", file, "--direction", "increase")
    screened = ask(*asked, data_dir=tmp_path / "d")
    plain = ask(*asked, "--no-screen", data_dir=tmp_path / "d")
    assert screened["moving_ranges_left_out"] == 2
    assert plain["moving_ranges_left_out"] == 0
    assert screened["upl"] < plain["upl"]


@pytest.mark.parametrize(
    ("header", "options"),
    [
        ("date,value", ()),
        ("Month;Value", ()),
        ("when,score", ("--date", "when", "--value", "Score")),
        ("date,score", ()),
    ],
)
def test_columns_are_found_or_named(
    ask: Answer, tmp_path: Path, header: str, options: tuple[str, ...]
) -> None:
    file = tmp_path / "named.csv"
    delimiter = ";" if ";" in header else ","
    text = f"\n{header}\n{STEADY.replace(',', delimiter)}\n"
    file.write_text(text, encoding="utf-8-sig", newline="\r\n")
    found = ask("spc", file, "--direction", "increase", *options, data_dir=tmp_path / "d")
    assert found["mean"] == 10


def test_rows_in_any_order_with_a_gap(ask: Answer, tmp_path: Path) -> None:
    file = tmp_path / "gap.csv"
    rows = ["2022-13-01,1", *STEADY.splitlines()][1:]
    rows[3] = "2022-04-01,"
    file.write_text("date,value\n" + "\n".join(reversed(rows)), encoding="utf-8")
    found = ask("spc", file, "--direction", "increase", data_dir=tmp_path / "d")
    assert [row["date"] for row in found["rows"]] == [f"2022-{i:02d}-01" for i in range(1, 13)]
    assert found["rows"][3]["value"] is None
    assert found["rows"][3]["special_cause_type"] == "Common Cause"
    assert found["notes"] == ["No value on 2022-04-01: a gap, which breaks runs and trends."]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (lambda i: f"{i:02d}/25/2022", "2022-01-25"),
        (lambda i: f"25.{i:02d}.2022", "2022-01-25"),
        (lambda i: f"2022-{i:02d}", "2022-01-01"),
        (lambda i: f"{calendar.month_abbr[i]} 2022", "2022-01-01"),
        (lambda i: f"20{(9 + i):02d} Q1", "2010-01-01"),
        (lambda i: f"2022-{i:02d}-03T00:00:00Z", "2022-01-03"),
    ],
)
def test_dates_are_read_where_the_column_leaves_no_doubt(
    ask: Answer, tmp_path: Path, dates: Callable[[int], str], first: str
) -> None:
    file = tmp_path / "dates.csv"
    rows = "".join(f"{dates(i)};{9 + 2 * (i % 2)}\n" for i in range(12, 0, -1))
    file.write_text("date;value\n" + rows, encoding="utf-8-sig")
    found = ask("spc", file, "--direction", "neutral", data_dir=tmp_path / "d")
    assert found["rows"][0]["date"] == first
    assert found["mean"] == 10
    rebased = ask(
        "spc", file, "--direction", "neutral", "--rebase", dates(7), data_dir=tmp_path / "d"
    )
    assert [phase["values"] for phase in rebased["phases"]] == [6, 6]


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        (("9,5", "10,5"), 10.0),
        (("1.009,5", "1.010,5"), 1010.0),
        (("9.5%", "10.5 %"), 10.0),
        (('"1,009.5"', '"1,010.5"'), 1010.0),
        (("-9.5e-1", "-1.05"), -1.0),
    ],
)
def test_numbers_are_read_where_the_column_leaves_no_doubt(
    ask: Answer, tmp_path: Path, values: tuple[str, str], mean: float
) -> None:
    file = tmp_path / "numbers.csv"
    rows = "".join(f"2022-{i:02d};{values[i % 2]}\n" for i in range(1, 13))
    file.write_text("date;value\n" + rows + "2023-01;-\n", encoding="utf-8")
    found = ask("spc", file, "--direction", "neutral", data_dir=tmp_path / "d")
    assert found["mean"] == pytest.approx(mean)
    assert found["rows"][-1]["value"] is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("03/04/2022;1\n05/06/2022;2\n", "can be read as"),
        ("2022-01;1,234\n2022-02;2,345\n", "not a number"),
        ("2022-01;1\n2022-02;two\n", "line 3"),
        ("2022-01;1\n;2\n", "line 3"),
        ("2022-02-30;1\n2022-03-01;2\n", "not a date"),
        ("2022-01;5%\n2022-02;6\n", "not a number"),
    ],
)
def test_what_leaves_doubt_is_refused(ask: Answer, tmp_path: Path, rows: str, said: str) -> None:
    file = tmp_path / "doubt.csv"
    file.write_text("date;value\n" + rows, encoding="utf-8")
    found = ask("spc", file, "--direction", "neutral", data_dir=tmp_path / "d", code=2)
    assert said in found["error"]


def test_rates(ask: Answer, tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(
        "month,numerator,denominator\n2022-01,40,100\n2022-02,0,0\n2022-03,160,400\n",
        encoding="utf-8",
    )
    asked = ("spc", file, "--chart", "p", "--direction", "increase")
    found = ask(*asked, data_dir=tmp_path / "d")
    assert found["mean"] == 0.4
    assert found["rows"][0]["upl"] > found["rows"][1]["upl"]
    assert found["notes"][0] == "Left out, with a denominator of zero: 2022-02-01."
    assert "binomial" in found["rules_in_words"]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("", (), "is empty"),
        ("\n\n", (), "is empty"),
        ("date,value\n", (), "no rows"),
        ("date,value\n2022-01-01,1\n", (), "needs at least two"),
        ("date,value\n2022-01-01,1\n2022-01-01,2\n", (), "Duplicate dates: 2022-01-01"),
        ("date,value\n2022-01-01,1\n2022-02-01,72%\n", (), "line 3, column “value”: “72%” is not"),
        ("date,value\n2022-01-01,1\n2022-02-01,inf\n", (), "“inf” is not a number"),
        ("date,value\n2022-01-01,1\n2022-02-01,1e400\n", (), "not a number that can be charted"),
        ("date,value\n2022-01-01,1\n01/02/2022,2\n", (), "“01/02/2022” can be read as"),
        ("date,value\n2022-01-01,1\n2022-02-30,2\n", (), "“2022-02-30” is not a date"),
        ("date,value\n2022-01-01,1\n2022-02-01\n", (), "line 3 has 1 cells"),
        ("date,amount,n\n2022-01-01,1,1\n", (), "no column “value”"),
        ("date,value,value\n2022-01-01,1,1\n", (), "more than one column “value”"),
        ('date,value\n2022-01-01,"1\n', (), "not a CSV file"),
        ("date\0,value\n", (), "not a text file"),
        ("date,value\n" + STEADY, ("--value", "valeu"), "Unknown column “valeu”"),
        ("date,value\n" + STEADY, ("--rebase", "2022-06-15"), "2022-06-15 is not in the data"),
        ("date,value\n" + STEADY, ("--rebase", "June"), "“June” is not a date"),
        ("date,value\n" + STEADY, ("--rebase", "2022-12-01"), "no two neighbouring values"),
        ("date,value\n" + STEADY, ("--fix-after", "11"), "12 values or more, not after 11"),
        ("date,value\n" + STEADY, ("--target", "nan"), "target is not a number"),
        ("date,value\n" + STEADY, ("--rules", "ptd8"), "Unknown rule set “ptd8”"),
        ("date,value\n" + STEADY, ("--chart", "p"), "no column “numerator”"),
    ],
)
def test_bad_input_is_refused_in_words(
    ask: Answer, tmp_path: Path, text: str, options: tuple[str, ...], message: str
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text, encoding="utf-8")
    found = ask("spc", file, "--direction", "increase", *options, data_dir=tmp_path / "d", code=2)
    assert message in found["error"]


def test_a_file_that_is_not_there(ask: Answer, tmp_path: Path) -> None:
    asked = ("spc", tmp_path / "none.csv", "--direction", "increase")
    assert "cannot be read" in ask(*asked, data_dir=tmp_path / "d", code=2)["error"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--target", "5"), "A target needs a direction"),
        ((), "Verdicts need a direction"),
        (("--direction", "up"), "up"),
        (("--target", "high", "--direction", "increase"), "high"),
    ],
)
def test_a_direction_is_needed(
    ask: Answer, series: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    assert message in ask("spc", series, *options, data_dir=tmp_path / "d", code=2)["error"]


def test_a_constant_gets_a_labelled_answer(ask: Answer, tmp_path: Path) -> None:
    file = tmp_path / "same.csv"
    file.write_text("date,value\n2022-01-01,5\n2022-02-01,5\n2022-03-01,5\n", encoding="utf-8")
    found = ask("spc", file, "--direction", "increase", "--target", "5", data_dir=tmp_path / "d")
    assert found["lpl"] == found["mean"] == found["upl"] == 5
    assert (found["variation"], found["assurance"]) == ("common_cause", "consistent_pass")
    assert "no variation to judge" in found["words"]
    assert (found["limits_status"], found["icons_shown"]) == ("too_few", False)


def test_for_people(series: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["spc", str(series), "--direction", "increase", "--data-dir", str(tmp_path / "d")]
    assert main(asked) == 0
    told = capsys.readouterr()
    assert "Above UCL" in told.out
    assert "a real rise, not noise" in told.err
    assert "Rules “ptd7”" in told.err
