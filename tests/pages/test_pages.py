"""Do the pages show the results: with a health system, with CMS's files alone, with nothing?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from cxboard.domain.catalogue import headline_measures, measures_of
from cxboard.domain.filters import Filters
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import DEFAULT_PERIOD, parse_period
from cxboard.domain.vocabulary import Instrument
from cxboard.queries.reader import Reader
from cxboard.results.options import options
from cxboard.results.scorecard import scorecard
from cxboard.results.types import Scorecard
from tests.pages.opening import markup, page_at, reader_of

SCORECARD, DOMAINS = "executive_scorecard", "hcahps_domains"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """Every test has its own lake; a process in service has one for all its life."""
    st.cache_resource.clear()


def expected(reader: Reader, facilities: tuple[str, ...] = ()) -> Scorecard:
    latest = options(reader).latest_month
    assert latest is not None
    period = parse_period(DEFAULT_PERIOD, latest)
    return scorecard(reader, Filters(period=period, facilities=facilities))


def test_the_scorecard_shows_every_headline_measure_with_its_number(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = expected(reader_of(shared_demo, monkeypatch))
    shown = markup(page_at(SCORECARD, shared_demo, monkeypatch))
    assert len(card.rows) == len(headline_measures())
    for row in card.rows:
        assert row.measure.title in shown
        assert format_value(row.score.value, row.measure.unit) in shown
    grid, table = re.findall(r"<table.*?</table>", shown, re.DOTALL)
    assert table.count('scope="row"') == len(card.rows)
    for row in card.rows:
        if row.trend is not None and row.trend.assurance is not None:
            assert grid.count(f">{row.measure.short_title}<") == 1
    assert "by chance alone" in shown
    assert "Rules “ptd7”" in shown
    assert shown.count('class="cx-drawn cx-sparkline"') == len(card.rows)
    assert ">nan" not in shown.lower()
    assert "hcahps-domains?measure=responsiveness" in shown
    assert "publication p0" in shown
    assert "against Jan 2025" in shown, "what is not compared with the usual period says so"
    assert "no board has agreed" in shown
    assert shown.count("changed on 1 January 2025") <= 1
    assert re.search(r"contacts</small>", shown)
    assert "below, industry guide, 2026</small>" in shown


def test_the_hospital_in_the_address_narrows_the_scorecard_and_its_links(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(shared_demo, monkeypatch)
    hospital = options(reader).facilities[1]
    card = expected(reader, (hospital.id,))
    shown = markup(page_at(SCORECARD, shared_demo, monkeypatch, facility=hospital.id))
    assert format_value(card.rows[0].score.value, card.rows[0].measure.unit) in shown
    assert f"facility={hospital.id}&amp;measure=responsiveness" in shown


@pytest.mark.parametrize("instrument", list(Instrument))
def test_the_domains_of_each_instrument(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch, instrument: Instrument
) -> None:
    running = page_at(
        DOMAINS,
        telling_demo,
        monkeypatch,
        instrument=instrument.value,
        measure="responsiveness",
        period="2023-11..2024-10" if instrument is Instrument.LEGACY else "12m",
    )
    shown = markup(running)
    for measure in measures_of(instrument):
        assert measure.title in shown
    assert shown.count('aria-current="true"') == 1
    assert "By hospital" in shown
    chart, units = running.get("plotly_chart")
    assert "Responsiveness of hospital staff. By month: " in chart.proto.alt
    assert "Units among each other" in shown
    assert units.proto.alt.count(", within") > 5
    assert "Linear mean scores" in shown
    assert "unadjusted; cut points of" in shown


def test_a_chart_says_how_many_of_its_months_are_hidden(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = {"facility": "LH01", "measure": "overall_rating"}
    shown = markup(page_at(DOMAINS, shared_demo, monkeypatch, **address))
    assert re.search(r"\d+ of \d+ months are hidden: they would tell of few people", shown)


def test_a_survey_that_was_not_used_in_the_period_is_said_so(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(DOMAINS, shared_demo, monkeypatch, instrument=Instrument.LEGACY.value))
    assert "This survey was not in use then" in shown


def test_the_survey_in_force_at_the_end_of_the_period_is_shown(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(DOMAINS, shared_demo, monkeypatch, period="2024"))
    assert "This survey was not in use then" not in shown
    assert "Quietness of hospital environment" in shown


def test_a_reference_of_former_questions_does_not_tint_the_new_ones(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(DOMAINS, shared_demo, monkeypatch))
    assert re.search(r"(None|\d) of 7 lie below the CMS national average", shown)
    grid = shown[shown.index("cx-heat") :]
    references = re.findall(r"<td[^>]*>([^<]*)</td>", grid[: grid.index("<tbody")])
    titles = [measure.short_title for measure in measures_of(Instrument.UPDATED)]
    found = dict(zip(titles, references, strict=True))
    assert found["Responsiveness"] == "–"
    assert found["Nurse communication"] != "–"
    assert "contacts" not in shown[: shown.index("publication p0")]


def test_with_cms_files_alone_the_domains_page_does_its_job(
    cms_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(DOMAINS, cms_only, monkeypatch)
    shown = markup(running)
    for said in ("No survey responses of your own", "84%", "93", "5 of 5", "4 of 5", "24%"):
        assert said in shown
    assert "discharges Jul 2024 to Jun 2025" in shown[: shown.index("publication p0")]
    assert "Not Available" in shown
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert len(running.dataframe) == 1
    assert "HCAHPS domains" in markup(page_at(SCORECARD, cms_only, monkeypatch))


@pytest.mark.parametrize("page", [SCORECARD, DOMAINS])
def test_with_nothing_at_all_a_page_says_what_to_do(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(page, tmp_path / "data", monkeypatch))
    assert "There are no data yet" in shown
    assert "cxboard ingest" in shown


def test_the_domains_say_first_what_needs_a_decision(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("hcahps_domains", telling_demo, monkeypatch))
    finding = shown[shown.index("cx-finding") : shown.index("</ul>")]
    assert "Responsiveness has really worsened at Northgate Hospital" in finding
    assert re.search(r"\d+ of 11 domains will not reach", finding)
    table = shown[shown.index("What needs a decision comes first") :]
    assert table.index("Care coordination") < table.index("Communication with doctors")
