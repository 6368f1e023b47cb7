"""Small checked extracts, as the ingest would hand them to the store."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.storage.publications import current
from cxboard.storage.publishing import Candidate, publish
from cxboard.storage.rollups import build_rollup
from cxboard.storage.tables import table_of
from cxboard.storage.uploads import upload_id_of
from cxboard.storage.workspace import Workspace

OWN = ("upload_id", "restates")

Row = dict[str, Any]


def survey(survey_id: str, month: str = "2026-01", **more: Any) -> Row:
    """Return a completed survey of hospital A, unit A1."""
    first = date.fromisoformat(f"{month}-01")
    return {
        "record_key": survey_id,
        "survey_id": survey_id,
        "facility_id": "A",
        "unit_id": "A1",
        "service_line": "Medicine",
        "discharge_date": first,
        "month": first,
        "channel": "mail",
    } | more


def candidate(workspace: Workspace, rows: list[Row], kind: Kind = Kind.SURVEY) -> Candidate:
    """Return an extract with these rows, known by its content."""
    schema = {n: t for n, t in table_of(kind).schema().items() if n not in OWN}
    frame = pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)
    sha256 = hashlib.sha256(frame.write_csv().encode()).hexdigest()
    rows_file: Path = workspace.staging_dir / f"{sha256}.parquet"
    frame.write_parquet(rows_file)
    return Candidate(
        upload_id=upload_id_of(sha256, kind),
        sha256=sha256,
        file_name=f"{kind.value}.csv",
        size=1,
        kind=kind,
        rows_file=rows_file,
        by="test",
        read=len(rows),
        rejected=0,
        duplicate=0,
    )


def counted_anew(workspace: Workspace, rows: list[Row]) -> pl.DataFrame:
    """Publish surveys and return the rollup of their months, counted from the lake."""
    published = publish(workspace, candidate(workspace, rows))
    shown = current(workspace.ledger)
    assert shown is not None
    return build_rollup(
        workspace.lake,
        Kind.SURVEY,
        version=shown.tables["survey"],
        uploads=shown.uploads,
        months=published.months,
    )
