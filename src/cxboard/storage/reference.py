"""Published standards and benchmarks: small tables with source and period, kept beside the code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache

from cxboard.domain.references import Benchmark, Target
from cxboard.storage.workspace import PROJECT

REFERENCE_DIR = PROJECT / "data" / "reference"


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE_DIR / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def benchmarks() -> tuple[Benchmark, ...]:
    """Return every benchmark, in the order of the file."""
    rows = _rows("benchmarks.csv")
    return tuple(Benchmark(**row | {"value": float(row["value"])}) for row in rows)  # type: ignore[arg-type]


@lru_cache(maxsize=256)
def benchmarks_of(measure_id: str) -> tuple[Benchmark, ...]:
    """Return a measure's benchmarks, of each label only the newest: the first in the file."""
    newest: dict[str, Benchmark] = {}
    for benchmark in benchmarks():
        if benchmark.measure_id == measure_id:
            newest.setdefault(benchmark.label, benchmark)
    return tuple(newest.values())


@lru_cache(maxsize=1)
def targets() -> Mapping[str, Target]:
    """Return the target of each measure that has one, by the measure's id."""
    rows = (Target(**row | {"value": float(row["value"])}) for row in _rows("targets.csv"))  # type: ignore[arg-type]
    return {target.measure_id: target for target in rows}


@lru_cache(maxsize=1)
def footnotes() -> Mapping[str, str]:
    """Return the meaning of CMS's footnote codes."""
    return {row["code"]: row["meaning"] for row in _rows("footnotes.csv")}
