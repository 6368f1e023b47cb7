"""What a series of months shows, judged: process limits, verdicts, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxboard.domain.periods import Period
from cxboard.domain.verdicts import Assurance, Footing, PointType, SpecialCause, Variation

_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class TrendPoint:
    """One charted month: its limits in the measure's unit, and what the point means.

    `phase` counts from 0; a new one begins with each edition run and each rebase.
    """

    month: date
    value: float | None
    mean: float
    lower: float
    upper: float
    type: PointType
    cause: SpecialCause
    phase: int


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A judged series of cleared months; a hidden month is a gap and never a zero.

    `variation` and `assurance` are None while there are too few months for a verdict, and
    `assurance` without a target as well. `since` is the first month of the signal that the latest
    month is part of. `rules` are printed with every chart; `suggestion` says where limits might be
    drawn anew, for a person to decide.
    """

    points: tuple[TrendPoint, ...]
    chart: str
    rules: str
    footing: Footing
    variation: Variation | None
    assurance: Assurance | None
    reason: str
    since: date | None
    suggestion: str = ""

    @property
    def meaning(self) -> PointType:
        """What the latest month means; common cause while there is no verdict."""
        return self.points[-1].type if self.variation else PointType.COMMON_CAUSE

    @property
    def is_concern(self) -> bool:
        """Whether the latest month is part of a signal for the worse."""
        return self.meaning is PointType.CONCERN

    @property
    def is_improvement(self) -> bool:
        """Whether the latest month is part of a signal for the better."""
        return self.meaning is PointType.IMPROVEMENT

    @property
    def concern_before(self) -> Period | None:
        """The months of the newest signal for the worse that ended within the latest year.

        None while the latest month is itself part of a signal, or there is no verdict.
        """
        if not self.variation or self.meaning is not PointType.COMMON_CAUSE:
            return None
        found: list[date] = []
        for step, point in enumerate(reversed(self.points)):
            is_one = point.type is PointType.CONCERN and point.phase == self.points[-1].phase
            if (found and not is_one) or (not found and step >= _YEAR):
                break
            found += [point.month] if is_one else []
        return Period(first=found[-1], last=found[0]) if found else None

    @property
    def distance(self) -> float:
        """How far the latest month lies from the mean, in widths of the limits from it."""
        last = self.points[-1]
        width = (last.upper - last.lower) / 2
        return 0.0 if last.value is None or width <= 0 else abs(last.value - last.mean) / width

    @property
    def fails(self) -> bool:
        """Whether the present process will not reach its target."""
        return self.assurance is Assurance.FAIL
