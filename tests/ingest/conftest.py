"""What do the tests of the ingest share? An empty data folder, and one that knows the hospitals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxboard.storage.workspace import Workspace
from tests.ingest.files import send_sample


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an empty data folder."""
    opened = Workspace.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def registered(workspace: Workspace) -> Workspace:
    """Return a data folder with the sample's organisation register."""
    report = send_sample(workspace, "organisation.csv")
    assert report.outcome == "published", report.problems
    return workspace
