"""Are those told who were set for it, on a page, until they have read it?"""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from cxboard.access import users
from cxboard.storage.folders import PROJECT
from cxboard.storage.messages import messages_for
from cxboard.storage.workspace import Workspace
from tests.commands import run_cxboard
from tests.pages.opening import markup, page_at

SAMPLES = PROJECT / "data" / "samples"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_what_the_watch_did_is_told_and_marked_as_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, folder = tmp_path / "data", tmp_path / "drop"
    workspace = Workspace.open(data)
    for name in ("somebody", "another"):
        users.add(workspace.ledger, name, users.Role.ANALYST)
    folder.mkdir()
    (folder / "places.csv").write_bytes((SAMPLES / "organisation.csv").read_bytes())
    (folder / "<b>broken.csv").write_bytes(b"\x00\x01 not a table")
    wanted = ("watch", folder, "--once", "--settle", "0", "--tell", "somebody")
    run_cxboard(*wanted, data_dir=data, exits=(3,))

    running = page_at("messages", data, monkeypatch, role=users.Role.ANALYST)
    shown = markup(running)
    assert "2 messages to read; 1 of them about a refused file." in shown
    assert "places.csv: published" in shown
    assert "&lt;b&gt;broken.csv: refused" in shown
    assert "rows read" in shown
    (button,) = running.button
    button.click().run()
    assert "Every message is read." in markup(running)
    assert not messages_for(workspace.ledger, "somebody")
    assert not messages_for(workspace.ledger, "another", unread_only=False)


def test_without_messages_the_page_says_who_gets_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("messages", tmp_path, monkeypatch))
    assert "There are no messages for you." in shown
    assert "--tell" in shown
