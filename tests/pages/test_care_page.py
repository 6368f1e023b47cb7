"""Does the page tell the domains of care apart, say how they are covered, and find the stories?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from cxboard.domain.vocabulary import CareDomain
from tests.pages.opening import markup, page_at

PAGE = "patient_centred_care"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_all_eight_domains_stand_with_their_coverage(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    for domain in CareDomain:
        assert domain.value in shown
    for said in ("thin: one item", "not covered by HCAHPS", "5 items"):
        assert said in shown
    assert shown.count('class="cx-drawn cx-sparkline"') == len(CareDomain) - 1, "not the silent one"
    emotional = shown[shown.index(">Emotional support<") :]
    assert re.match(r".*?<td[^>]*>.*?–.*?no answers", emotional[:400], re.DOTALL)


def test_late_help_at_northgate_is_the_furthest_below(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    assert "Furthest below all hospitals: Northgate Hospital in access to care" in shown
    own = markup(page_at(PAGE, shared_demo, monkeypatch, facility="LH02"))
    assert "Fell by more than chance: access to care" in own


def test_the_former_survey_has_its_own_questions(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, period="2024"))
    assert "Help came soon after the call button" in shown
    assert "Help came right away" not in shown


@pytest.mark.parametrize(
    "address", [{"period": "1m"}, {"facility": "LH01", "unit": "nowhere"}, {"channel": "phone"}]
)
def test_narrow_choices_stay_readable(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, **address))
    assert "Emotional support" in shown
    assert ">nan" not in shown


def test_without_surveys_it_says_what_to_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cxboard ingest survey.csv" in markup(page_at(PAGE, tmp_path, monkeypatch))
