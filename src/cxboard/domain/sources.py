"""Which extracts are expected, how often, and how long after the end of a period?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from cxboard.domain.periods import Period, add_months
from cxboard.domain.records import Placed, require, require_month
from cxboard.domain.vocabulary import Kind

LONGEST_WAIT = 1_000
"""Days after which an extract may at most be due."""


EXPECTABLE = (Kind.SURVEY, Kind.CONTACT, Kind.FEEDBACK, Kind.INDICATOR, Kind.PUBLISHED)
"""Kinds of extract that speak of one period after the other."""


class Rhythm(StrEnum):
    """How often a source delivers."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"

    @property
    def months(self) -> int:
        """How many months one delivery speaks of."""
        return 1 if self is Rhythm.MONTHLY else 3


@dataclass(frozen=True, kw_only=True)
class ExpectedSource(Placed):
    """One delivery that somebody waits for.

    Of a hospital, or of every hospital of the register where `facility_id` is empty. `profile`
    names the profile by which its files are read; empty: any file of the kind will do. `due_days`
    are counted from the last day of the period; `since` is the first month that is expected.
    """

    title: str
    kind: Kind
    rhythm: Rhythm
    due_days: int
    since: date
    profile: str = ""
    owner_role: str = ""

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when nobody could tell what is expected, or it is expected already."""
        super().check(others)
        require(bool(self.title.strip()), "Name the source, such as “Contact centre”.")
        require(len(self.title) <= 40, "A page's head has room for 40 characters: name it shorter.")
        require(self.kind in EXPECTABLE, f"Files of the kind “{self.kind}” come at no set time.")
        require(not self.unit_id, "A source delivers for a hospital or for all, not for a unit.")
        require(
            0 <= self.due_days <= LONGEST_WAIT,
            f"Say after how many days the extract is due: 0 to {LONGEST_WAIT:,}.",
        )
        require_month("The first month expected", self.since)
        names = {other.title.strip().casefold() for other in others}
        require(self.title.strip().casefold() not in names, "Another source has this name.")

    def due(self, period: Period) -> date:
        """Return the day on which a period's extract is due."""
        return add_months(period.last, 1) + timedelta(days=self.due_days - 1)

    def period_of(self, month: date) -> Period:
        """Return the calendar period that a month lies in."""
        first = add_months(month, -((month.month - 1) % self.rhythm.months))
        return Period(first=first, last=add_months(first, self.rhythm.months - 1))

    def periods_due(self, today: date) -> tuple[Period, ...]:
        """Return the periods whose extracts should be there by now, oldest first."""
        found: list[Period] = []
        period = self.period_of(self.since)
        while self.due(period) < today:
            found.append(period)
            period = self.period_of(add_months(period.last, 1))
        return tuple(found)
