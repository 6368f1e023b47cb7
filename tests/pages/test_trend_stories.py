"""Do the pages that judge trends find what happened at Larkfield Health?"""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from cxboard.demo import stories
from cxboard.demo.plan import Plan
from cxboard.domain.periods import add_months, month_name
from tests.pages.opening import markup, page_at

SCORECARD, DOMAINS = "executive_scorecard", "hcahps_domains"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def about(first: int | None) -> tuple[str, str]:
    """Return a story's first month, and the one before it, which may lie low by chance."""
    month = add_months(Plan().end, first or 0)
    return month_name(month), month_name(add_months(month, -1))


def test_the_fall_of_responsiveness_is_on_the_hospitals_scorecard(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = stories.RESPONSIVENESS_FALLS
    shown = markup(page_at(SCORECARD, telling_demo, monkeypatch, facility=str(story.facility)))
    details = shown[shown.index("cx-details") : shown.index("cx-meta")]
    assert "Responsiveness of hospital staff" in details
    assert any(f"worsening since {month}" in details for month in about(story.first))
    needed = shown[shown.index("Needs a decision (") :]
    assert "a real fall, not noise" in needed


def test_the_fall_at_one_hospital_is_the_first_thing_that_the_whole_scorecard_says(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(SCORECARD, telling_demo, monkeypatch))
    assert "Responsiveness of hospital staff has really worsened at Northgate Hospital" in shown
    details = shown[shown.index("cx-details") : shown.index("cx-meta")]
    first = details[: details.index("</li>")]
    assert "Northgate Hospital: Responsiveness of hospital staff" in first
    assert "hcahps-domains?measure=responsiveness&amp;facility=LH02" in first
    assert shown.count("Northgate Hospital</a>: getting worse since") == 1


def test_the_fall_of_responsiveness_is_marked_on_its_chart(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = stories.RESPONSIVENESS_FALLS
    page = page_at(
        DOMAINS, telling_demo, monkeypatch, facility=str(story.facility), measure="responsiveness"
    )
    shown = markup(page)
    title = "Responsiveness: a real change for the worse since"
    assert any(f"{title} {month}" in shown for month in about(story.first))
    assert "7 Points Below CL" in shown, "the table behind the chart says it, too"
    assert "Process limits" in shown
    assert "“ptd7”" in shown
    (chart,) = page.get("plotly_chart")
    assert "a real fall, not noise" in chart.proto.alt


def test_quiet_nights_are_an_improvement_where_they_were_started(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(stories.QUIET_NIGHTS.facility)
    shown = markup(
        page_at(DOMAINS, telling_demo, monkeypatch, facility=place, measure="restfulness")
    )
    assert "Restfulness: a real change for the better" in shown


def test_first_contact_resolution_rises_and_misses_its_target(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(SCORECARD, telling_demo, monkeypatch))
    row = shown[shown.rindex("First-contact resolution</a>") :]
    assert "a real rise, not noise" in row[: row.index("</tr>")]
