"""An empty workspace for tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxboard.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "data")
    yield opened
    opened.close()
