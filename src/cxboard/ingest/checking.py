"""From a matched file to a candidate that could be published: every row checked, the good kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cxboard.ingest import receipts
from cxboard.ingest.layout import Recognised
from cxboard.ingest.progress import Progress
from cxboard.ingest.reader import Extract
from cxboard.ingest.receive import Received, shown_name
from cxboard.ingest.register import read_register
from cxboard.ingest.rejects import Rejects
from cxboard.ingest.report import Problem, sorted_problems
from cxboard.ingest.validate import validate
from cxboard.storage.publications import current
from cxboard.storage.publishing import Candidate
from cxboard.storage.uploads import upload_id_of
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A checked file, as long as its folder stands: `good` of its rows may be published."""

    candidate: Candidate
    good: int
    periods: tuple[str, ...]
    rejects_file: Path | None
    problems: tuple[Problem, ...]


def check(
    workspace: Workspace,
    received: Received,
    extract: Extract,
    recognised: Recognised,
    folder: Path,
    by: str,
    reading: Mapping[str, Any],
    progress: Progress,
    rejects_to: Path | None,
) -> Staged:
    """Check every row of a file against the rules and the published register.

    Args:
        workspace: the data folder; rejected rows are kept there.
        received: the file.
        extract: its cells.
        recognised: how its columns are read.
        folder: room of this ingest alone, where the good rows are kept.
        by: who sends it.
        reading: how it was read, for its receipt.
        progress: is told the rows that are checked.
        rejects_to: the file, or the folder of such files, for rejected rows; None to keep none.

    Raises:
        Cancelled: the file is not wanted any more.
    """
    kind = recognised.layout.kind
    upload_id = upload_id_of(received.sha256, kind)
    register = read_register(workspace, current(workspace.ledger))
    rejects = Rejects(_named(rejects_to, upload_id), folder, recognised.read)
    checked = validate(extract, recognised, register, datetime.now(UTC).date(), rejects, progress)
    problems = sorted_problems((*extract.notices, *checked.problems))
    candidate = Candidate(
        upload_id=upload_id,
        sha256=received.sha256,
        file_name=shown_name(received.path),
        size=received.size,
        kind=kind,
        rows_file=folder / "rows.parquet",
        by=by,
        read=extract.rows,
        rejected=checked.rejected,
        duplicate=checked.duplicate,
        reading={**reading, "problems": [asdict(problem) for problem in problems]},
    )
    checked.rows.write_parquet(candidate.rows_file, compression="lz4", statistics=False)
    return Staged(
        candidate=candidate,
        good=len(checked.rows),
        periods=receipts.periods(kind, checked.rows),
        rejects_file=rejects.finish(),
        problems=problems,
    )


def _named(place: Path | None, upload_id: str) -> Path | None:
    return place / f"{upload_id}.csv" if place and place.is_dir() else place
