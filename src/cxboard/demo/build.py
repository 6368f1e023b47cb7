"""How does the fictional system get into the lake? As any other extract: through the ingest."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cxboard.demo.extracts import STEMS, kind_of, write_extracts
from cxboard.demo.plan import DEFAULT_RESPONSES, DEFAULT_SEED, DEFAULT_UNTIL, Plan
from cxboard.demo.registers import fill_registers
from cxboard.domain.errors import Refused
from cxboard.ingest.load import ingest_file
from cxboard.ingest.report import IngestReport
from cxboard.ingest.said import Said
from cxboard.storage.workspace import Workspace

EXTRACTS_FOLDER = "demo_extracts"
KEPT_RESPONSES = 200_000
"""Up to this size the extracts are kept, so that an analyst can look at them."""

Ingest = Callable[..., IngestReport]


def build_demo(
    workspace: Workspace,
    *,
    responses: int = DEFAULT_RESPONSES,
    seed: int = DEFAULT_SEED,
    until: date = DEFAULT_UNTIL,
    ingest: Ingest = ingest_file,
) -> list[IngestReport]:
    """Write the extracts of Larkfield Health and take them in; then fill its registers.

    Args:
        workspace: the data folder to build in.
        responses: completed surveys over all 36 months.
        seed: start of all chance.
        until: a day in the last month.
        ingest: what takes a file in; the ingest of every other extract.

    Returns:
        The receipt of each file, in order: organisation, surveys, contacts, feedback, indicators.

    Raises:
        BadRequest: a value that the fictional system cannot have.
        Refused: a file was not published; those before it were.
    """
    folder = workspace.data_dir / EXTRACTS_FOLDER
    _clear(folder)
    files = write_extracts(folder, responses=responses, seed=seed, until=until)
    reports = [_take_in(workspace, path, ingest) for path in files]
    fill_registers(workspace.ledger, Plan(responses=responses, seed=seed, until=until))
    if responses > KEPT_RESPONSES:
        shutil.rmtree(folder)
    return reports


def _take_in(workspace: Workspace, path: Path, ingest: Ingest) -> IngestReport:
    report = ingest(workspace, path, said=Said(kind=kind_of(path)), by="demo")
    if report.outcome == "refused":
        reasons = " ".join(f"{problem.message} {problem.fix}" for problem in report.problems[:3])
        raise Refused(f"The demo’s file “{path.name}” was refused. {reasons}")
    return report


def _clear(folder: Path) -> None:
    """Remove the extracts of an earlier build, and nothing else."""
    for stem in STEMS.values():
        for path in folder.glob(f"{stem}*.csv"):
            path.unlink()
