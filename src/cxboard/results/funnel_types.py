"""The shape of a funnel by unit, as charts and pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.analysis.funnel import Funnel, FunnelPlace, FunnelRow
from cxboard.domain.measures import Measure

_OUTSIDE_BY_CHANCE = 0.002


@dataclass(frozen=True, kw_only=True)
class UnitFunnel:
    """Units among their limits; `hidden` are units whose result may not be shown.

    A composite has no denominator of its own: its value stands as a share of the people who
    answered any of its questions, and `is_composite` says so.
    """

    measure: Measure
    funnel: Funnel
    hidden: int
    is_composite: bool

    @property
    def outside(self) -> tuple[FunnelRow, ...]:
        """Units outside the 99.8 % limits, the lowest first."""
        found = (row for row in self.funnel.rows if row.place is FunnelPlace.OUTSIDE)
        return tuple(sorted(found, key=lambda row: row.value))

    @property
    def false_alarms(self) -> float:
        """How many units would lie outside by chance alone."""
        return _OUTSIDE_BY_CHANCE * len(self.funnel.rows)
