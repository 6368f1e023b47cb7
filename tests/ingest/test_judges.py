"""Which values are possible? One table a rule."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from cxboard.domain.catalogue import all_items
from cxboard.domain.items import MISSING
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.judges import (
    TextJudge,
    day_judge,
    item_judge,
)
from cxboard.ingest.number_judges import minutes_judge, number_judge
from cxboard.ingest.published_judges import hospital_id_judge, score_judge, surveys_judge
from cxboard.ingest.word_judges import choice_judge, member_judge

TODAY = date(2026, 11, 21)
ITEMS = {item.key: item for kind in (Kind.SURVEY, Kind.CONTACT) for item in all_items(kind)}

CODES = [
    ("nurse_listen", "4", 4),
    ("nurse_listen", "4.0", 4),
    ("nurse_listen", "M", MISSING),
    ("nurse_listen", "m", MISSING),
    ("nurse_listen", "0", "outside_scale"),
    ("nurse_listen", "5", "outside_scale"),
    ("nurse_listen", "4.5", "outside_scale"),
    ("nurse_listen", "-1", "outside_scale"),
    ("nurse_listen", "8", "outside_scale"),
    ("nurse_listen", "Always", "outside_scale"),
    ("nurse_listen", "٤", "outside_scale"),
    ("bath_help", "8", 8),
    ("help_asap", "9", 9),
    ("ct_med", "5", 5),
    ("rating", "0", 0),
    ("rating", "10", 10),
    ("rating", "11", "outside_scale"),
    ("rating", "1e1", "outside_scale"),
    ("resolved_first", "0", 0),
    ("resolved_first", "yes", "outside_scale"),
]


@pytest.mark.parametrize(("item", "text", "expected"), CODES)
def test_answers(item: str, text: str, expected: int | str) -> None:
    verdict = item_judge(ITEMS[item])(text)
    assert (verdict.fault.code if verdict.fault else verdict.value) == expected


def test_a_wrong_answer_is_told_the_right_ones() -> None:
    fault = item_judge(ITEMS["nurse_listen"])("7").fault
    assert fault is not None
    assert "4 (Always)" in fault.fix
    assert "M for no answer" in fault.fix


DAYS = [
    ("2026-06-30", date(2026, 6, 30), ""),
    ("2026-11-21", date(2026, 11, 21), ""),
    ("2024-02-29", date(2024, 2, 29), ""),
    ("2026-11-22", "future_date", "wait for it"),
    ("2026-02-30", "impossible_date", "Correct the date"),
    ("2025-02-29", "impossible_date", "Correct the date"),
    ("1989-12-31", "impossible_date", "year"),
    ("0226-06-30", "impossible_date", "year"),
    ("31/02/2026", "impossible_date", "Correct the date"),
    ("29/02/2026", "impossible_date", "Correct the date"),
    ("06/30/2026", "bad_date", "2026-06-30"),
    ("30.06.2026", "bad_date", "2026-06-30"),
    ("06/07/2026", "ambiguous_date", "2026-06-07 or 2026-07-06"),
    ("05/05/2026", "bad_date", "2026-05-05"),
    ("2026-06-30 00:00:00", "bad_date", "2026-06-30, without the time"),
    ("2026-06-30T10:00:00Z", "bad_date", "2026-06-30, without the time"),
    ("46203", "bad_date", "YYYY-MM-DD"),
    ("26-06-30", "bad_date", "YYYY-MM-DD"),
    ("yesterday", "bad_date", "YYYY-MM-DD"),
]


@pytest.mark.parametrize(("text", "expected", "fix"), DAYS)
def test_days(text: str, expected: date | str, fix: str) -> None:
    verdict = day_judge(TODAY)(text)
    assert (verdict.fault.code if verdict.fault else verdict.value) == expected
    assert verdict.fault is None or fix in verdict.fault.fix


def test_cms_writes_days_its_own_way() -> None:
    assert day_judge(TODAY, us_style=True)("07/01/2024").value == date(2024, 7, 1)
    assert day_judge(TODAY, us_style=True)("13/01/2024").fault is not None


def test_months_are_named_by_their_first_or_their_last_day() -> None:
    judge = day_judge(TODAY, months=True)
    for text in ("2026-06-01", "2026-06-30"):
        assert judge(text).value == date(2026, 6, 1)
    fault = judge("2026-06-15").fault
    assert fault is not None
    assert "2026-06-01" in fault.fix


NUMBERS = [
    ("12", 12.0),
    ("4.5", 4.5),
    ("1e3", 1000.0),
    ("-1", "negative"),
    ("nan", "not_a_number"),
    ("inf", "not_a_number"),
    ("1e999", "not_a_number"),
    ("1,5", "not_a_number"),
    ("1_000", "not_a_number"),
    ("12 %", "not_a_number"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: float | str) -> None:
    verdict = number_judge()(text)
    assert (verdict.fault.code if verdict.fault else verdict.value) == expected


def test_a_sign_for_per_cent_says_nothing_new_where_per_cents_belong() -> None:
    assert number_judge(percent=True)("8.1 %").value == 8.1
    assert score_judge(0, 100, percent=True)("81%").value == "81"
    fault = number_judge()("81%").fault
    assert fault is not None
    assert "is a share" in fault.what


CLOCKS = [
    ("00:12:30", 12.5),
    ("30:00:30", 1800.5),
    ("1 day, 6:00:30", 1800.5),  # as Python writes it
    ("0 days 00:12:30.000", 12.5),
    ("12.5", 12.5),
    ("12:30", "ambiguous_time"),
    ("00:75:00", "not_a_number"),
]


@pytest.mark.parametrize(("text", "expected"), CLOCKS)
def test_minutes_may_be_written_as_a_clock_that_is_clear(text: str, expected: float | str) -> None:
    verdict = minutes_judge()(text)
    assert (verdict.fault.code if verdict.value is None else verdict.value) == expected  # type: ignore[union-attr]


def test_words_of_a_closed_list_are_refused_and_of_an_open_one_kept() -> None:
    closed = choice_judge("status", ("completed", "partial"), closed=True)
    open_list = choice_judge("channel", ("phone", "web_chat"), closed=False)
    assert closed("Completed").value == "completed"
    assert closed("finished").fault is not None
    assert open_list("Web chat").value == "web_chat"
    kept = open_list("fax")
    assert kept.value == "fax"
    assert kept.fault is not None
    assert kept.fault.severity == "warning"


def test_an_unknown_unit_is_told_the_nearest() -> None:
    fault = member_judge("unit", {"LH01-MED-1", "LH01-SUR-1"})("LH01-MED1").fault
    assert fault is not None
    assert "LH01-MED-1" in fault.fix


@pytest.mark.parametrize("text", ["a\x07b", "x" * 201, "a|b"])
def test_doubtful_names_are_found_by_the_pattern_too(text: str) -> None:
    judge = TextJudge(barred="|")
    assert judge(text).fault is not None
    assert pl.Series([text]).str.contains(judge.may_doubt()).item()
    assert not pl.Series(["x" * 200, "José, “two”\nlines"]).str.contains(judge.may_doubt()).any()


PUBLISHED = [
    (score_judge(0, 100), "85", True),
    (score_judge(0, 100), "100", True),
    (score_judge(0, 100), "Not Available", True),
    (score_judge(0, 100), "Not Applicable", True),
    (score_judge(0, 100), "101", False),
    (score_judge(0, 100), "-3", False),
    (score_judge(0, 100), "n/a", False),
    (score_judge(1, 5), "0", False),
    (surveys_judge, "1,204", True),
    (surveys_judge, "Fewer than 50", True),
    (surveys_judge, "300 or more", True),
    (surveys_judge, "many", False),
    (hospital_id_judge, "010001", True),
    (hospital_id_judge, "10021F", True),
    (hospital_id_judge, "10001", False),
]


@pytest.mark.parametrize(("judge", "text", "is_right"), PUBLISHED)
def test_published_values_stay_text(judge: object, text: str, is_right: bool) -> None:
    verdict = judge(text)  # type: ignore[operator]
    assert (verdict.fault is None) is is_right
    assert verdict.value == (text if is_right else None)
