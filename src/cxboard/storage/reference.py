"""Published standards and benchmarks: small tables with source and period, kept beside the code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from cxboard.domain.framework import Area, Maturity
from cxboard.domain.references import Benchmark, Target, TargetStatus
from cxboard.domain.vocabulary import Direction, Section
from cxboard.storage.folders import PROJECT

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
def targets() -> tuple[Target, ...]:
    """Return the targets that we bring along; those that people enter come before them."""
    return tuple(
        Target(
            measure_id=row["measure_id"],
            value=float(row["value"]),
            direction=Direction(row["direction"]),
            first=_day(row["first"]),
            last=_day(row["last"]),
            population=row["population"],
            agreed_by=row["agreed_by"],
            agreed_on=_day(row["agreed_on"]),
            source=row["source"],
            status=TargetStatus(row["status"]),
        )
        for row in _rows("targets.csv")
    )


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """Return the placeholders of the framework's improvement areas."""
    return tuple(
        Area(number=int(row["number"]), section=Section(row["section"]), title=row["title"])
        for row in _rows("framework_areas.csv")
    )


@lru_cache(maxsize=1)
def maturities() -> tuple[Maturity, ...]:
    """Return the placeholders of the levels of maturity."""
    return tuple(
        Maturity(level=int(row["level"]), label=row["label"])
        for row in _rows("framework_levels.csv")
    )


@lru_cache(maxsize=1)
def footnotes() -> Mapping[str, str]:
    """Return the meaning of CMS's footnote codes."""
    return {row["code"]: row["meaning"] for row in _rows("footnotes.csv")}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
