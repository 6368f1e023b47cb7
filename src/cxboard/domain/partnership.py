"""Work with patients, families and volunteers, and what they recommend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from cxboard.domain.actions import Engagement
from cxboard.domain.records import Placed, require


class Involvement(StrEnum):
    """What an entry of the partnership register is."""

    COUNCIL = "advisory council"
    CO_DESIGN = "co-design work"
    VOLUNTEERS = "volunteers"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, kw_only=True)
class Partnership(Placed):
    """Work with patients, families and volunteers, or one recommendation of theirs.

    `people` counts members, partners or volunteers, where it says anything; `outcome` says what
    became of it, which a closed recommendation must.
    """

    kind: Involvement
    title: str
    lead_role: str
    level: Engagement
    since: date
    due: date | None = None
    closed_on: date | None = None
    people: int | None = None
    outcome: str = ""

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when the entry says too little, or its days are in disorder."""
        super().check(others)
        is_advice = self.kind is Involvement.RECOMMENDATION
        require(bool(self.title.strip()), "Give the entry a title.")
        require(bool(self.lead_role.strip()), "Name the role that leads it.")
        require(self.due is None or self.since <= self.due, "It is due before it began.")
        require(
            self.closed_on is None or self.since <= self.closed_on, "It was closed before it began."
        )
        require(self.people is None or self.people >= 0, "People are counted from 0.")
        require(
            bool(self.outcome.strip()) or not (is_advice and self.closed_on),
            "Say what became of the recommendation before you close it.",
        )

    @property
    def is_open(self) -> bool:
        """Whether the work goes on, or the recommendation waits."""
        return self.closed_on is None

    def is_overdue(self, today: date) -> bool:
        """Return whether it should be closed and is not."""
        return self.is_open and self.due is not None and self.due < today
