"""Can people read the registers, change them, and never lose what somebody else wrote?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxboard.access.users import Role
from cxboard.domain.actions import Action, ActionStatus, PatientSide
from cxboard.domain.records import Author
from cxboard.results.action_board import action_board
from cxboard.results.service import service
from cxboard.storage import registers
from cxboard.storage.ledger import Ledger, now
from tests.pages.opening import markup, page_at

OTTO = Author(name="otto", role="administrator")


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return the ledger of an empty data folder."""
    (tmp_path / "data").mkdir()
    opened = Ledger(f"sqlite:///{tmp_path / 'data' / 'ledger.db'}")
    yield opened
    opened.close()


@pytest.fixture
def action(ledger: Ledger) -> Action:
    """Return an action that is written down."""
    entry = Action(
        measure_id="nps",
        title="Call back",
        owner_role="Chief nurse",
        start=date(2026, 1, 5),
        due=date(2026, 2, 1),
        patient_side=(PatientSide.COMPASSION,),
    )
    return registers.save(ledger, entry, OTTO)


def field(running: AppTest, label: str) -> AppTest:
    every = [*running.text_input, *running.selectbox, *running.multiselect, *running.text_area]
    return next(each for each in every if each.label == label)


def press(running: AppTest, label: str) -> AppTest:
    return next(each for each in running.button if each.label == label).click().run()


def said(running: AppTest) -> str:
    return " ".join(e.value for e in (*running.success, *running.error, *running.caption))


