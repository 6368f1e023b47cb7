"""The shapes of what the page Signals shows."""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.domain.actions import Action
from cxboard.domain.charted import Alert
from cxboard.results.trend_types import Trend
from cxboard.results.types import AsOf, Charted


@dataclass(frozen=True, kw_only=True)
class Signal(Charted):
    """One measure at one place whose latest month is part of a signal; open actions beside it.

    Without hospital and unit it is the whole population chosen.
    """

    facility_id: str
    unit_id: str
    place: str
    trend: Trend
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class HeardAlert:
    """An alert that somebody set; `speaks` is None where its series has no verdict here."""

    alert: Alert
    place: str
    speaks: bool | None


@dataclass(frozen=True, kw_only=True)
class Signals:
    """Every signal, ranked by what needs a decision; `judged` is how many series have a verdict."""

    rows: tuple[Signal, ...]
    alerts: tuple[HeardAlert, ...]
    judged: int
    as_of: AsOf | None

    @property
    def concerns(self) -> tuple[Signal, ...]:
        """Those for the worse."""
        return tuple(row for row in self.rows if row.trend.is_concern)

    @property
    def improvements(self) -> tuple[Signal, ...]:
        """Those for the better."""
        return tuple(row for row in self.rows if row.trend.is_improvement)
