"""Does the page say who is heard too little, and hide what rests on few?"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
import streamlit as st

from tests.pages.opening import markup, page_at

PAGE = "reach"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_patients_who_prefer_spanish_answer_less_often(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    found = re.search(
        r"patients who prefer Spanish are (\d+\.\d)% of those who answer and (\d+\.\d)% of", shown
    )
    assert found
    assert float(found[1]) < float(found[2]) - 1.5
    assert "least heard, patients who prefer Spanish" in shown


def test_sent_and_completed_are_those_of_the_extracts(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracts = shared_demo / "demo_extracts"
    sent = 0
    for path in extracts.glob("indicators*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            sent += sum(
                int(row["numerator"])
                for row in csv.DictReader(file)
                if (row["indicator"], row["facility_id"]) == ("surveys_sent", "LH01")
                and "2025-11" <= row["month_of"][:7] <= "2026-10"
            )
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    row = re.search(r">Larkfield General Hospital</th><td>([^<]*)</td>", shown)
    assert row
    assert int(re.sub(r"\D", "", row[1])) == sent


def test_units_by_month_hide_small_counts(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    table = shown[shown.index("Coverage: of 48 units") :]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", table)
    assert "hidden" in cells
    assert not {str(n) for n in range(11)} & set(cells)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"channel": "mail"}, "kept for all channels together"),
        ({"service_line": "Medicine"}, "Who was served is not known"),
        ({"period": "1m"}, "surveys sent came back completed"),
    ],
)
def test_what_cannot_be_told_is_said(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], said: str
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, **address))
    assert said in shown
    assert ">nan" not in shown


def test_without_surveys_it_says_what_to_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "surveys_sent" in markup(page_at(PAGE, tmp_path, monkeypatch))


def test_few_answers_are_told_by_longer_spans(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    table = shown[shown.index("Coverage: of") :]
    assert "Nov 2025 to Oct 2026</th>" in table, "months and quarters are mostly hidden here"
    assert "with too few to show" in table


def test_how_soon_people_answer_is_told_and_where_it_is_not_known_that_is_said(
    shared_demo: Path, one_month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lag = "surveys_back_in_two_weeks"
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, measure=lag))
    assert re.search(r"\d\d\.\d% of completed surveys came back within two weeks", shown)
    assert "Back in two weeks: " in shown, "its months can be studied"
    assert "How long answers take is not known" not in shown
    st.cache_resource.clear()
    assert "How long answers take is not known" in markup(page_at(PAGE, one_month, monkeypatch))
