"""Does the outlook say where measures are heading, and only where it can know?"""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from cxboard.demo.organisation import SMALL_UNIT
from cxboard.domain.catalogue import headline_measures
from tests.pages.opening import markup, page_at

OUTLOOK = "outlook"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_every_headline_measure_has_a_forecast_or_the_reason_why_not(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(OUTLOOK, shared_demo, monkeypatch, forecast="first_contact_resolution")
    shown = markup(running)
    table = shown[shown.index("All headline measures") :]
    for measure in headline_measures():
        assert measure.title in table
    assert table.count("without a model") == len(headline_measures())
    assert "First-contact resolution: " in shown
    (chart,) = running.get("plotly_chart")
    assert "(estimate; 80% interval" in chart.proto.alt
    assert "nan" not in shown.lower()


def test_the_climb_of_first_contact_resolution_is_carried_on_to_its_target(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(OUTLOOK, shared_demo, monkeypatch, forecast="first_contact_resolution"))
    assert "First-contact resolution" in shown[: shown.index("</p>")]
    assert "The forecast follows a straight line" in shown


def test_months_before_the_period_ends_are_all_that_is_used(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(OUTLOOK, shared_demo, monkeypatch, period="2025"))
    assert "Dec 2026, estimate" in shown
    assert "months without a gap; 18 are needed." in shown


def test_one_month_is_no_basis_for_a_forecast(
    one_month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(OUTLOOK, one_month, monkeypatch))
    assert "can be forecast: either there are too few months" in shown
    assert "1 month without a gap; 18 are needed." in shown


def test_a_small_unit_has_no_outlook(shared_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"facility": SMALL_UNIT.facility_id, "unit": SMALL_UNIT.id}
    shown = markup(page_at(OUTLOOK, shared_demo, monkeypatch, **address))
    assert SMALL_UNIT.name in shown
    assert "80%: " not in shown


def test_without_any_data_the_page_says_what_to_bring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(OUTLOOK, tmp_path / "data", monkeypatch))
    assert "There are no data yet" in shown


def test_contacts_alone_are_forecast(contacts_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = markup(page_at(OUTLOOK, contacts_only, monkeypatch))
    assert "First-contact resolution" in shown
    assert "Overall hospital rating" not in shown


def test_cms_files_alone_are_no_basis(cms_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = markup(page_at(OUTLOOK, cms_only, monkeypatch))
    assert "This page needs months of your own" in shown
