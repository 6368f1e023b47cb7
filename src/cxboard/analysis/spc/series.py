"""What goes into a chart? Values in date order, cut into phases; what cannot be charted is refused.

A value that is missing stays in the series as a gap: it breaks runs, and no moving range spans it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Final

from cxboard.analysis.spc.rules import PTD7, Rules
from cxboard.domain.errors import BadRequest
from cxboard.domain.numbers import counted_or_no
from cxboard.domain.vocabulary import Direction

LARGEST: Final = 1e100
"""Beyond this, sums and squares could overflow; no measure comes near it."""

SHORTEST_BASE: Final = 12
"""Fewest values on which limits may be fixed (NHSRplotthedots)."""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One value of a series; None where there is none."""

    day: date
    value: float | None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How a chart is to be judged.

    Attributes:
        direction: where improvement lies; None when neither way is better.
        target: the target in force in the latest period.
        rebases: days from which limits are drawn anew; each must be in the data.
        fix_after: draw each phase's limits from its first so many values only.
        screen: leave out large moving ranges, where the rules do.
    """

    direction: Direction | None
    target: float | None = None
    rebases: tuple[date, ...] = ()
    fix_after: int | None = None
    screen: bool = True
    rules: Rules = PTD7

    def __post_init__(self) -> None:
        """Refuse what no chart can follow."""
        if self.target is not None and not _charted(self.target):
            raise BadRequest("The target is not a number that can be charted.")
        if self.fix_after is not None and self.fix_after < SHORTEST_BASE:
            raise BadRequest(
                f"Limits can be fixed after {SHORTEST_BASE} values or more, "
                f"not after {self.fix_after}."
            )

    @property
    def screens(self) -> bool:
        """Whether large moving ranges are left out."""
        return self.screen and self.rules.screens

    def describe(self) -> str:
        """Return rules and limits of an XmR chart as they are printed on it."""
        screening = "large ones left out once" if self.screens else "none left out"
        return (
            f"{self.rules.describe()} Limits: mean ± {self.rules.factor:.4g} average moving "
            f"ranges, {screening}."
        )


def ordered(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return a series in date order.

    Raises:
        BadRequest: a day occurs twice, a number is out of range, or fewer than two have a value.
    """
    series = tuple(sorted(observations, key=lambda observation: observation.day))
    refuse_repeated([observation.day for observation in series])
    values = [o.value for o in series if o.value is not None]
    wrong = next((o for o in series if o.value is not None and not _charted(o.value)), None)
    if wrong is not None:
        raise BadRequest(f"The value of {wrong.day} is not a number that can be charted.")
    if len(values) < 2:
        raise BadRequest(
            f"The series has {counted_or_no(len(values), 'value')}; a chart needs at least two."
        )
    return series


def refuse_repeated(days: Sequence[date]) -> None:
    """Raise BadRequest when days, in order, hold one twice."""
    repeated = [day for before, day in zip(days, days[1:], strict=False) if before == day]
    if repeated:
        more = f" and {len(set(repeated)) - 1} more" if len(set(repeated)) > 1 else ""
        raise BadRequest(
            f"Duplicate dates: {repeated[0]}{more} stands in the series more than once. "
            "Keep one row for each date."
        )


def phases(days: Sequence[date], rebases: Iterable[date]) -> list[slice]:
    """Return the phases of a series as slices; a phase starts on each rebase date.

    Raises:
        BadRequest: a rebase date is not one of the days, so that it would do nothing.
    """
    place = {day: index for index, day in enumerate(days)}
    starts = {0}
    for day in rebases:
        if day not in place:
            raise BadRequest(
                f"The rebase date {day} is not in the data, which run from {days[0]} to "
                f"{days[-1]}. {_nearest(day, days)}"
            )
        starts.add(place[day])
    edges = [*sorted(starts), len(days)]
    return [slice(start, end) for start, end in zip(edges, edges[1:], strict=False)]


def _nearest(day: date, days: Sequence[date]) -> str:
    near = min(days, key=lambda known: abs((known - day).days))
    return f"The nearest date is {near}."


def _charted(value: float) -> bool:
    return isfinite(value) and abs(value) <= LARGEST
