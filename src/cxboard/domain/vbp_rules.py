"""What does Hospital VBP publish for Person and Community Engagement: standards, rates, points?

Rates are percent, points whole numbers; what CMS does not state is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


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
    """One hospital and fiscal year; `dimensions` by title, in the order of the file."""

    facility_id: str
    fiscal_year: int | None
    dimensions: Mapping[str, DimensionReading]
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
