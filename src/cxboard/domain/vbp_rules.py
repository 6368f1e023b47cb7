"""What does Hospital VBP publish for Person and Community Engagement: standards, rates, points?

Rates are percent, points whole numbers; what CMS does not state is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

PARTS: Final = (
    "floor",
    "achievement_threshold",
    "benchmark",
    "baseline_rate",
    "performance_rate",
    "achievement_points",
    "improvement_points",
    "dimension_score",
)
"""What CMS publishes of each dimension: percentages up to the rates, then points."""

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,8})?)\s*%?", re.ASCII)
_POINTS = re.compile(r"(\d{1,3})(?:\.0+)?(?:\s+(?:out\s+)?of\s+\d{1,3})?", re.ASCII | re.IGNORECASE)
_YEAR = re.compile(r"(?:FY\s*)?(\d{4})", re.ASCII | re.IGNORECASE)
_NAMED_YEAR = re.compile(r"(?<![a-z])FY[ _-]?(20\d\d)(?!\d)", re.ASCII | re.IGNORECASE)


def percent_of(text: str) -> Decimal | None:
    """Return a rate such as "73.8343%"; None for "Not Available"; ValueError for anything else."""
    found = _number(text, _PERCENT, "a percentage")
    if found is not None and Decimal(found) > 100:
        raise ValueError(f"{found} is more than 100 percent")
    return None if found is None else Decimal(found)


def points_of(text: str) -> int | None:
    """Return points such as "3" or "3 out of 10"; None for "Not Available"; else ValueError."""
    found = _number(text, _POINTS, "a number of points")
    return None if found is None else int(found)


def year_of(text: str) -> int | None:
    """Return a fiscal year such as "2024" or "FY 2024"; None for nothing; else ValueError."""
    found = _number(text, _YEAR, "a fiscal year")
    return None if found is None else int(found)


def year_in_name(name: str) -> int | None:
    """Return the fiscal year that a file's name says, such as "hvbp_FY2024.csv"; else None."""
    found = _NAMED_YEAR.search(name)
    return None if found is None else int(found[1])


def _number(text: str, form: re.Pattern[str], what: str) -> str | None:
    text = text.strip()
    if not any(character.isdigit() for character in text) or text.lower().startswith("not"):
        return None
    match = form.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text[:20]}” is not {what}")
    return match[1]


@dataclass(frozen=True, kw_only=True)
class Standard:
    """What a rate is held against, in percent."""

    floor: Decimal | None = None
    threshold: Decimal | None = None
    benchmark: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Points:
    """One dimension's points: achievement 0–10, improvement 0–9, and the larger of the two."""

    achievement: int | None = None
    improvement: int | None = None
    score: int | None = None


@dataclass(frozen=True, kw_only=True)
class DimensionReading:
    """One dimension of one hospital; `published` are CMS's own points."""

    standard: Standard
    baseline: Decimal | None = None
    performance: Decimal | None = None
    published: Points = Points()


@dataclass(frozen=True, kw_only=True)
class EngagementReading:
    """One hospital and fiscal year; `dimensions` by title, in the order of the file.

    Files of some years hold points and no rates: then `has_rates` is False for every hospital.
    """

    facility_id: str
    fiscal_year: int | None
    dimensions: Mapping[str, DimensionReading]
    has_rates: bool = True
    published_base: int | None = None
    published_consistency: int | None = None


@dataclass(frozen=True, kw_only=True)
class DimensionRule:
    """A dimension and the fiscal years that score it; `last` None means until further notice."""

    dimension: str
    title: str
    first: int
    last: int | None
    status: str

    def applies(self, fiscal_year: int) -> bool:
        """Whether a fiscal year scores the dimension."""
        return self.first <= fiscal_year and (self.last is None or fiscal_year <= self.last)


@dataclass(frozen=True, kw_only=True)
class YearStandard:
    """A fiscal year's standard for a dimension; `status` is "official" or "planning estimate"."""

    fiscal_year: int
    dimension: str
    standard: Standard
    status: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ExchangeSlope:
    """The slope of the exchange function, 100 over the mean total performance score: an estimate.

    CMS weights the mean by payments; the exact slope is in a table of its own.
    """

    fiscal_year: int
    slope: Decimal
    status: str
    source: str
