"""How large is the fictional system, which months has it, and where does its chance come from?"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from cxboard.domain.errors import BadRequest
from cxboard.domain.periods import add_months, month_of, months_between

MONTHS = 36
DEFAULT_RESPONSES = 60_000
DEFAULT_SEED = 2026
DEFAULT_UNTIL = date(2026, 10, 31)

CONTACTS = 250_000
FEEDBACK = 9_000
LARGEST_SCALE = 4.0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What was asked for: completed surveys, the seed, and a day in the last month.

    The month that `until` lies in is the last one, and a whole one.
    """

    responses: int = DEFAULT_RESPONSES
    seed: int = DEFAULT_SEED
    until: date = DEFAULT_UNTIL

    def __post_init__(self) -> None:
        if not 100 <= self.responses <= 100_000_000:
            raise BadRequest("Ask for 100 to 100,000,000 responses.")
        if self.seed < 0:
            raise BadRequest("A seed is a whole number from 0.")
        if not date(2000, 1, 1) <= self.until <= date(2100, 12, 31):
            raise BadRequest("The last month must lie between 2000-01 and 2100-12.")

    @property
    def end(self) -> date:
        """First day of the last month."""
        return month_of(self.until)

    @property
    def last_day(self) -> date:
        """Last day of the last month: nothing in the system is later."""
        return date.fromordinal(add_months(self.end, 1).toordinal() - 1)

    @cached_property
    def months(self) -> list[date]:
        """Every month of the system, oldest first."""
        return months_between(add_months(self.end, 1 - MONTHS), self.end)

    @property
    def scale(self) -> float:
        """How many times the usual number of contacts and of comments there is.

        Surveys grow as asked; the rest grows with the square root, to four times at most, so that
        ten million responses do not bring forty million contacts nobody asked for.
        """
        ratio = self.responses / DEFAULT_RESPONSES
        return ratio if ratio < 1 else min(LARGEST_SCALE, ratio**0.5)

    def share_of(self, total: int, month: date, winter: float = 1.0) -> int:
        """Return one month's part of a total; the parts add up to the total exactly.

        Args:
            total: rows over all months.
            month: one of `months`.
            winter: how much busier December to February are than the other months.
        """
        weights = np.array([winter if each.month in (12, 1, 2) else 1.0 for each in self.months])
        edges = np.rint(np.cumsum(weights) / weights.sum() * total).astype(int)
        return int(np.diff(edges, prepend=0)[self.months.index(month)])

    def stream(self, table: str, month: date, name: str) -> np.random.Generator:
        """Return the random stream of one column of one table in one month.

        Streams are independent: a further column, table or month changes no other.
        """
        key = (zlib.crc32(table.encode()), month.toordinal(), zlib.crc32(name.encode()))
        return np.random.Generator(
            np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=key))
        )
