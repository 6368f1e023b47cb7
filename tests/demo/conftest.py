"""What do the demo's tests read? Its extracts at full size, written once for all workers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from filelock import FileLock

from cxboard.demo.extracts import write_extracts


@dataclass(frozen=True, kw_only=True)
class Extracts:
    """The written files, and what they hold as text, as any reader of a CSV file finds it."""

    files: tuple[Path, ...]
    organisation: pl.DataFrame
    surveys: pl.DataFrame
    contacts: pl.DataFrame
    feedback: pl.DataFrame
    indicators: pl.DataFrame


def read(files: list[Path], stem: str) -> pl.DataFrame:
    """Return all files of one kind, every value as text, empty ones as null."""
    return pl.concat(
        pl.read_csv(file, infer_schema=False) for file in files if file.name.startswith(stem)
    )


@pytest.fixture(scope="session")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Extracts:
    """Return the extracts of the demo at its usual size."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, done = base / "demo-extracts", base / "demo-extracts.done"
    with FileLock(base / "demo-extracts.lock"):
        if not done.exists():
            written = write_extracts(folder)
            done.write_text("\n".join(file.name for file in written))
    files = [folder / name for name in done.read_text().splitlines()]
    return Extracts(
        files=tuple(files),
        organisation=read(files, "organisation"),
        surveys=read(files, "survey"),
        contacts=read(files, "contacts"),
        feedback=read(files, "feedback"),
        indicators=read(files, "indicators"),
    )
