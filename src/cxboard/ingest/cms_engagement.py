"""Which rates, standards and points does CMS's VBP file of Person and Community Engagement hold?

A dimension is whatever stands before “Dimension Score” or “Performance Rate”, so that files of six,
eight or nine dimensions are read alike, with rates and standards or with points alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from cxboard.domain.errors import UserFacingError
from cxboard.domain.vbp_rules import (
    PARTS,
    DimensionReading,
    DimensionRule,
    EngagementReading,
    Points,
    Standard,
    percent_of,
    points_of,
    year_in_name,
    year_of,
)
from cxboard.ingest.cms_table import CmsTable
from cxboard.ingest.cut_names import cut_name
from cxboard.ingest.dialect import plain_name

_IDS: Final = ("facility_id", "provider_id", "provider_number")
_TELLING: Final = ("_performance_rate", "_dimension_score")
"""What the name of a column ends in that tells of a dimension."""

_YEAR, _BASE, _CONSISTENCY = "fiscal_year", "hcahps_base_score", "hcahps_consistency_score"

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class _Cells:
    """One row, and where to say it stands when a cell is no number."""

    where: str
    row: list[str]

    def read(self, place: int | None, reader: Callable[[str], Value | None]) -> Value | None:
        """Return what a cell says; None when the file has no such column, or nothing in it."""
        try:
            return None if place is None else reader(self.row[place])
        except ValueError as wrong:
            raise UserFacingError(f"{self.where}: {wrong}.") from None

    def percent(self, place: int | None) -> Decimal | None:
        """Return a rate of 0–100 percent."""
        return self.read(place, percent_of)

    def points(self, place: int | None) -> int | None:
        """Return whole points."""
        return self.read(place, points_of)


def engagement_names(rules: Iterable[DimensionRule]) -> frozenset[str]:
    """Return the plain names of the columns of known dimensions."""
    named = (f"{plain_name(rule.title)}_{part}" for rule in rules for part in PARTS)
    return frozenset((*_IDS, _YEAR, _BASE, _CONSISTENCY, *named))


def read_engagement(
    table: CmsTable, rules: Iterable[DimensionRule], said_year: int | None = None
) -> list[EngagementReading]:
    """Return every hospital of a file, in the order of the file.

    Args:
        table: the opened file.
        rules: known dimensions, for their titles.
        said_year: the fiscal year of a file without such a column; else its name may say it.

    Raises:
        UserFacingError: not this kind of file, no hospital in it, or a cell that is no number.
    """
    facility = table.place(*_IDS)
    titles = {plain_name(rule.title): rule.title for rule in rules}
    dimensions = _dimensions(table, titles)
    if facility is None or not dimensions:
        lacks = "facility_id" if facility is None else "… Dimension Score"
        raise UserFacingError(
            f"“{table.name}” is not CMS’s VBP file of Person and Community Engagement: it has no "
            f"column “{lacks}”."
        )
    named_year = said_year or year_in_name(table.name)
    year, base, steady = table.place(_YEAR), table.place(_BASE), table.place(_CONSISTENCY)
    has_rates = any(at["performance_rate"] is not None for at in dimensions.values())
    readings = []
    for line, row in table.rows():
        cells = _Cells(where=f"“{table.name}”, line {line}", row=row)
        if not row[facility].strip():
            raise UserFacingError(f"{cells.where}: the hospital has no id.")
        readings.append(
            EngagementReading(
                facility_id=row[facility].strip(),
                fiscal_year=named_year if year is None else cells.read(year, year_of),
                dimensions={name: _dimension(cells, at) for name, at in dimensions.items()},
                has_rates=has_rates,
                published_base=cells.points(base),
                published_consistency=cells.points(steady),
            )
        )
    if not readings:
        raise UserFacingError(f"“{table.name}” has a header and no rows.")
    return readings


def _dimensions(table: CmsTable, titles: Mapping[str, str]) -> dict[str, dict[str, int | None]]:
    """Return where the parts of each dimension stand, by title, in the order of the file."""
    stems = {
        name.removesuffix(told)
        for name in table.columns
        for told in _TELLING
        if name.endswith(told)
    }
    found = {
        stem: {part: _place(table, f"{stem}_{part}") for part in PARTS}
        for stem in stems.union(titles)
    }
    places = {stem: [at[told.removeprefix("_")] for told in _TELLING] for stem, at in found.items()}
    ordered = sorted(
        (min(known), stem)
        for stem, told in places.items()
        if (known := [place for place in told if place is not None])
    )
    return {titles.get(stem) or _title(table, stem): found[stem] for _, stem in ordered}


def _title(table: CmsTable, stem: str) -> str:
    """Return an unknown dimension's name as the file writes it."""
    header = next(
        table.headers[name] for told in _TELLING if (name := f"{stem}{told}") in table.headers
    )
    return re.sub(r"[ _](performance[ _]rate|dimension[ _]score)$", "", header, flags=re.IGNORECASE)


def _place(table: CmsTable, name: str) -> int | None:
    return table.place(name, cut_name(name, table.columns))


def _dimension(cells: _Cells, at: Mapping[str, int | None]) -> DimensionReading:
    def percent(part: str) -> Decimal | None:
        return cells.percent(at[part])

    return DimensionReading(
        standard=Standard(
            floor=percent("floor"),
            threshold=percent("achievement_threshold"),
            benchmark=percent("benchmark"),
        ),
        baseline=percent("baseline_rate"),
        performance=percent("performance_rate"),
        published=Points(
            achievement=cells.points(at["achievement_points"]),
            improvement=cells.points(at["improvement_points"]),
            score=cells.points(at["dimension_score"]),
        ),
    )