def test_the_actions_of_the_demo_are_listed_overdue_first(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = registers.read(Ledger(f"sqlite:///{shared_demo / 'ledger.db'}"))
    board = action_board(kept.actions, now().date())
    shown = markup(page_at("actions", shared_demo, monkeypatch))
    assert board.finding.replace("“", "“") in shown
    positions = [shown.index(row.action.title, shown.index("<tbody")) for row in board.rows]
    assert positions == sorted(positions)
    late = [row.days_late for row in board.rows if row.days_late is not None]
    assert late
    assert late == sorted(late, reverse=True)
    assert f"overdue by {late[0]} days" in shown
    assert "Quiet nights" in shown
    assert "Harbor Point Medical Center" in shown
    assert "patient side only" not in shown
    assert "customer side only" in shown


def test_actions_are_narrowed_by_hospital_status_and_owner(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("actions", shared_demo, monkeypatch, facility="LH04", status="done"))
    assert "Quiet nights" in shown
    assert "entries of every period, service line and channel" in shown
    assert "vacant posts" not in shown
    assert "Empathy training" not in shown
    shown = markup(page_at("actions", shared_demo, monkeypatch, owner="Chief pharmacist"))
    assert "explained in Spanish" in shown
    assert "Quiet nights" not in shown
    shown = markup(page_at("actions", shared_demo, monkeypatch, status="<script>"))
    assert "<script>" not in shown


def test_who_may_only_read_is_told_so(
    action: Action, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at("actions", tmp_path / "data", monkeypatch)
    assert "signed in to read" in said(running)
    assert not running.button
    assert "Call back" in markup(running)


def test_an_analyst_adds_an_action_and_everybody_sees_it(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at("actions", tmp_path / "data", monkeypatch, Role.ANALYST)
    assert "No action is written down yet" in markup(running)
    running = field(running, "Add or change").select("new").run()
    running = press(running, "Save")
    assert "Give the action a title" in said(running)
    field(running, "What is done").input("Quiet <hours>")
    field(running, "Owner (a role)").input("Chief nurse")
    field(running, "What it does for the patient").set_value([PatientSide.COMPASSION])
    running = press(running, "Save")
    assert "The action is saved." in said(running)
    assert "Quiet &lt;hours&gt;" in markup(running)
    assert "Quiet &lt;hours&gt;" in markup(page_at("actions", tmp_path / "data", monkeypatch))
    (stored,) = registers.read(ledger).actions
    (line,) = registers.history(ledger, stored)
    assert (stored.changed_role, line.by, line.change) == ("analyst", "somebody", "added")


def test_the_second_of_two_sees_both_and_only_what_was_changed_is_saved(
    ledger: Ledger, action: Action, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(
        "actions", tmp_path / "data", monkeypatch, Role.ANALYST, action=str(action.id)
    )
    field(running, "Notes").input("My note")
    registers.save(ledger, replace(action, owner_role="Chief operating officer"), OTTO)
    running = press(running, "Save")
    assert "This entry was changed after you opened it, by\\: administrator" in said(running)
    shown = markup(running)
    table = shown[shown.index("Two versions of one entry") :]
    for text in ("Chief operating officer", "My note"):
        assert text in table
    running = press(running, "Save")
    assert "The action is saved." in said(running)
    (stored,) = registers.read(ledger).actions
    assert (stored.owner_role, stored.notes) == ("Chief operating officer", "My note")
    changes = [line.change for line in registers.history(ledger, stored)]
    assert changes == ["changed", "refused", "changed", "added"]


def test_what_is_typed_outlives_that_another_renames_the_entry(
    ledger: Ledger, action: Action, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at("actions", tmp_path / "data", monkeypatch, Role.ANALYST)
    running = field(running, "Add or change").select(str(action.id)).run()
    labels = field(running, "Add or change").options
    field(running, "Notes").input("My note")
    registers.save(ledger, replace(action, title="Call back in two days"), OTTO)
    running = press(running, "Save")
    assert field(running, "Add or change").options == labels  # a browser sends them back
    assert "yours is kept in the form above" in said(running)
    running = press(running, "Save")
    assert "The action is saved." in said(running)
    (stored,) = registers.read(ledger).actions
    assert (stored.title, stored.notes) == ("Call back in two days", "My note")


def test_what_is_typed_outlives_that_another_withdraws_the_entry(
    ledger: Ledger, action: Action, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at("actions", tmp_path / "data", monkeypatch, Role.ANALYST)
    running = field(running, "Add or change").select(str(action.id)).run()
    labels = field(running, "Add or change").options
    field(running, "Notes").input("My note")
    registers.save(ledger, replace(action, withdrawn=True), OTTO)
    running = press(running, "Save")
    assert field(running, "Add or change").options == labels  # a browser sends them back
    assert "withdrawn after you opened it, by\\: administrator" in said(running)
    assert "Withdrawn" in markup(running)[markup(running).index("Two versions of one entry") :]
    assert registers.read(ledger).actions == ()
    running = press(running, "Bring back and save")
    assert "The action is saved." in said(running)
    assert [each.notes for each in registers.read(ledger).actions] == ["My note"]


def test_an_action_is_withdrawn_and_brought_back(
    ledger: Ledger, action: Action, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(
        "actions", tmp_path / "data", monkeypatch, Role.ANALYST, action=str(action.id)
    )
    running = press(running, "Withdraw this action")
    assert registers.read(ledger).actions == ()
    running = field(running, "Add or change").select(str(action.id)).run()
    running = press(running, "Bring back and save")
    assert [a.status for a in registers.read(ledger).actions] == [ActionStatus.PLANNED]


def test_nothing_is_edited_while_lake_and_ledger_differ(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_at("actions", own_demo, monkeypatch, Role.ANALYST)
    next((own_demo / "lake").rglob("*.json")).unlink()
    service().check(contents=False)
    running = page_at("actions", own_demo, monkeypatch, Role.ANALYST)
    assert "read-only" in said(running)
    assert not running.button


@pytest.mark.parametrize("register", ["targets", "rebases", "annotations", "alerts"])
def test_each_register_of_single_series_is_shown_and_opens_its_form(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, register: str
) -> None:
    key = register.removesuffix("s")
    address = {"register": register, key: "new"}
    running = page_at("targets_and_rebases", shared_demo, monkeypatch, Role.ANALYST, **address)
    assert "placeholders; no process limit rebased." in markup(running)
    running = press(running, "Close without saving")
    assert not running.exception


def test_a_rebase_needs_role_and_reason(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(
        "targets_and_rebases",
        tmp_path / "data",
        monkeypatch,
        Role.ANALYST,
        register="rebases",
        rebase="new",
    )
    running = press(running, "Save")
    assert "Name the role that decided" in said(running)
    field(running, "Decided by (a role)").input("Chief nurse")
    field(running, "Because").input("Twelve new beds")
    running = press(running, "Save")
    assert "The rebase is saved." in said(running)
    assert "Twelve new beds" in markup(running)
    assert "1 series rebased" in markup(running)


def test_the_assessment_shows_every_area_and_what_moved(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("framework_assessment", shared_demo, monkeypatch))
    assert "2 actions are overdue; 1 area fell and 13 rose since the review before;" in shown
    assert shown.count('scope="rowgroup"') == 5
    assert shown.count("placeholder title") == 23
    assert "23 of 23 area titles are placeholders" in shown
    assert "Fell: Complaints and compliments." in shown
    assert 'href="/hcahps-domains"' in shown


def test_a_first_review_is_begun_and_an_area_assessed(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "framework_assessment"
    running = page_at(page, tmp_path / "data", monkeypatch, Role.ANALYST, review="new")
    assert "There is no review yet" in markup(running)
    field(running, "Review group").input("Committee")
    field(running, "Led by (a role)").input("Chief nurse")
    running = press(running, "Save")
    assert "0 of 23 areas are assessed." in markup(running)
    running = page_at(page, tmp_path / "data", monkeypatch, Role.ANALYST, assessment="new")
    field(running, "Level").select(3)
    field(running, "Evidence: one page address or sentence a line").input("nps?x=1\njavascript:1")
    running = press(running, "Save")
    shown = markup(running)
    assert "1 of 23 areas are assessed." in shown
    assert "3 Established" in shown
    assert 'href="javascript' not in shown
    (stored,) = registers.read(ledger).assessments
    assert stored.evidence == ("nps?x=1", "javascript:1")


def test_work_with_patients_is_shown_by_level_with_what_became_of_advice(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("working_with_patients", shared_demo, monkeypatch))
    assert "1 recommendation of patients is overdue: “One bill, not four”" in shown
    for level in ("Intrapersonal", "Interpersonal", "Organisational", "Systemic"):
        assert level in shown
    assert "One bill, not four" in shown
    assert "Family and caregiver involvement" in shown
    address = {"facility": "LH02", "period": "2026Q3", "channel": "phone"}
    shown = markup(page_at("working_with_patients", shared_demo, monkeypatch, **address))
    assert "Lights out on the corridors" not in shown
    assert " · by Phone, Jul 2026 to Sep 2026." in shown[shown.index("How families are involved") :]


def test_a_recommendation_is_closed_only_with_a_word_on_what_became_of_it(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "working_with_patients"
    running = page_at(page, tmp_path / "data", monkeypatch, Role.ANALYST, partnership="new")
    assert "No work with patients is written down yet" in markup(running)
    field(running, "Title").input("One bill")
    field(running, "Lead (a role)").input("Chief financial officer")
    next(d for d in running.date_input if d.label.startswith("Closed")).set_value(now().date())
    running = press(running, "Save")
    assert "Say what became of the recommendation" in said(running)
    field(running, "What became of it").input("Done")
    running = press(running, "Save")
    assert "No recommendation of patients is overdue; 1 of 1 are closed." in markup(running)
