"""Does the page find the planted gap, keep noise out, and never single anybody out?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from tests.pages.opening import markup, page_at

PAGE = "equity"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def real_gaps(shown: str) -> list[tuple[str, str]]:
    """Return group and measure of every gap that is called real."""
    table = shown[shown.index("Real gaps") : shown.index("Every group")]
    return re.findall(r'scope="row">([^<]*)</th><td>([^<]*)</td>', table)


def test_patients_who_prefer_spanish_are_told_less(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, telling_demo, monkeypatch))
    spanish = {what for who, what in real_gaps(shown) if who == "Patients who prefer Spanish"}
    assert spanish == {
        "Communication about medicines",
        "Discharge information",
        "Information about symptoms",
    }
    assert re.search(r'cx-finding">Patients who prefer Spanish fare worse', shown)
    assert "comparisons of a group with all others were made" in shown


def test_the_table_and_the_list_of_gaps_have_one_reference(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, telling_demo, monkeypatch, by="language"))
    row = re.search(r'<tr><th scope="row">Spanish</th>.*?</tr>', shown)
    assert row
    gaps = re.search(r'cx-finding">[^(]*\((−[\d.]+)\), [^(]*\((−[\d.]+)\)', shown)
    assert gaps
    assert all(f"<small>{gap}</small>" in row[0] for gap in gaps.groups())
    assert "below (−) all others" in shown


@pytest.mark.parametrize("by", ["language", "age_group", "sex", "ethnicity"])
def test_every_dimension_of_the_person_can_be_looked_at(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, by=by))
    grid = shown[shown.index("cx-heat") :]
    assert grid.count('scope="row"') >= 2
    assert f"by={by}" in shown
    assert ">nan" not in shown


@pytest.mark.parametrize(
    "address", [{"service_line": "Medicine"}, {"channel": "mail"}, {"facility": "LH01"}]
)
def test_below_the_hospital_nobody_is_compared(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, **address))
    refused = "compared by whole hospitals" in shown
    assert refused is ("facility" not in address)
    assert refused is not ("Every group" in shown)


def test_in_one_month_noise_is_not_called_a_gap(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, period="1m"))
    assert "fare worse" not in shown
    assert "no groups large enough to compare" in shown, "6,000 surveys are few in a month"


def test_without_surveys_it_says_what_to_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cxboard ingest survey.csv" in markup(page_at(PAGE, tmp_path, monkeypatch))
