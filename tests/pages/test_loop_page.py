"""Does the page find late answers and their recovery, say what is open, and name nobody?"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
import streamlit as st

from cxboard.demo.feedback import feedback_month
from cxboard.demo.plan import Plan
from cxboard.demo.stories import LATE_ANSWERS
from tests.commands import run_cxboard
from tests.pages.opening import markup, page_at

PAGE = "closing_the_loop"
YEAR = "2024-11..2025-10"
"""The twelve months with most late answers; few of one hospital's fall in a quarter."""


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def feedback_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lake with all of the fictional system's feedback, and nothing else."""
    plan, folder = Plan(), tmp_path_factory.mktemp("feedback")
    rows = pl.concat(feedback_month(plan, month) for month in plan.months)
    rows.write_csv(folder / "feedback.csv")
    run_cxboard("ingest", folder / "feedback.csv", data_dir=folder / "data")
    return folder / "data"


def test_westmere_answers_late_in_that_year(
    feedback_lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, feedback_lake, monkeypatch, period=YEAR))
    assert f"{LATE_ANSWERS.facility} answers" in shown, "the hospital has no name in this lake"
    own = markup(
        page_at(PAGE, feedback_lake, monkeypatch, period=YEAR, facility=str(LATE_ANSWERS.facility))
    )
    assert re.search(
        r"of complaints are answered in time \(−3\d\.\d points, more than chance\)", own
    )


def test_westmere_recovers_afterwards(feedback_lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = markup(page_at(PAGE, feedback_lake, monkeypatch, facility=str(LATE_ANSWERS.facility)))
    assert re.search(
        r"of complaints are answered in time \(\+1\d\.\d points, more than chance\)", own
    )


def test_more_poor_scores_are_called_back(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    row = shown[shown.index("Poor scores contacted within 24 hours") :]
    change = re.search(r'class="cx-change[^"]*">(?:<a [^>]*>)?([+−])', row)
    assert change
    assert change[1] == "+"


def test_what_is_open_is_counted_and_nobody_is_named(
    feedback_lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, feedback_lake, monkeypatch))
    assert "Open complaints" in shown
    assert "not all due yet" in shown
    assert not re.search(r"F20\d{4}-", shown), "no id of a feedback"
    assert re.search(r"\d+ : \d+", shown), "complaints and compliments as counts"
    assert "infinity" not in shown
    assert ">inf" not in shown


@pytest.mark.parametrize("address", [{"period": "1m"}, {"channel": "portal"}, {"facility": "LH06"}])
def test_narrow_choices_stay_readable(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, **address))
    assert "Closing the loop" in shown
    assert ">nan" not in shown


def test_without_data_it_says_what_to_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cxboard ingest feedback.csv" in markup(page_at(PAGE, tmp_path, monkeypatch))
