"""What did CMS publish of value-based purchasing: standards, a hospital's rates and points?

CMS's file is kept as it was published; rates and points are read here, and the points computed
again from the rates, so that a what-if starts from numbers that agree.
"""

from __future__ import annotations

from collections.abc import Mapping

from cxboard.analysis.vbp import engagement
from cxboard.domain.vbp_rules import (
    PARTS,
    DimensionReading,
    EngagementReading,
    Points,
    Standard,
    YearStandard,
    percent_of,
    points_of,
    year_of,
)
from cxboard.queries.published_scores import vbp_rows, vbp_years
from cxboard.queries.reader import Reader
from cxboard.results.published_types import PublishedEngagement
from cxboard.storage.standards import dimension_rules, year_standards

Row = Mapping[str, str | None]


def published_engagement(reader: Reader, place_id: str) -> PublishedEngagement | None:
    """Return a hospital's latest fiscal year in CMS's VBP file, or None when it is in none."""
    rows = vbp_rows(reader, place_id)
    if not rows:
        return None
    reading = reading_of(rows[0])
    return PublishedEngagement(
        reading=reading,
        computed=engagement(reading, dimension_rules()),
        years=tuple(str(row["fiscal_year"]) for row in rows),
    )


def standards_at_hand(reader: Reader) -> tuple[YearStandard, ...]:
    """Return the standards of every known fiscal year: official ones of CMS's files come first."""
    known = {(one.fiscal_year, one.dimension): one for one in year_standards()}
    for row in vbp_years(reader):
        reading = reading_of(row)
        for dimension, title in _titles().items():
            one = reading.dimensions.get(title)
            if one is None or reading.fiscal_year is None or None in vars(one.standard).values():
                continue
            known[reading.fiscal_year, dimension] = YearStandard(
                fiscal_year=reading.fiscal_year,
                dimension=dimension,
                standard=one.standard,
                status="official",
                source=f"CMS’s VBP file of fiscal year {reading.fiscal_year}, as ingested",
            )
    return tuple(known.values())


def reading_of(row: Row) -> EngagementReading:
    """Return a row of the VBP table as numbers; dimensions without any cell are not there."""
    rates = [row[f"{key}_performance_rate"] for key in _titles()]
    return EngagementReading(
        facility_id=str(row["place_id"]),
        fiscal_year=year_of(row["fiscal_year"] or ""),
        dimensions={
            title: _dimension(row, key)
            for key, title in _titles().items()
            if any(row[f"{key}_{part}"] for part in PARTS)
        },
        has_rates=any(rate is not None for rate in rates),
        published_base=points_of(row["base_score"] or ""),
        published_consistency=points_of(row["consistency_score"] or ""),
    )


def _titles() -> dict[str, str]:
    return {rule.dimension: rule.title for rule in dimension_rules()}


def _dimension(row: Row, key: str) -> DimensionReading:
    texts = {part: row[f"{key}_{part}"] or "" for part in PARTS}
    return DimensionReading(
        standard=Standard(
            floor=percent_of(texts["floor"]),
            threshold=percent_of(texts["achievement_threshold"]),
            benchmark=percent_of(texts["benchmark"]),
        ),
        baseline=percent_of(texts["baseline_rate"]),
        performance=percent_of(texts["performance_rate"]),
        published=Points(
            achievement=points_of(texts["achievement_points"]),
            improvement=points_of(texts["improvement_points"]),
            score=points_of(texts["dimension_score"]),
        ),
    )
