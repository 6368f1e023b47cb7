"""Can an analyst see every upload, what it changed, take it back, and bring it back again?"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxboard.access.users import Role
from cxboard.ingest.progress import Progress
from cxboard.queries.reader import opened
from cxboard.results.history import UploadState, consequences, history, matching
from cxboard.results.kpis import headline_values
from cxboard.storage.publications import current
from cxboard.storage.steps import Step
from cxboard.storage.workspace import Workspace
from tests.pages.opening import markup, page_at


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def newest(workspace: Workspace, kind: str) -> str:
    return next(row.record.upload_id for row in history(workspace) if row.record.kind.value == kind)


def values(workspace: Workspace) -> dict[str, float | None]:
    publication = current(workspace.ledger)
    assert publication is not None
    return headline_values(opened(workspace, publication))


def click(running: AppTest, label: str) -> AppTest:
    (button,) = [each for each in running.button if each.label.startswith(label)]
    return button.click().run()


def press(running: AppTest, label: str) -> AppTest:
    """Press a button and wait until what it began behind the page has come to its end."""
    running = click(running, label)
    for thread in threading.enumerate():
        if thread.name == "switch":
            thread.join(60)
    return running.run()


def test_every_upload_is_listed_with_its_receipt(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(shared_demo)
    running = page_at("history", shared_demo, monkeypatch)
    shown = markup(running)
    rows = history(workspace)
    assert f"All {len(rows)} uploads are what readers see." in shown
    for row in rows:
        assert row.record.upload_id in shown
    assert rows[0].record.sha256 in shown
    assert "Rows accepted" in shown
    assert any(row.effect and row.effect.changes for row in rows), "the demo tells what it moved"
    (log,) = [each.value for each in running.dataframe if "Publication" in each.value]
    assert list(log["What"]) == ["published"] * len(rows)
    assert set(log["By"]) == {"demo"}


def test_a_reader_is_told_who_may_undo(shared_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = page_at("history", shared_demo, monkeypatch, role=Role.EXECUTIVE)
    assert not [button for button in running.button if "ndo" in button.label]
    assert any("you are signed in to read" in caption.value for caption in running.caption)


def test_undo_says_first_what_it_changes_and_redo_brings_it_back(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(own_demo)
    before = values(workspace)
    upload = newest(workspace, "survey")
    running = page_at("history", own_demo, monkeypatch, role=Role.ANALYST, upload=upload)
    running = press(running, "Show what undoing it changes")
    assert "Headline measures, now and afterwards" in markup(running)
    promised = {each.measure: each.after for each in consequences(workspace, upload).changes}
    assert promised

    running = press(running, "Undo ")
    assert any("Undo is done" in each.value for each in running.success)
    undone = values(workspace)
    assert {measure: undone.get(measure) for measure in promised} == promised
    assert {
        row.record.upload_id for row in history(workspace) if row.state is UploadState.UNDONE
    } == {upload}

    running = press(running, "Show what redoing it changes")
    press(running, "Redo ")
    assert values(workspace) == before


def test_an_undo_that_waits_for_another_writer_can_be_cancelled(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(own_demo)
    before = current(workspace.ledger)
    upload = newest(workspace, "survey")
    running = page_at("history", own_demo, monkeypatch, role=Role.ANALYST, upload=upload)
    running = press(running, "Show what undoing it changes")
    waiting, begin = threading.Event(), Progress.begin

    def told(progress: Progress, step: Step, detail: str = "") -> None:
        waiting.set()
        begin(progress, step, detail)

    monkeypatch.setattr(Progress, "begin", told)
    with workspace.writing("Anna"):
        running = click(running, "Undo ")
        assert waiting.wait(60)
        running.run()
        assert any(f"{Step.WAIT.value} (Anna, since " in each.value for each in running.info)
        running = press(running, "Cancel")
    assert any(each.value.startswith("Cancelled") for each in running.success)
    assert current(workspace.ledger) == before


def test_an_empty_lake_says_what_to_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("history", tmp_path, monkeypatch))
    assert "Nothing was taken in yet." in shown
    assert "cxboard ingest" in shown


@pytest.mark.parametrize(
    ("words", "found"),
    [("survey 2026", True), ("SURVEY published", True), ("survey undone", False)],
)
def test_search(shared_demo: Path, words: str, found: bool) -> None:
    assert bool(matching(history(Workspace.open(shared_demo)), words)) is found
