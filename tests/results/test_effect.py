"""Is what a dry run foresees exactly what is there after the commit?"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.ingest.report import IngestReport
from cxboard.queries.reader import opened
from cxboard.results.flips import flips, verdict_changes
from cxboard.results.kpis import headline_changes
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import SURVEY, csv_text

FACILITIES = ("A", "B")
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]


def extract(draw: random.Random, size: int) -> str:
    """Return surveys whose ids, months and answers overlap with those of other draws."""
    rows = []
    for number in sorted(draw.sample(range(600), size)):
        place = FACILITIES[number % 2]
        rows.append(
            SURVEY
            | {"survey_id": f"S{number}", "facility_id": place, "unit_id": f"{place}-{number % 3}"}
            | {"discharge_date": f"{MONTHS[number % 12]}-15"}
            | {"rating": str(draw.randint(0, 10)), "nurse_listen": str(draw.randint(1, 4))}
        )
    return csv_text(rows)


def send(workspace: Workspace, path: Path, *, dry_run: bool) -> IngestReport:
    return ingest_file(
        workspace,
        path,
        dry_run=dry_run,
        kpi_changes=lambda before, after: headline_changes(workspace, before, after),
        turned=lambda before, after: verdict_changes(workspace, before, after),
    )


def visible(workspace: Workspace) -> dict[str, tuple[Any, ...]]:
    shown = current(workspace.ledger)
    if shown is None:
        return {}
    columns = ("record_key", "month", "facility_id", "unit_id", "rating", "nurse_listen")
    return {row[0]: row[1:] for row in read_visible(workspace, shown, Kind.SURVEY, columns).rows()}


@pytest.mark.parametrize("seed", range(3))
def test_the_dry_run_says_what_the_commit_does(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    workspace = Workspace.open(tmp_path / "data")
    try:
        for number, size in enumerate((draw.randint(300, 500), draw.randint(20, 200))):
            path = tmp_path / f"{number}.csv"
            path.write_text(extract(draw, size), encoding="utf-8")
            before_rows, before = visible(workspace), current(workspace.ledger)
            foreseen = send(workspace, path, dry_run=True)
            assert current(workspace.ledger) == before
            done = send(workspace, path, dry_run=False)
            assert (foreseen.outcome, done.outcome) == ("dry_run", "published")
            assert foreseen.rows == done.rows
            assert foreseen.kpi_changes == done.kpi_changes
            after = current(workspace.ledger)
            assert after is not None
            old = opened(workspace, before) if before else None
            seen = flips(old, opened(workspace, after))
            assert foreseen.effect is not None
            assert [one["after"] for one in foreseen.effect.turned] == [f.after for f in seen]
            assert counted(foreseen) == recounted(before_rows, visible(workspace), path)
    finally:
        workspace.close()


def counted(report: IngestReport) -> Counter[tuple[str, str, str, str]]:
    assert report.effect is not None
    found: Counter[tuple[str, str, str, str]] = Counter()
    for row in report.effect.rows:
        for state in ("new", "changed", "identical", "missing"):
            found[str(row.month), row.place, row.unit, state] += getattr(row, state)
    return +found


def recounted(
    before: dict[str, tuple[Any, ...]], after: dict[str, tuple[Any, ...]], path: Path
) -> Counter[tuple[str, str, str, str]]:
    """Count the same the slow way: by looking at every row before and after."""
    sent = {line.split(",")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]}
    spoken = {after[key][:2] for key in sent}
    found: Counter[tuple[str, str, str, str]] = Counter()
    for key, row in after.items():
        if key in sent:
            state = "new" if key not in before else "identical" if before[key] == row else "changed"
        elif row[:2] in spoken:
            state = "missing"
        else:
            continue
        found[str(row[0]), row[1], row[2], state] += 1
    return found
