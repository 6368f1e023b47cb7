"""Of every kind of extract: do rows add up, does a dry run foresee the commit, does undo undo?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.ingest.report import IngestReport
from cxboard.queries.reader import opened
from cxboard.results.flips import verdict_changes
from cxboard.results.kpis import headline_changes, headline_values
from cxboard.storage.publications import Publication, current
from cxboard.storage.switching import redo, undo
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import csv_text

Rows = list[dict[str, str]]
PLACES, MONTHS = ("A", "B"), [f"2025-{month:02}" for month in range(1, 13)]


def _survey(draw: random.Random, number: int) -> dict[str, str]:
    day = f"{MONTHS[number % 12]}-15"
    return {"survey_id": f"S{number}", "facility_id": PLACES[number % 2], "discharge_date": day,
            "rating": str(draw.randint(0, 11)), "clean": str(draw.randint(1, 4))}  # fmt: skip


def _contact(draw: random.Random, number: int) -> dict[str, str]:
    day = f"{MONTHS[number % 12]}-15"
    return {"contact_id": f"C{number}", "facility_id": PLACES[number % 2], "contact_date": day,
            "channel": draw.choice(("phone", "sms")), "resolved_first": draw.choice("01"),
            "satisfaction": str(draw.randint(1, 6))}  # fmt: skip


def _feedback(draw: random.Random, number: int) -> dict[str, str]:
    kind = draw.choice(("comment", "complaint", "compliment", "gossip"))
    day = f"{MONTHS[number % 12]}-15"
    return {"feedback_id": f"F{number}", "facility_id": PLACES[number % 2], "received_date": day,
            "feedback_type": kind, "topic": draw.choice(("waiting", "food"))}  # fmt: skip


def _indicator(draw: random.Random, number: int) -> dict[str, str]:
    month = f"{2020 + number // 24 % 6}-{number // 2 % 12 + 1:02}-01"
    return {"indicator": draw.choice(("readmission", "no_show")), "month_of": month,
            "facility_id": PLACES[number % 2], "numerator": str(draw.randint(1, 60)),
            "denominator": "50"}  # fmt: skip


def _organisation(draw: random.Random, number: int) -> dict[str, str]:
    place = PLACES[number % 2]
    return {"facility_id": place, "facility_name": f"Hospital {place}", "unit_id": f"U{number}",
            "unit_name": draw.choice(("Ward", "Clinic")), "service_line": "Medicine",
            "state": draw.choice(("FL", "Florida"))}  # fmt: skip


MAKERS: dict[Kind, Callable[[random.Random, int], dict[str, str]]] = {
    Kind.SURVEY: _survey,
    Kind.CONTACT: _contact,
    Kind.FEEDBACK: _feedback,
    Kind.INDICATOR: _indicator,
    Kind.ORGANISATION: _organisation,
}


def extract(kind: Kind, draw: random.Random) -> str:
    """Return rows whose keys overlap with those of other draws; some are wrong, some twice."""
    rows = [MAKERS[kind](draw, number) for number in sorted(draw.sample(range(160), 90))]
    return csv_text([*rows, *draw.sample(rows, 5)])


def send(workspace: Workspace, path: Path, *, dry_run: bool) -> IngestReport:
    report = ingest_file(
        workspace,
        path,
        dry_run=dry_run,
        accept_partial=True,
        kpi_changes=lambda before, after: headline_changes(workspace, before, after),
        turned=lambda before, after: verdict_changes(workspace, before, after),
    )
    rows = report.rows
    assert rows.read == rows.accepted + rows.rejected + rows.duplicate + rows.unchanged
    return report


def seen(workspace: Workspace, kind: Kind, shown: Publication | None) -> tuple[object, ...]:
    """Return all that readers see of a kind: its rows, its counts, and the headline measures."""
    rows = read_visible(workspace, shown, kind, ["record_key", "month"]).sort("record_key")
    files: list[Path] = []
    if shown and kind in ROLLUPS and ROLLUPS[kind] in shown.tables:
        files = workspace.lake.files(ROLLUPS[kind], shown.tables[ROLLUPS[kind]])
    counts: Counter[tuple[object, ...]] = Counter()
    for file in files:
        for row in pl.read_parquet(file, hive_partitioning=True).iter_rows(named=True):
            counts[tuple(row[name] for name in ROLLUP_SCHEMA if name != "n")] += row["n"]
    measures = headline_values(opened(workspace, shown)) if shown else {}
    return rows.rows(), +counts, measures


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_is_foreseen_adds_up_and_is_undone(tmp_path: Path, kind: Kind) -> None:
    draw, workspace = random.Random(kind.value), Workspace.open(tmp_path / "data")
    try:
        for number in range(2):
            path = tmp_path / f"{kind.value}-{number}.csv"
            path.write_text(extract(kind, draw), encoding="utf-8")
            before = seen(workspace, kind, current(workspace.ledger))
            foreseen = send(workspace, path, dry_run=True)
            assert seen(workspace, kind, current(workspace.ledger)) == before
            done = send(workspace, path, dry_run=False)
            assert (foreseen.outcome, done.outcome) == ("dry_run", "published"), done.problems
            assert (foreseen.rows, foreseen.kpi_changes) == (done.rows, done.kpi_changes)
            assert foreseen.effect is not None
            told = foreseen.effect.rows
            assert sum(row.new + row.changed for row in told) == done.rows.accepted
            assert sum(row.identical for row in told) == done.rows.unchanged
            after = seen(workspace, kind, current(workspace.ledger))
            assert send(workspace, path, dry_run=False).outcome == "unchanged"

            assert done.upload_id is not None
            undo(workspace, done.upload_id, "test")
            assert seen(workspace, kind, current(workspace.ledger)) == before
            redo(workspace, done.upload_id, "test")
            assert seen(workspace, kind, current(workspace.ledger)) == after
            undo(workspace, done.upload_id, "test")
            assert send(workspace, path, dry_run=False).outcome == "published"
            assert seen(workspace, kind, current(workspace.ledger)) == after
    finally:
        workspace.close()
