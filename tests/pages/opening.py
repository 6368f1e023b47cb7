"""How does a test open a page, and what does it read there?"""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxboard.access.users import Role
from cxboard.queries.reader import Reader, opened
from cxboard.results.service import DATA_DIR_VARIABLE, service
from cxboard.storage.publications import current


def page_at(
    page: str,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    role: Role = Role.EXECUTIVE,
    **address: str,
) -> AppTest:
    """Open a page under the filter bar, as a signed-in visitor gets it."""

    def script(page: str, role: str) -> None:
        import streamlit as st

        from cxboard.access.identity import Identity
        from cxboard.access.users import Role
        from cxboard.storage.folders import PROJECT
        from cxboard.ui import cached, filter_bar, state

        state.enter(Identity(name="somebody", role=Role(role), session="one"))

        (file,) = (PROJECT / "pages").glob(f"*/{page}.py")
        shown = st.navigation([st.Page(file, default=True)], position="hidden")
        filter_bar.show(cached.options())
        shown.run()

    monkeypatch.setenv(DATA_DIR_VARIABLE, str(data_dir))
    running = AppTest.from_function(script, args=(page, role.value), default_timeout=60)
    for key, value in address.items():
        running.query_params[key] = value
    return running.run()


def markup(running: AppTest) -> str:
    """Return all HTML of the page but the style sheet."""
    assert not running.exception, running.exception
    blocks = [element.proto.body for element in running.get("html")]
    return "\n".join(block for block in blocks if not block.startswith("<style"))


def reader_of(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Return what the pages of a data folder read."""
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(data_dir))
    workspace = service().workspace
    publication = current(workspace.ledger)
    assert publication is not None
    return opened(workspace, publication)
