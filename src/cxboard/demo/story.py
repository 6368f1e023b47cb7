"""What is a planted story: what it does, where, from when to when, and how much?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxboard.domain.periods import add_months
from cxboard.domain.vocabulary import Dimension


class Shape(StrEnum):
    """How a story comes and goes."""

    STEP = "at full size from its first month to its last"
    RAMP = "grows evenly from nothing in its first month to full size in its last"
    WINTER = "full size in January, less in December and February, none in other months"
    ALWAYS = "full size in every month"


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a story does to some survey items, contact items or indicators, in points."""

    keys: tuple[str, ...]
    points: float
    persists: bool = False


@dataclass(frozen=True, kw_only=True)
class Story:
    """One planted story.

    `first` and `last` are months relative to the end; with `whole_quarter` the story fills the
    calendar quarter that `first` lies in. `recovery` months after `last` the effect is gone.
    An effect that `persists` stays at full size after the story's last month. `topic` is what
    people write about meanwhile, `talk` times as often.
    """

    id: str
    what: str
    measures: tuple[str, ...]
    shape: Shape
    effects: tuple[Effect, ...] = ()
    first: int = 0
    last: int = 0
    whole_quarter: bool = False
    recovery: int = 0
    facility: str | None = None
    unit: str | None = None
    cut: tuple[Dimension, str] | None = None
    topic: str | None = None
    talk: float = 1.0

    def window(self, end: date) -> tuple[date, date]:
        """Return the story's first and last month, given the last month of the system."""
        first = add_months(end, self.first)
        if self.whole_quarter:
            first = add_months(first, -((first.month - 1) % 3))
            return first, add_months(first, 2)
        return first, add_months(end, self.last)

    def weight(self, month: date, end: date, *, persists: bool = False) -> float:
        """Return how much of its full size the story has in a month, from 0 to 1."""
        if self.shape is Shape.ALWAYS:
            return 1.0
        if self.shape is Shape.WINTER:
            return _WINTER.get(month.month, 0.0)
        first, last = self.window(end)
        since, length = _months(first, month), _months(first, last)
        if since < 0:
            return 0.0
        if since <= length:
            return since / length if self.shape is Shape.RAMP else 1.0
        if persists:
            return 1.0
        return max(0.0, 1 - (since - length) / (self.recovery + 1)) if self.recovery else 0.0


_WINTER = {12: 0.7, 1: 1.0, 2: 0.8}


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
