"""Published rules as tables: star cut points, adjustment coefficients, VBP standards.

Each row says where it comes from and for which discharges or fiscal year it holds. A new
publication is a few more rows, an adjustment table of a new period one more pair of files.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from cxboard.domain.adjustment import Adjuster, AdjustmentTables
from cxboard.domain.completeness import Completeness
from cxboard.domain.star_rules import CutPoints
from cxboard.domain.vbp_rules import DimensionRule, ExchangeSlope, Standard, YearStandard
from cxboard.domain.vocabulary import Instrument
from cxboard.storage.reference import REFERENCE_DIR

_PATIENT_MIX, _MODE = "pma_linear_", "mode_adj_linear_"
_NOT_MEASURES = {"discharges_from", "discharges_to", "adjuster", "mode", "national_mean", "source"}
_STARS = ("min_2star", "min_3star", "min_4star", "min_5star")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def cut_points() -> tuple[CutPoints, ...]:
    """Return the cut points of every publication, oldest first."""
    return tuple(
        CutPoints(
            publication=row["publication"],
            first=date.fromisoformat(row["discharges_from"]),
            last=date.fromisoformat(row["discharges_to"]),
            measure_id=row["measure_id"],
            lowest=tuple(int(row[name]) for name in _STARS),  # type: ignore[arg-type]
            status=row["status"],
            source=row["source"],
        )
        for row in _rows(REFERENCE_DIR / "star_cutpoints.csv")
    )


@lru_cache(maxsize=1)
def adjustment_tables() -> tuple[AdjustmentTables, ...]:
    """Return every pair of adjustment tables: files of one period, named by it."""
    return tuple(
        _adjustment(_rows(file), _rows(file.with_name(file.name.replace(_PATIENT_MIX, _MODE))))
        for file in sorted(REFERENCE_DIR.glob(f"{_PATIENT_MIX}*.csv"))
    )


@lru_cache(maxsize=1)
def completeness_rules() -> tuple[Completeness, ...]:
    """Return which questions make a survey complete, by instrument."""
    rows = _rows(REFERENCE_DIR / "hcahps_completeness.csv")
    by_instrument = {one: [r for r in rows if r["instrument"] == one] for one in Instrument}
    return tuple(
        Completeness(
            instrument=instrument,
            items=tuple(row["item"] for row in listed),
            status=listed[0]["status"],
            source=listed[0]["source"],
        )
        for instrument, listed in by_instrument.items()
        if listed
    )


@lru_cache(maxsize=1)
def dimension_rules() -> tuple[DimensionRule, ...]:
    """Return which dimensions VBP scores in which fiscal years."""
    return tuple(
        DimensionRule(
            dimension=row["dimension"],
            title=row["title"],
            first=int(row["first_fiscal_year"]),
            last=int(row["last_fiscal_year"]) if row["last_fiscal_year"] else None,
            status=row["status"],
        )
        for row in _rows(REFERENCE_DIR / "vbp_dimensions.csv")
    )


@lru_cache(maxsize=1)
def year_standards() -> tuple[YearStandard, ...]:
    """Return floors, thresholds and benchmarks by fiscal year, official or estimated."""
    return tuple(
        YearStandard(
            fiscal_year=int(row["fiscal_year"]),
            dimension=row["dimension"],
            standard=Standard(
                floor=Decimal(row["floor"]),
                threshold=Decimal(row["achievement_threshold"]),
                benchmark=Decimal(row["benchmark"]),
            ),
            status=row["status"],
            source=row["source"],
        )
        for row in _rows(REFERENCE_DIR / "vbp_standards.csv")
    )


@lru_cache(maxsize=1)
def exchange_slopes() -> Mapping[int, ExchangeSlope]:
    """Return the estimated slope of the exchange function by fiscal year."""
    slopes = (
        ExchangeSlope(
            fiscal_year=int(row["fiscal_year"]),
            slope=Decimal(row["slope"]),
            status=row["status"],
            source=row["source"],
        )
        for row in _rows(REFERENCE_DIR / "vbp_exchange_slopes.csv")
    )
    return {slope.fiscal_year: slope for slope in slopes}


def _adjustment(mix: list[dict[str, str]], modes: list[dict[str, str]]) -> AdjustmentTables:
    return AdjustmentTables(
        first=date.fromisoformat(mix[0]["discharges_from"]),
        last=date.fromisoformat(mix[0]["discharges_to"]),
        adjusters=tuple(
            Adjuster(
                name=row["adjuster"],
                national_mean=Decimal(row["national_mean"]),
                coefficients=_by_measure(row.items()),
            )
            for row in mix
        ),
        modes={row["mode"]: _by_measure(row.items()) for row in modes},
        source=f"{mix[0]['source']}; {modes[0]['source']}",
    )


def _by_measure(cells: Iterable[tuple[str, str]]) -> dict[str, Decimal]:
    return {name: Decimal(text) for name, text in cells if name not in _NOT_MEASURES}
