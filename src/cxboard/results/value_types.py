"""What the page on value and stars shows: stars, VBP points, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxboard.analysis.next_point import NextPoint
from cxboard.analysis.vbp import Engagement
from cxboard.domain.measures import Measure
from cxboard.domain.scores import Score
from cxboard.domain.star_rules import CutPoints
from cxboard.domain.vbp_rules import EngagementReading, YearStandard
from cxboard.results.groups import Compared
from cxboard.results.linear import OwnLinear
from cxboard.results.types import AsOf


@dataclass(frozen=True, kw_only=True)
class StarRow:
    """One measure's linear score from one's own surveys, read at published cut points.

    `own` is None when hidden or not asked. `lowest` are the newest cut points of two to five stars.
    """

    measure: Measure
    own: OwnLinear | None
    suppressed: bool
    lowest: tuple[int, int, int, int]


@dataclass(frozen=True, kw_only=True)
class PublishedStar:
    """One measure as CMS rated it. `to_next` is None without a table of cut points, or at five.

    `near` are the cut points that it is read at when they are those of other discharges.
    """

    measure: Measure
    linear: int | None
    star: int | None
    to_next: int | None
    near: CutPoints | None
    why: str


@dataclass(frozen=True, kw_only=True)
class DimensionRow:
    """One VBP dimension from one's own surveys, against a fiscal year's standard.

    `title` is CMS's, `name` that of the other pages; `measure` is None where the dimension is made
    of two questions.
    """

    title: str
    name: str
    measure: Measure | None
    score: Score
    standard: YearStandard
    points: int | None
    next: NextPoint | None


@dataclass(frozen=True, kw_only=True)
class BesideRow:
    """A measure of outcomes that stands beside experience."""

    measure: Measure
    score: Score


@dataclass(frozen=True, kw_only=True)
class Value:
    """The page.

    `reading` are the rates as VBP sees them, `earned` what they would earn: None for fewer surveys
    than CMS scores. `by_hospital` are the overall rating and, beside it, the outcomes of `beside`.
    """

    finding: str
    as_of: AsOf
    stars: tuple[StarRow, ...]
    cut_points: str
    fiscal_year: int
    dimensions: tuple[DimensionRow, ...]
    reading: EngagementReading
    earned: Engagement | None
    beside: tuple[BesideRow, ...]
    by_hospital: Compared
    names: Mapping[str, str]

    @property
    def domain(self) -> int | None:
        """Points of Person and Community Engagement, 0–100."""
        return self.earned.domain if self.earned else None


@dataclass(frozen=True, kw_only=True)
class HospitalValue:
    """What one hospital's surveys would earn."""

    facility_id: str
    place: str
    value: Value

    @property
    def points(self) -> int | None:
        """Points of Person and Community Engagement, 0–100."""
        return self.value.domain
