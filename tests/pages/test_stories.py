"""Is every planted story of Larkfield Health found by the page that should find it?

Each is told by one page at least, in words; the pages' own tests look closer.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
import streamlit as st

from cxboard.demo import stories
from cxboard.demo.plan import Plan
from cxboard.demo.story import Story
from cxboard.domain.periods import Period, add_months, month_name
from tests.pages.opening import markup, page_at

END: Final = Plan().end
SCORECARD, DOMAINS, SIGNALS = "executive_scorecard", "hcahps_domains", "signals"
_FIRST, _LAST = stories.NPS_DISAGREES.window(END)
QUARTER: Final = Period(first=_FIRST, last=_LAST)
LATE_YEAR: Final = "2024-11..2025-10"
"""The twelve months with most late answers: few of one hospital's complaints fall in a quarter."""

FOUND: Final[tuple[tuple[Story, str, dict[str, str], str], ...]] = (
    (
        stories.RESPONSIVENESS_FALLS,
        SCORECARD,
        {},
        r"Responsiveness has really worsened at Northgate Hospital",
    ),
    (
        stories.QUIET_NIGHTS,
        "did_it_work",
        {},
        r"Quiet nights[^<]*</a>.*?Harbor Point Medical Center.*?▲ worked",
    ),
    (
        stories.PORTAL_MIX,
        "omnichannel",
        {},
        r"channels did better \(\+\d\.\d\) while people moved to channels that satisfy less",
    ),
    (
        stories.DIGITAL_ADOPTION,
        SIGNALS,
        {},
        r"Improving \(.*?>All hospitals<.*?>Missed appointments<",
    ),
    (
        stories.SPANISH_INFORMATION_GAP,
        "equity",
        {},
        r"cx-finding\">Patients who prefer Spanish fare worse than all others in information",
    ),
    (
        stories.NPS_DISAGREES,
        "nps_trends",
        {},
        rf"In {QUARTER.describe()} they disagree: NPS fell .* while the HCAHPS overall rating rose",
    ),
    (
        stories.BILLING_UPSET,
        "omnichannel",
        {"period": f"{QUARTER.last.year}Q{QUARTER.last.month // 3}"},
        r"Fell most: billing and financial support, −\d\.\d points",
    ),
    (
        stories.FCR_CLIMBS,
        SCORECARD,
        {},
        r"First-contact resolution \(\d\d\.\d%\): improving since",
    ),
    (
        stories.WINTER_DIP,
        "outlook",
        {"forecast": "overall_rating"},
        r"The forecast follows [^.]* with a yearly season",
    ),
    (
        stories.LATE_ANSWERS,
        "closing_the_loop",
        {"period": LATE_YEAR},
        r"Westmere Regional Hospital answers \d\d\.\d% of its complaints in time",
    ),
    (
        stories.POOR_SCORES_CALLED,
        "closing_the_loop",
        {},
        r"of poor scores are called back within 48 hours \(\+\d+\.\d points, more than chance",
    ),
    (
        stories.EMPATHY_TRAINING,
        SIGNALS,
        {},
        r"Improving \(.*?>All hospitals<.*?>Staff trained in empathy<",
    ),
    (
        stories.TOO_SMALL,
        "reach",
        {},
        r">Hazel Hand Surgery Suite<small>[^<]*</small></th>(<td[^>]*>(none|hidden)</td>)+</tr>",
    ),
)


@pytest.fixture(scope="module", autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_every_story_has_a_page() -> None:
    assert {story.id for story, *_ in FOUND} == {story.id for story in stories.STORIES}


@pytest.mark.parametrize(
    ("story", "page", "address", "said"), FOUND, ids=[story.id for story, *_ in FOUND]
)
def test_the_page_tells_the_story(
    telling_demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    story: Story,
    page: str,
    address: dict[str, str],
    said: str,
) -> None:
    shown = markup(page_at(page, telling_demo, monkeypatch, **address))
    assert re.search(said, shown, re.DOTALL), story.what


def about(first: int | None) -> tuple[str, str]:
    """Return a story's first month, and the one before it, which may lie low by chance."""
    month = add_months(END, first or 0)
    return month_name(month), month_name(add_months(month, -1))


def test_the_fall_at_one_hospital_is_the_first_thing_that_the_whole_scorecard_says(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(SCORECARD, telling_demo, monkeypatch))
    details = shown[shown.index("cx-details") : shown.index("cx-meta")]
    first = details[: details.index("</li>")]
    assert "Northgate Hospital: Responsiveness of hospital staff" in first
    assert "hcahps-domains?measure=responsiveness&amp;facility=LH02" in first
    assert shown.count("Northgate Hospital</a>: getting worse since") == 1
    row = shown[shown.rindex("First-contact resolution</a>") :]
    assert "a real rise, not noise" in row[: row.index("</tr>")]


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
    chart = page.get("plotly_chart")[0]
    assert "a real fall, not noise" in chart.proto.alt


def test_quiet_nights_are_an_improvement_where_they_were_started(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(stories.QUIET_NIGHTS.facility)
    shown = markup(
        page_at(DOMAINS, telling_demo, monkeypatch, facility=place, measure="restfulness")
    )
    assert "Restfulness: a real change for the better" in shown
