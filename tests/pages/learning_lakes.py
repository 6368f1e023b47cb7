"""Small lakes made of the demo's own extracts, for pages that need much, little, or other data."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.commands import run_cxboard


def one_month(demo: Path, folder: Path, month: str) -> Path:
    """Return a data folder with the register and one month of surveys."""
    extracts = demo / "demo_extracts"
    file = folder / "survey.csv"
    rows = [pl.read_csv(each, infer_schema=False) for each in sorted(extracts.glob("survey*.csv"))]
    pl.concat(rows).filter(pl.col("discharge_date").str.starts_with(month)).write_csv(file)
    run_cxboard("ingest", *extracts.glob("organisation*.csv"), file, data_dir=folder / "data")
    return folder / "data"
