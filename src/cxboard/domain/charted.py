"""What people decide and note about one series: rebases, annotations, alerts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from cxboard.domain.catalogue import get_measure
from cxboard.domain.records import Placed, require, require_month


@dataclass(frozen=True, kw_only=True)
class Rebase(Placed):
    """Process limits of one series are calculated anew from a month on.

    A role decides that, never a program: because the cause of a lasting change is understood.
    """

    measure_id: str
    month: date
    decided_by: str
    reason: str

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest without role and reason, or when the series has this rebase already."""
        super().check(others)
        get_measure(self.measure_id)
        require_month("A rebase", self.month)
        known = {(o.measure_id, o.facility_id, o.unit_id, o.month) for o in others}
        mine = (self.measure_id, self.facility_id, self.unit_id, self.month)
        require(bool(self.decided_by.strip()), "Name the role that decided the rebase.")
        require(
            bool(self.reason.strip()),
            "Say why: limits are calculated anew only when the cause of a lasting change "
            "is understood. The reason is printed on the chart.",
        )
        require(mine not in known, "The limits of this series are rebased in this month already.")


@dataclass(frozen=True, kw_only=True)
class Annotation(Placed):
    """What happened in a month, written on the charts of a measure (of all, when it is empty)."""

    month: date
    text: str
    measure_id: str = ""

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when there is nothing to write or the measure is not known."""
        super().check(others)
        require_month("An annotation", self.month)
        if self.measure_id:
            get_measure(self.measure_id)
        require(bool(self.text.strip()), "Say what happened.")
        require(len(self.text) <= 80, "A chart has room for 80 characters: say it shorter.")


class AlertRule(StrEnum):
    """When an alert speaks."""

    SPECIAL_CAUSE = "special cause"
    ABOVE = "above a threshold"
    BELOW = "below a threshold"


@dataclass(frozen=True, kw_only=True)
class Alert(Placed):
    """What somebody wants to be told about a measure; `for_role` is who."""

    measure_id: str
    rule: AlertRule
    for_role: str
    threshold: float | None = None

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest without a role, or when rule and threshold do not fit together."""
        super().check(others)
        get_measure(self.measure_id)
        needs = self.rule is not AlertRule.SPECIAL_CAUSE
        given = self.threshold is not None and math.isfinite(self.threshold)
        require(bool(self.for_role.strip()), "Name the role that is to be told.")
        require(given or not needs, "Give the threshold as a number.")
        require(needs or self.threshold is None, "A special cause has no threshold: empty it.")
