"""Which rates, standards and points does CMS's VBP file of Person and Community Engagement hold?

A dimension is whatever stands before “Performance Rate” and its seven companions, so that files of
six, eight or nine dimensions are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import md5
from typing import Final

from cxboard.domain.errors import UserFacingError
from cxboard.domain.vbp_rules import (
    DimensionReading,
    DimensionRule,
    EngagementReading,
    Points,
    Standard,
)
from cxboard.ingest.cms_table import CmsTable
from cxboard.ingest.dialect import plain_name

_PARTS: Final = (
    "floor",
    "achievement_threshold",
    "benchmark",
    "baseline_rate",
    "performance_rate",
    "achievement_points",
    "improvement_points",
    "dimension_score",
)
_IDS: Final = ("facility_id", "provider_id", "provider_number")
_YEAR, _BASE, _CONSISTENCY = "fiscal_year", "hcahps_base_score", "hcahps_consistency_score"
_LONGEST, _STUMP = 64, 59
"""CMS's interface cuts names over 64 characters to 59 and adds four digits of their MD5."""

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,8})?)\s*%?", re.ASCII)
_POINTS = re.compile(r"(\d{1,3})(?:\.0+)?(?:\s+out\s+of\s+\d{1,3})?", re.ASCII | re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"(?:FY\s*)?(\d{4})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Cells:
    """One row, and where to say it stands when a cell is no number."""

    where: str
    row: list[str]

    def read(self, place: int | None, form: re.Pattern[str], what: str) -> str | None:
        """Return the number in a cell as text; None when there is none (“Not Available”)."""
        text = "" if place is None else self.row[place].strip()
        if not any(character.isdigit() for character in text) or text.lower().startswith("not"):
            return None
        match = form.fullmatch(text)
        if match is None:
            raise UserFacingError(f"{self.where}: “{text[:20]}” is not {what}.")
        return match[1]

    def percent(self, place: int | None) -> Decimal | None:
        """Return a rate of 0–100 percent."""
        text = self.read(place, _PERCENT, "a percentage")
        if text is None:
            return None
        if Decimal(text) > 100:
            raise UserFacingError(f"{self.where}: {text} is more than 100 percent.")
        return Decimal(text)

    def points(self, place: int | None) -> int | None:
        """Return whole points, from “3” or “3 out of 10”."""
        text = self.read(place, _POINTS, "a number of points")
        return None if text is None else int(text)


def engagement_names(rules: Iterable[DimensionRule]) -> frozenset[str]:
    """Return the plain names of the columns of known dimensions."""
    named = (f"{plain_name(rule.title)}_{part}" for rule in rules for part in _PARTS)
    return frozenset((*_IDS, _YEAR, _BASE, _CONSISTENCY, *named))


def read_engagement(table: CmsTable, rules: Iterable[DimensionRule]) -> list[EngagementReading]:
    """Return every hospital of a file, in the order of the file.

    Args:
        table: the opened file.
        rules: known dimensions, for their titles.

    Raises:
        UserFacingError: not this kind of file, no hospital in it, or a cell that is no number.
    """
    facility = table.place(*_IDS)
    titles = {plain_name(rule.title): rule.title for rule in rules}
    dimensions = _dimensions(table, titles)
    if facility is None or not dimensions:
        lacks = "facility_id" if facility is None else "… Performance Rate"
        raise UserFacingError(
            f"“{table.name}” is not CMS’s VBP file of Person and Community Engagement: it has no "
            f"column “{lacks}”."
        )
    year, base, steady = table.place(_YEAR), table.place(_BASE), table.place(_CONSISTENCY)
    readings = []
    for line, row in table.rows():
        cells = _Cells(where=f"“{table.name}”, line {line}", row=row)
        if not row[facility].strip():
            raise UserFacingError(f"{cells.where}: the hospital has no id.")
        text = cells.read(year, _FOUR_DIGITS, "a fiscal year")
        readings.append(
            EngagementReading(
                facility_id=row[facility].strip(),
                fiscal_year=int(text) if text else None,
                dimensions={name: _dimension(cells, at) for name, at in dimensions.items()},
                published_base=cells.points(base),
                published_consistency=cells.points(steady),
            )
        )
    if not readings:
        raise UserFacingError(f"“{table.name}” has a header and no rows.")
    return readings


def _dimensions(table: CmsTable, titles: Mapping[str, str]) -> dict[str, dict[str, int | None]]:
    """Return where the parts of each dimension stand, by title, in the order of the file."""
    rate = "_performance_rate"
    stems = {name.removesuffix(rate) for name in table.columns if name.endswith(rate)}
    found = {
        stem: {part: _place(table, f"{stem}_{part}") for part in _PARTS}
        for stem in stems.union(titles)
    }
    places = {stem: at["performance_rate"] for stem, at in found.items()}
    ordered = sorted((place, stem) for stem, place in places.items() if place is not None)
    return {titles.get(stem) or _title(table, stem): found[stem] for _, stem in ordered}


def _title(table: CmsTable, stem: str) -> str:
    """Return an unknown dimension's name as the file writes it."""
    header = table.headers[f"{stem}_performance_rate"]
    return re.sub(r"[ _]performance[ _]rate$", "", header, flags=re.IGNORECASE)


def _place(table: CmsTable, name: str) -> int | None:
    return table.place(name, _cut_name(table, name))


def _cut_name(table: CmsTable, name: str) -> str:
    """Return a long column's name as CMS's interface cut it.

    Achievement threshold and points may be cut to the same stump: their digits tell them apart,
    or else their order in CMS's files.
    """
    if len(name) <= _LONGEST:
        return name
    stump = f"{name[:_STUMP]}_"
    exact = stump + md5(name.encode(), usedforsecurity=False).hexdigest()[:4]
    alike = [one for one in table.columns if one.startswith(stump) and len(one) == len(exact)]
    if exact in alike or not alike:
        return exact
    return alike[-1] if name.endswith("_points") else alike[0]


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
