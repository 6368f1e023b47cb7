"""What do the tests of the ingest send? Small tables written out as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cxboard.ingest.load import ingest_file
from cxboard.ingest.report import IngestReport
from cxboard.storage.folders import PROJECT
from cxboard.storage.publications import all_publications
from cxboard.storage.workspace import Workspace

SAMPLES = PROJECT / "data" / "samples"
REAL_FILES = PROJECT.parent / "shared" / "data" / "cms"

SURVEY = {
    "survey_id": "S1",
    "facility_id": "LH01",
    "unit_id": "LH01-MED-1",
    "discharge_date": "2026-06-30",
    "rating": "9",
    "nurse_listen": "4",
}
"""A survey that passes every check."""


def csv_text(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    """Return rows as CSV without quotes; the columns are those of the first row."""
    lines = [delimiter.join(rows[0])]
    lines += [delimiter.join(row.values()) for row in rows]
    return "\n".join(lines) + "\n"


def surveys(*changes: Mapping[str, str]) -> str:
    """Return a survey extract: one valid survey a change, numbered from S1, changed like that."""
    columns = dict.fromkeys([*SURVEY, *(name for change in changes for name in change)], "")
    rows = [
        columns | SURVEY | {"survey_id": f"S{number}"} | dict(change)
        for number, change in enumerate(changes, 1)
    ]
    return csv_text(rows)


def send(
    workspace: Workspace, content: str | bytes, name: str = "extract.csv", **options: object
) -> IngestReport:
    """Write a file and ingest it."""
    path = workspace.data_dir.parent / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return ingest_file(workspace, path, **options)  # type: ignore[arg-type]


def send_sample(workspace: Workspace, name: str, **options: object) -> IngestReport:
    """Ingest one of the samples."""
    return ingest_file(workspace, SAMPLES / name, **options)  # type: ignore[arg-type]


def published_times(workspace: Workspace) -> int:
    """Return how many publications there are."""
    return len(all_publications(workspace.ledger))


def add_up(report: IngestReport) -> bool:
    """Whether every row of a receipt went somewhere."""
    rows = report.rows
    return rows.read == rows.accepted + rows.rejected + rows.duplicate + rows.unchanged


def sample(name: str) -> Path:
    """Return the path of a sample."""
    return SAMPLES / name
