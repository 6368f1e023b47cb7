"""Might the limits be due for a fresh start? A suggestion with its reason; never an action.

A person who knows the cause decides, and the reason is kept with the decision. An intervention
alone, or means that differ, are no reason to recalculate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.analysis.spc.chart import Chart, Point
from cxboard.analysis.spc.limits import Limits, mean, xmr_limits
from cxboard.analysis.spc.series import SHORTEST_BASE
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import month_name
from cxboard.domain.verdicts import PointType, SpecialCause
from cxboard.domain.vocabulary import Unit

_SHIFTS = (SpecialCause.SHIFT_ABOVE, SpecialCause.SHIFT_BELOW)


@dataclass(frozen=True, kw_only=True)
class RebaseSuggestion:
    """A day from which the level seems to be another one."""

    day: date
    before: float
    after: float
    values: int
    is_concern: bool

    def __str__(self) -> str:
        """Return it in words, for values of any unit and rhythm."""
        return self._said(f"on {self.day}", f"{self.before:.4g}", f"{self.after:.4g}", "values")

    def of_months(self, unit: Unit) -> str:
        """Return it in words, for values by month."""
        before, after = format_value(self.before, unit), format_value(self.after, unit)
        return self._said(f"in {month_name(self.day)}", before, after, "months")

    def _said(self, when: str, before: str, after: str, noun: str) -> str:
        concern = " A change for the worse is mended, not made the new normal." * self.is_concern
        return (
            f"The level seems to have changed {when}: the mean was {before} before and is {after} "
            f"in the {self.values} {noun} since. If the cause is known, a named person may have "
            f"limits recalculated from there, with the reason.{concern}"
        )


def suggest_rebase(chart: Chart) -> RebaseSuggestion | None:
    """Return the first day of the latest phase that may be the start of a new level, if any.

    A shift starts there; at least twelve values lie before and after it; since then no two values
    in a row have crossed back; and the mean has moved by more than one sigma of the time before.
    """
    phase = [point for point in chart.phase if point.value is not None]
    for start in range(SHORTEST_BASE, len(phase) - SHORTEST_BASE + 1):
        if _starts_shift(phase, start) and not _crosses_back(phase[start:]):
            return _moved(chart, phase, start)
    return None


def _starts_shift(phase: Sequence[Point], start: int) -> bool:
    here, before = phase[start], phase[start - 1]
    shifted = any(cause in _SHIFTS for cause in here.met)
    return shifted and before.place.side != here.place.side


def _crosses_back(since: Sequence[Point]) -> bool:
    back = [point.place.side == -since[0].place.side for point in since]
    return any(first and second for first, second in zip(back, back[1:], strict=False))


def _moved(chart: Chart, phase: Sequence[Point], start: int) -> RebaseSuggestion | None:
    values = [point.value for point in phase if point.value is not None]
    old = _limits_before(chart, values[:start])
    before, after = mean(values[:start]), mean(values[start:])
    if old is None or abs(after - before) <= (old.upper - old.lower) / 6:
        return None
    shift = phase[start]
    types = {PointType.CONCERN} if chart.settings.direction else set()
    return RebaseSuggestion(
        day=shift.day,
        before=before,
        after=after,
        values=len(values) - start,
        is_concern=shift.type in types,
    )


def _limits_before(chart: Chart, values: Sequence[float]) -> Limits | None:
    return xmr_limits(values, factor=chart.settings.rules.factor, screen=chart.settings.screens)
