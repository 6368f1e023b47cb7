"""Does the page of drivers say what counts, how sure that is, and when it cannot know?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from cxboard.domain.catalogue import measures_of
from cxboard.domain.vocabulary import Instrument
from tests.pages.opening import markup, page_at

DRIVERS = "drivers"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


@pytest.mark.parametrize("outcome", ["overall_rating", "recommend_hospital"])
def test_every_domain_has_its_weight_and_its_place(
    outcome: str, shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(DRIVERS, shared_demo, monkeypatch, outcome=outcome)
    shown = markup(running)
    finding = shown[: shown.index("</p>")]
    assert "Look first at care coordination: it is more closely tied to" in finding
    assert finding.endswith("and scores below the median of the domains.")
    assert "Communication with nurses" in re.findall(r"<li>([^<]*)</li>", shown)[0]
    for measure in measures_of(Instrument.UPDATED)[2:]:
        assert measure.title in shown
    assert "Association, not proof of cause" in shown
    assert "Sensitivity: Communication about medicines and Discharge information" in shown
    (chart,) = running.get("plotly_chart")
    assert "of what is explained" in chart.proto.alt
    assert f"outcome={outcome}" in shown
    assert "nan" not in shown.lower()


def test_a_period_before_the_updated_survey_speaks_of_its_own_domains(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(DRIVERS, shared_demo, monkeypatch, period="2024"))
    assert "Care transition" in shown
    assert "Restfulness" not in shown


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"period": "1m"}, "Fewer than 200 people answered"),
        ({"facility": "LH06", "service_line": "Oncology"}, "cannot be told here"),
        ({"channel": "mail"}, "choose all units and channels"),
    ],
)
def test_where_nothing_can_be_told_the_page_says_why(
    address: dict[str, str], said: str, shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(DRIVERS, shared_demo, monkeypatch, **address)
    shown = markup(running)
    assert said in shown
    assert "No order can be told here" in shown
    assert not running.get("plotly_chart")


def test_one_month_is_too_little(one_month: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cannot be told here" in markup(page_at(DRIVERS, one_month, monkeypatch))


def test_contacts_and_cms_files_are_about_other_things(
    contacts_only: Path, cms_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data_dir in (contacts_only, cms_only):
        shown = markup(page_at(DRIVERS, data_dir, monkeypatch))
        assert "Drivers need survey responses of your own" in shown


def test_without_any_data_the_page_says_what_to_bring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There are no data yet" in markup(page_at(DRIVERS, tmp_path / "data", monkeypatch))
