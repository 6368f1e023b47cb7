"""Does a damaged file of any form ever do more than be refused, or be read as it stands?

20,000 files in the long form. Five things may never happen: a traceback, a dead process, more than
a minute, part of a file published, a value under another column's name.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxboard.ingest.load import ingest_file
from cxboard.ingest.looking import open_file
from cxboard.ingest.reader import Extract
from cxboard.ingest.report import IngestReport, Problem
from cxboard.storage.publications import current
from cxboard.storage.verify import verify
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.campaigns.mutations import a_file
from tests.campaigns.third_reader import differs
from tests.warm import warm_reader

PUBLISH_EVERY = 5
"""Every so many files are published for real; the others are dry runs, which are faster."""

A_FOLDER = 1_000
"""Files that share a data folder; what is published costs more with every publication before."""


@pytest.mark.soak
def test_a_damaged_file_is_refused_or_read_as_it_stands(
    tmp_path: Path, soak: bool, tell: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    size = int(os.environ.get("CXBOARD_FILES") or (20_000 if soak else 60))
    fresh = str(time.time_ns() % 1_000_000) if soak else "20261124"
    seed = int(os.environ.get("CXBOARD_SEED") or fresh)
    draw, outcomes, slowest = random.Random(seed), Counter[str](), 0.0
    with warm_reader(monkeypatch):
        for first in range(0, size, A_FOLDER):
            workspace = Workspace.open(tmp_path / f"data{first}")
            try:
                for number in range(first, min(size, first + A_FOLDER)):
                    outcome, took = _one(workspace, tmp_path, number, draw)
                    slowest = max(slowest, took)
                    outcomes[outcome] += 1
                assert verify(workspace) == []
            finally:
                workspace.close()
    told = ", ".join(f"{outcome} {count:,}" for outcome, count in sorted(outcomes.items()))
    tell(f"mutations: {size:,} files (seed {seed}), slowest {slowest:.1f} s: {told}")
    assert slowest < 60


def _one(workspace: Workspace, folder: Path, number: int, draw: random.Random) -> tuple[str, float]:
    """Draw a file, send it, check what came of it; return its outcome and the seconds it took."""
    name, content = a_file(draw)
    path = folder / name
    path.write_bytes(content)
    shifted: list[str | None] = []

    def opened(*arguments: Any, **named: Any) -> Extract | tuple[Problem, ...]:
        """Compare what was read with the third reader while the cells are at hand."""
        found = open_file(*arguments, **named)
        if isinstance(found, Extract):
            shifted.append(differs(found, path.suffix, content))
        return found

    begun = time.monotonic()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("cxboard.ingest.load.open_file", opened)
            report = _send(workspace, path, dry_run=number % PUBLISH_EVERY > 0)
        assert shifted in ([], [None]), shifted
    except AssertionError as wrong:
        saved = Path(os.environ.get("CXBOARD_KEEP", folder)) / f"{number}-{name}"
        saved.write_bytes(content)
        raise AssertionError(f"file {number}, kept as {saved}: {wrong}") from wrong
    took = time.monotonic() - begun
    path.unlink()
    return f"{path.suffix} {report.outcome}", took


def _send(workspace: Workspace, path: Path, *, dry_run: bool) -> IngestReport:
    """Send a file and check its receipt against what readers see."""
    before = current(workspace.ledger)
    report = ingest_file(workspace, path, dry_run=dry_run, accept_partial=True)
    after = current(workspace.ledger)
    rows = report.rows
    assert rows.read == rows.accepted + rows.rejected + rows.duplicate + rows.unchanged
    assert all(problem.message and problem.fix for problem in report.problems)
    unsaved = [one for one in report.problems if one.code in ("not_saved", "not_publishable")]
    assert unsaved == []
    assert report.errors or report.outcome != "refused"
    assert list(workspace.staging_dir.iterdir()) == []
    if report.outcome != "published":
        assert after == before
        return report
    assert after is not None
    assert report.kind is not None
    assert after.number == (before.number if before else 0) + 1
    seen = [
        len(read_visible(workspace, publication, report.kind, ("record_key",)))
        for publication in (before, after)
    ]
    assert seen[1] - seen[0] == rows.accepted - rows.restated
    return report
