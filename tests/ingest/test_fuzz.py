"""Does a damaged file ever do more than be refused?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxboard.ingest.load import ingest_file
from cxboard.storage.workspace import Workspace
from tests.ingest.files import add_up, sample

EXAMPLES = 2_000 if os.environ.get("CXBOARD_SOAK") == "1" else 20
"""The long form runs under `make soak`."""

ROT = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["flip", "cut", "repeat", "insert"]),
        st.sampled_from(
            [b",", b'"', b"\n", b"\r", b"\0", b"\xff", b"M", b"99", b"=1", b"\xe2\x80"]
        ),
    ),
    min_size=1,
    max_size=4,
)
NAMES = st.sampled_from(["survey.csv", "contact.csv", "indicator.csv", "cms_national.csv"])


def rotten(content: bytes, rot: list[tuple[float, str, bytes]]) -> bytes:
    """Return content with bytes changed, cut out, repeated or put in."""
    for place, deed, extra in rot:
        at = int(place * len(content))
        if deed == "flip":
            content = content[:at] + extra + content[at + len(extra) :]
        elif deed == "cut":
            content = content[:at] + content[at + 40 :]
        elif deed == "repeat":
            content = content[:at] + content[at : at + 90] + content[at:]
        else:
            content = content[:at] + extra + content[at:]
    return content


def check(folder: Path, content: bytes, name: str) -> None:
    """Send a file; whatever it holds, there is a receipt that adds up."""
    workspace = Workspace.open(folder / "data")
    try:
        path = folder / name
        path.write_bytes(content)
        report = ingest_file(workspace, path, accept_partial=True, dry_run=True)
        assert report.outcome in ("dry_run", "refused")
        assert add_up(report)
        assert report.outcome != "refused" or report.errors
        assert all(problem.message and problem.fix for problem in report.problems)
        assert list(workspace.staging_dir.iterdir()) == []
    finally:
        workspace.close()


@pytest.mark.soak
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(rot=ROT, name=NAMES)
def test_a_damaged_file_gets_a_receipt(
    tmp_path_factory: pytest.TempPathFactory, rot: list[tuple[float, str, bytes]], name: str
) -> None:
    check(tmp_path_factory.mktemp("rotten"), rotten(sample(name).read_bytes(), rot), name)
