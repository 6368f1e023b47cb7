"""Does the page say of each action whether it worked, and of the quiet nights that they did?"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from cxboard.demo import stories
from cxboard.demo.plan import Plan
from cxboard.domain.actions import Action, ActionStatus, PatientSide
from cxboard.domain.periods import Period
from cxboard.domain.records import Author
from cxboard.queries.reader import opened
from cxboard.results.impact_years import year_by_year
from cxboard.storage import registers
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace
from tests.pages.opening import markup, page_at

PAGE = "did_it_work"
QUIET = stories.QUIET_NIGHTS
QUIET_START = QUIET.window(Plan().end)[0]


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


@pytest.fixture
def own_demo(telling_demo: Path, tmp_path: Path) -> Path:
    """Return a copy of the large demo whose own actions are withdrawn."""
    own_demo = Path(shutil.copytree(telling_demo, tmp_path / "data"))
    workspace = Workspace.open(own_demo)
    for action in registers.read(workspace.ledger).actions:
        author = Author(name="somebody", role="analyst")
        registers.save(workspace.ledger, replace(action, withdrawn=True), author)
    workspace.close()
    return own_demo


def enter(data_dir: Path, measure: str, title: str, start: date, facility: str = "") -> str:
    """Enter an action in the register and return its id."""
    workspace = Workspace.open(data_dir)
    action = Action(
        measure_id=measure,
        title=title,
        owner_role="Chief nurse",
        start=start,
        due=start.replace(year=start.year + 1),
        status=ActionStatus.UNDER_WAY,
        facility_id=facility,
        patient_side=(PatientSide.COMPASSION,),
    )
    kept = registers.save(workspace.ledger, action, Author(name="somebody", role="analyst"))
    workspace.close()
    return str(kept.id)


def test_the_quiet_nights_worked_and_what_has_just_begun_is_too_early(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert QUIET.facility is not None
    title = "Lights out, voices down"
    quiet = enter(own_demo, "restfulness", title, QUIET_START, QUIET.facility)
    enter(own_demo, "nps", "Bills that people <b>understand</b>", Plan().end)
    running = page_at(PAGE, own_demo, monkeypatch, action=quiet)
    shown = markup(running)
    finding = shown[: shown.index("</p>")]
    assert f"worked: “{title}”" in finding
    assert "too early" in finding
    assert "Restfulness of hospital environment" in shown
    assert "places without the action, none of which moved as much" in shown
    assert "Regression to the mean: before the start this was the worst of" in shown
    assert "by permutation" in shown
    assert "15 months since the start, and the latest is no signal for the worse" in shown
    assert "<b>understand" not in shown
    (chart,) = running.get("plotly_chart")
    assert f"{title}, Harbor Point Medical Center: worked" in chart.proto.alt
    assert f"action={quiet}" in shown
    assert ">nan" not in shown.lower()


def test_the_hospital_chosen_narrows_the_list(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(own_demo, "restfulness", "Only at Harbor Point", QUIET_START, "LH04")
    enter(own_demo, "cleanliness", "Only at Northgate", date(2025, 6, 1), "LH02")
    shown = markup(page_at(PAGE, own_demo, monkeypatch, facility="LH02"))
    assert "Only at Northgate" in shown
    assert "Only at Harbor Point" not in shown
    assert "Actions that concern Northgate Hospital, months to" in shown


def test_a_channel_narrows_neither_the_verdicts_nor_what_is_counted(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(own_demo, "restfulness", "Hush", QUIET_START, "LH04")
    whole, phone = (
        markup(page_at(PAGE, own_demo, monkeypatch, **address))
        for address in ({}, {"channel": "phone"})
    )
    assert "all service lines and channels" in phone
    (counted,) = re.findall(r"<span>[^<]+ surveys</span>", whole)
    assert counted in phone


def test_months_after_the_period_are_not_known_yet(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = enter(own_demo, "restfulness", "Hush", QUIET_START, "LH04")
    shown = markup(page_at(PAGE, own_demo, monkeypatch, action=quiet, period="2025"))
    assert "Hush, Harbor Point Medical Center: too early" in shown


def test_one_month_says_nothing_about_an_action(
    one_month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = tmp_path / "data"
    shutil.copytree(one_month, data_dir)
    enter(data_dir, "restfulness", "Hush", QUIET_START, "LH04")
    shown = markup(page_at(PAGE, data_dir, monkeypatch))
    assert "1 month with a value since the start; 6 more are needed" in shown


def test_without_any_data_the_page_says_what_to_bring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There are no data yet" in markup(page_at(PAGE, tmp_path / "data", monkeypatch))


def test_contacts_without_actions_and_cms_files_alone(
    contacts_only: Path, cms_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts = markup(page_at(PAGE, contacts_only, monkeypatch))
    assert "No action is on record here" in contacts
    published = markup(page_at(PAGE, cms_only, monkeypatch))
    assert "needs months of your own" in published


def test_where_all_months_are_hidden_that_is_the_reason(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    assert "Its months are hidden: they would tell of few people." in shown


def test_two_years_stand_beside_each_other_and_are_no_verdict(telling_demo: Path) -> None:
    workspace = Workspace.open(telling_demo)
    publication = current(workspace.ledger)
    assert publication is not None
    action = Action(
        measure_id="cleanliness",
        title="More cleaners",
        owner_role="Chief nurse",
        start=date(2025, 12, 1),
        due=date(2026, 12, 1),
    )
    months = Period(first=date(2024, 1, 1), last=date(2026, 10, 1))
    said = year_by_year(opened(workspace, publication), action, months)
    workspace.close()
    assert re.search(
        r"By year: \d\d\.\d% in Nov 2024 to Oct 2025, \d\d\.\d% in Nov 2025 to Oct 2026 \(.* "
        r"the action began in Dec 2025\. Two values are no verdict\.$",
        said,
    )
