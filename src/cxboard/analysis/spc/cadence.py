"""How often does a series have a value, and which dates have no row at all?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise

from cxboard.domain.periods import add_months, month_of

_NOUNS = {1: "month", 3: "quarter", 12: "year"}


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """A series' step; `noun` is what one value stands for, "value" where that is not clear.

    `missing` are the dates between the first and the last that have no row, at most `MOST` of
    them; `missing_count` counts them all.
    """

    noun: str
    missing: tuple[date, ...] = ()
    missing_count: int = 0


MOST = 12
"""How many missing dates are named."""


def cadence(days: Sequence[date]) -> Cadence:
    """Return the step of days in order, as their smallest distance has it."""
    if len(days) < 2:
        return Cadence(noun="value")
    return _monthly(days) or _daily(days) or Cadence(noun="value")


def _monthly(days: Sequence[date]) -> Cadence | None:
    same = len({day.day for day in days}) == 1
    if not same and any(day.day != monthrange(day.year, day.month)[1] for day in days):
        return None
    months = [day.year * 12 + day.month for day in days]
    step = min(b - a for a, b in pairwise(months))
    if step not in _NOUNS or any((month - months[0]) % step for month in months):
        return None
    count = (months[-1] - months[0]) // step + 1 - len(days)
    if not count:
        return Cadence(noun=_NOUNS[step])
    have, first = {month_of(day) for day in days}, month_of(days[0])
    every = (add_months(first, index) for index in range(step, months[-1] - months[0], step))
    missing = islice((month for month in every if month not in have), MOST)
    return Cadence(noun=_NOUNS[step], missing=tuple(missing), missing_count=count)


def _daily(days: Sequence[date]) -> Cadence | None:
    step = min((b - a).days for a, b in pairwise(days))
    if step not in (1, 7) or any((day - days[0]).days % step for day in days):
        return None
    count = (days[-1] - days[0]).days // step + 1 - len(days)
    every = (
        before + timedelta(days=offset)
        for before, after in pairwise(days)
        for offset in range(step, (after - before).days, step)
    )
    noun = "day" if step == 1 else "week"
    return Cadence(noun=noun, missing=tuple(islice(every, MOST)), missing_count=count)
