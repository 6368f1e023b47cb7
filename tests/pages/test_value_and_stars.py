"""Does the page on value and stars say what the surveys would earn, and only as an estimate?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from cxboard.ingest.load import ingest_file
from cxboard.storage.folders import PROJECT
from cxboard.storage.workspace import Workspace
from tests.pages.opening import markup, page_at

PAGE = "value_and_stars"
SAMPLES = PROJECT / "data" / "samples"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_points_and_stars_are_estimates_with_their_way_to_more(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    assert re.search(r"would earn about \d+ of 100 points in fiscal year 2027", shown)
    assert "Communication with nurses" in shown
    assert "With Nurses" not in shown, "one word for one thing"
    beside = shown[shown.index("Each hospital’s rating and outcomes") :]
    for said in ("Westmere Regional Hospital", "Readmissions", "Retention", "Operating margin"):
        assert said in beside
    assert shown.count("per 100, ") >= 4
    assert re.search(r">Quietness [^<]*</th><td>[^<]*is now part of Restfulness", shown)
    assert re.search(r"more favourable answers? over its [23] questions\.", shown)
    assert "planning estimate" in shown
    assert "(provisional, unadjusted; cut points of" in shown
    assert "Operating margin" in shown or "margin" in shown.lower()
    assert "does not say that one causes the other" in shown
    assert "$" not in shown, "no dollars without a figure of the reader's"


def test_every_hospital_has_its_own_points_as_cms_scores_it(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = re.compile(r'facility=(\w+)"[^>]*>[^<]*</a></th><td class="cx-nowrap"><b>(\d+)</b>')
    points = {
        name: int(n) for name, n in row.findall(markup(page_at(PAGE, shared_demo, monkeypatch)))
    }
    assert len(points) > 3
    assert list(points.values()) == sorted(points.values(), reverse=True)
    name, most = next(iter(points.items()))
    alone = markup(page_at(PAGE, shared_demo, monkeypatch, facility=name))
    assert f"would earn about {most} of 100 points" in alone
    assert not row.search(alone)


def test_dollars_come_from_the_readers_own_figure(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, base="100000000"))
    # 100 million × 2 % × slope 3.24 × a quarter ÷ 100
    assert "about $16,200 a year" in shown
    assert "Estimate: 2% is withheld" in shown


@pytest.mark.parametrize("base", ["-5", "nonsense", "0"])
def test_an_amount_that_is_none_gives_no_dollars(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    assert "$" not in markup(page_at(PAGE, shared_demo, monkeypatch, base=base))


def test_without_data_it_says_what_to_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There are no data yet" in markup(page_at(PAGE, tmp_path, monkeypatch))


def test_contacts_alone_earn_no_points_and_the_page_says_so(
    contacts_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, contacts_only, monkeypatch))
    assert "Nobody answered a survey in this selection" in shown
    assert "What a point is worth" not in shown
    assert "provisional from" not in shown, "nobody’s answers still come in"


def test_a_population_too_small_has_no_points(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = {"facility": "LH06", "unit": "LH06-U01", "period": "1m"}
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, **address))
    assert "CMS would give no points" in shown
    assert "hidden" in shown


def test_what_cms_published_of_vbp_and_what_higher_rates_would_earn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(tmp_path)
    for name in ("cms_vbp.csv", "cms_general.csv"):
        assert ingest_file(workspace, SAMPLES / name).outcome == "published"
    workspace.close()
    shown = markup(page_at(PAGE, tmp_path, monkeypatch, published="010999"))
    assert "as CMS published it, fiscal year 2025" in shown
    assert "earned 32 of 100 points of Person and Community Engagement" in shown
    assert "32 of 100 points: base 14 of 80, consistency 18 of 20" in shown
    assert "The same points follow from its rates and standards." in shown
    assert "Communication With" not in shown, "one word for one thing"
    address = {"published": "010999", "cms_nurses": "20", "base": "100000000", "total": "30"}
    moved = markup(page_at(PAGE, tmp_path, monkeypatch, **address))
    assert "no chance is stated" in moved
    assert re.search(r"Domain, of 100</th>(<td></td>){3}<td>32</td><td>(\d+)</td>", moved)
    assert "Payment effect a year, estimate" in moved


def test_each_dimension_is_moved_on_its_own_and_the_chance_is_told(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = markup(page_at(PAGE, shared_demo, monkeypatch))
    assert "Move a dimension to see what it would earn." in still
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, more_rating="3", base="100000000"))
    assert re.search(r"of 100 points instead of \d+, \+\d\.\d\d points of the total", shown)
    assert "a year, an estimate." in shown
    assert "in 100 if nothing changes; four times in five once the true rate is" in shown
    assert len(re.findall("if nothing changes; four times", shown)) == 1, "the rating alone moved"
    assert "more_rating=3" in shown, "the link reproduces it"


@pytest.mark.parametrize("rise", ["999", "-999", "nan", "<b>", "1e400"])
def test_a_hostile_rise_moves_nothing(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, rise: str
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, more_rating=rise))
    assert "Move a dimension to see what it would earn." in shown
