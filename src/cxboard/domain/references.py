"""Benchmarks and targets: a number that somebody else set, with who, when, and for whom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from cxboard.domain.catalogue import get_measure
from cxboard.domain.periods import month_name
from cxboard.domain.records import Placed, require, require_month
from cxboard.domain.vocabulary import Direction, Unit

_ENDS = {Unit.PERCENT: (0.0, 100.0), Unit.POINTS: (-100.0, 100.0)}
"""Between which values a target in a unit can lie; other units have no ends."""


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """A published or industry value to read a measure against.

    `label` is short ("CMS national average"); `status` is "official", "industry guide" or
    "published"; `population` and `period` say whom and when it speaks of.
    """

    measure_id: str
    label: str
    value: float
    population: str
    period: str
    source: str
    status: str


class TargetStatus(StrEnum):
    """Whether anybody with the right to do so has agreed a target."""

    AGREED = "agreed"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, kw_only=True)
class Target(Placed):
    """A value to reach in the months from `first` to `last` (None: open), each by its first day.

    Those that we bring along have no id; the ones that people enter come before them.
    """

    measure_id: str
    value: float
    direction: Direction
    first: date | None = None
    last: date | None = None
    population: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None
    source: str = ""
    status: TargetStatus = TargetStatus.PLACEHOLDER

    @property
    def period(self) -> str:
        """The months that the target is for, in words."""
        if self.first and self.last:
            return f"{month_name(self.first)} to {month_name(self.last)}"
        if self.last:
            return f"by the end of {month_name(self.last)}"
        return f"from {month_name(self.first)} on" if self.first else "without an end"

    def is_for(self, month: date) -> bool:
        """Return whether the target holds in a month."""
        return (self.first is None or self.first <= month) and (
            self.last is None or month <= self.last
        )

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when the target cannot be one, or there is one already."""
        super().check(others)
        low, high = _ENDS.get(get_measure(self.measure_id).unit, (-math.inf, math.inf))
        require_month("The first month", self.first)
        require_month("The last month", self.last)
        is_agreed = self.status is TargetStatus.AGREED
        named = bool(self.agreed_by.strip()) and self.agreed_on is not None
        ordered = self.first is None or self.last is None or self.first <= self.last
        require(math.isfinite(self.value), "A target is a number.")
        require(low <= self.value <= high, f"This target lies between {low:g} and {high:g}.")
        require(ordered, "The target’s last month lies before its first.")
        require(
            named or not is_agreed,
            "An agreed target names the role or board that agreed it, and the day. "
            "Without them it is a placeholder.",
        )
        require(
            not any(self._overlaps(other) for other in others),
            "There is already a target of this measure, place and time. Change that one, "
            "or end it in the month before this one begins.",
        )

    def _overlaps(self, other: Self) -> bool:
        first = max(self.first or date.min, other.first or date.min)
        last = min(self.last or date.max, other.last or date.max)
        return self.measure_id == other.measure_id and self.same_place(other) and first <= last
