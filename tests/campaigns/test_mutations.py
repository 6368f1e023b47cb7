"""Does a damaged file of any form ever do more than be refused, or be read as it stands?

20,000 files in the long form. Five things may never happen: a traceback, a dead process, more than
a minute, part of a file published, a value under another column's name.
"""

from __future__ import annotations

import csv
import io
import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.limits import DEFAULT_LIMITS
from cxboard.ingest.load import ingest_file
from cxboard.ingest.looking import open_file
from cxboard.ingest.reader import Extract
from cxboard.ingest.receive import Received, receive
from cxboard.ingest.report import IngestReport
from cxboard.ingest.said import NOTHING_SAID
from cxboard.ingest.staging import room
from cxboard.storage.publications import all_publications, current
from cxboard.storage.verify import verify
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.campaigns.mutations import a_file

PUBLISH_EVERY = 10
"""Every so many files are published for real; the others are dry runs, which are faster."""


@pytest.mark.soak
def test_a_damaged_file_is_refused_or_read_as_it_stands(
    tmp_path: Path, soak: bool, tell: Callable[[str], None]
) -> None:
    size = 20_000 if soak else 24
    seed = int(os.environ.get("CXBOARD_SEED", "20261124"))
    draw, outcomes, slowest = random.Random(seed), Counter[str](), 0.0
    workspace = Workspace.open(tmp_path / "data")
    try:
        for number in range(size):
            name, content = a_file(draw)
            path = tmp_path / name
            path.write_bytes(content)
            begun = monotonic()
            report = _send(workspace, path, dry_run=number % PUBLISH_EVERY > 0)
            slowest = max(slowest, monotonic() - begun)
            outcomes[f"{path.suffix} {report.outcome}"] += 1
            if path.suffix in (".csv", ".tsv"):
                _check_cells(workspace, path, content)
            path.unlink()
        assert verify(workspace) == []
    finally:
        workspace.close()
    told = ", ".join(f"{outcome} {count:,}" for outcome, count in sorted(outcomes.items()))
    tell(f"mutations: {size:,} files (seed {seed}), slowest {slowest:.1f} s: {told}")
    assert slowest < 60


def _send(workspace: Workspace, path: Path, *, dry_run: bool) -> IngestReport:
    """Send a file and check its receipt against what readers see."""
    before = len(all_publications(workspace.ledger))
    seen = _rows_seen(workspace)
    report = ingest_file(workspace, path, dry_run=dry_run, accept_partial=True)
    rows = report.rows
    assert rows.read == rows.accepted + rows.rejected + rows.duplicate + rows.unchanged
    assert all(problem.message and problem.fix for problem in report.problems)
    assert "Traceback" not in str(report.problems)
    assert report.errors or report.outcome != "refused"
    assert list(workspace.staging_dir.iterdir()) == []
    published = report.outcome == "published"
    assert len(all_publications(workspace.ledger)) == before + published
    new = rows.accepted - rows.restated if published else 0
    assert _rows_seen(workspace) == seen + new
    return report


def _rows_seen(workspace: Workspace) -> int:
    shown = current(workspace.ledger)
    if shown is None:
        return 0
    return sum(
        len(read_visible(workspace, shown, kind, ("record_key",)))
        for kind in Kind
        if kind.value in shown.tables
    )


def _check_cells(workspace: Workspace, path: Path, content: bytes) -> None:
    """Compare what was read of plain UTF-8 with a third reader, Python's own, cell by cell."""
    received = receive(path, DEFAULT_LIMITS)
    if not isinstance(received, Received):
        return
    with room(workspace.staging_dir) as folder:
        extract = open_file(received, folder, NOTHING_SAID, [], DEFAULT_LIMITS)
        if not isinstance(extract, Extract) or extract.shape.encoding != "utf-8":
            return
        if extract.shape.above or extract.shape.below:
            return
        text = content.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=extract.shape.delimiter or ",")
        rows = [row for row in reader if row]
        assert tuple(cell.strip() for cell in rows[0]) == extract.headers
        names = {f"c{place}": header for place, header in enumerate(extract.headers)}
        cells = extract.scan(names).fill_null("").collect().rows()
        assert [tuple(row) for row in rows[1:]] == cells
