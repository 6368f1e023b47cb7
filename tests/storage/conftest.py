"""An empty workspace for tests of the store, its ledger in each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxboard.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path, ledger_url: str) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "data", ledger_url)
    yield opened
    opened.close()
