"""The shapes of what the pages of the section Learning show: frozen, cleared for display."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxboard.analysis.drivers import Weight
from cxboard.analysis.forecast import BackTest
from cxboard.analysis.impact import Evidence, Impact
from cxboard.domain.actions import Action
from cxboard.domain.measures import Measure
from cxboard.domain.references import Target
from cxboard.domain.scores import Score
from cxboard.results.trend_types import Trend
from cxboard.results.types import AsOf, MonthPoint


@dataclass(frozen=True, kw_only=True)
class MonthAhead:
    """One month of a forecast, in the measure's unit; the limits are 50 % and 80 % intervals."""

    month: date
    expected: float
    half: tuple[float, float]
    most: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class OutlookRow:
    """One measure's months and where they lead.

    `ahead` is empty where no forecast is shown, and `why_not` says why. `chance` is the estimated
    probability (0–1) that the last month ahead is at its target or on its good side; None without
    a target.
    """

    measure: Measure
    series: tuple[MonthPoint, ...]
    ahead: tuple[MonthAhead, ...]
    follows: str
    test: BackTest | None
    target: Target | None
    chance: float | None
    why_not: str


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The forecasts of all headline measures; without rows, `finding` says why."""

    finding: str
    details: tuple[str, ...]
    rows: tuple[OutlookRow, ...]
    as_of: AsOf | None


class Quadrant(StrEnum):
    """Where a driver stands: against an even share of the weights, and the median of the scores."""

    FIX = "look here first"
    KEEP = "keep up"
    LOW = "counts less, below the median"
    PLENTY = "counts less, median or above"


@dataclass(frozen=True, kw_only=True)
class DriverRow:
    """One driver: its weight, its own top-box score over the same people and months."""

    measure: Measure
    weight: Weight
    score: Score
    quadrant: Quadrant


@dataclass(frozen=True, kw_only=True)
class DriverBoard:
    """What goes with one outcome, the strongest driver first.

    Without rows, `finding` says why. `explained` is R² and `floor` the share that chance reaches
    (both 0–1); `usual` is the median of the drivers' scores, `people` is rounded so that two
    selections cannot be subtracted from one another.
    """

    outcome: Measure
    finding: str
    details: tuple[str, ...]
    rows: tuple[DriverRow, ...]
    explained: float
    floor: float
    usual: float
    people: int
    cells: int
    sensitivity: str
    as_of: AsOf | None

    @property
    def has_surveys(self) -> bool:
        """Whether anybody answered a survey in this selection."""
        return self.as_of is not None and self.as_of.surveys != 0


@dataclass(frozen=True, kw_only=True)
class ImpactCase:
    """One action and what became of its measure at its place.

    `series` are the place's months (of one edition run), `others` those of the places without the
    action as one population; `start` is the first month that counts as after.
    """

    action: Action
    measure: Measure
    place: str
    impact: Impact
    why: str
    start: date
    evidence: Evidence
    series: tuple[MonthPoint, ...]
    others: tuple[MonthPoint, ...]
    trend: Trend | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ImpactBoard:
    """Every action of the places chosen, what needs a decision first.

    `about` says which places and months; `as_of` counts the whole of the places judged.
    """

    about: str
    finding: str
    details: tuple[str, ...]
    cases: tuple[ImpactCase, ...]
    as_of: AsOf | None
