"""Which months does a page speak of, and which months does it compare them with?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from cxboard.domain.errors import BadRequest

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_ROLLING = re.compile(r"(\d{1,2})m", re.ASCII)

DEFAULT_PERIOD = "12m"


def month_of(day: date) -> date:
    """Return the first day of the day's month."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """Return the first day of the month `count` months later (earlier when negative)."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Return every month from first to last, both included, as first days."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [add_months(first, step) for step in range(count + 1)]


def parse_month(text: str) -> date:
    """Return the first day of a month written YYYY-MM, or raise BadRequest."""
    match = _MONTH.fullmatch(text.strip())
    if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1900:
        raise BadRequest(f"“{text[:20]}” is not a month. Write it as YYYY-MM, for example 2026-10.")
    return date(int(match[1]), int(match[2]), 1)


def month_name(month: date) -> str:
    """Return a month as a reader writes it, such as "Oct 2026"."""
    return f"{month:%b} {month.year}"


def day_name(day: date) -> str:
    """Return a day as a reader writes it, such as "4 May 2026"."""
    return f"{day.day} {month_name(day)}"


def moment_name(moment: datetime) -> str:
    """Return a moment in UTC as a reader writes it, such as "4 May 2026, 09:30 UTC"."""
    return f"{day_name(moment.date())}, {moment:%H:%M} UTC"


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whole months from `first` to `last`, both included, given by their first days."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first.day != 1 or self.last.day != 1:
            raise BadRequest("A period is made of whole months.")
        if self.last < self.first:
            raise BadRequest(
                f"The period ends ({self.last:%Y-%m}) before it starts ({self.first:%Y-%m})."
            )

    @property
    def months(self) -> int:
        """How many months the period has."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def before(self, latest: date | None = None) -> Period:
        """Return what a period is compared with: the one of its length that ends where it starts.

        A period that is not over by `latest`, the last month with data, is compared with the same
        months of the year before: ten months of a year with ten, January with January.
        """
        if latest is None or not self.first <= latest < self.last:
            return Period(
                first=add_months(self.first, -self.months), last=add_months(self.first, -1)
            )
        back = -12 * ceil(self.months / 12)
        return Period(first=add_months(self.first, back), last=add_months(latest, back))

    def since(self, month: date) -> Period | None:
        """Return the part from `month` on, or None when nothing is left."""
        return None if self.last < month else Period(first=max(self.first, month), last=self.last)

    def describe(self) -> str:
        """Return the period in words, such as "Nov 2025 to Oct 2026"."""
        if self.first == self.last:
            return month_name(self.first)
        return f"{month_name(self.first)} to {month_name(self.last)}"


def parse_period(key: str, latest: date) -> Period:
    """Return the period that a key names.

    Args:
        key: "12m" (the latest 12 months), "2026" (a calendar year), "2026Q3", "2026-10", or
            "2026-01..2026-06".
        latest: first day of the latest month with data, where rolling periods end.

    Raises:
        BadRequest: the key names no period.
    """
    if match := _ROLLING.fullmatch(key):
        if count := int(match[1]):
            return Period(first=add_months(latest, 1 - count), last=latest)
    elif match := _QUARTER.fullmatch(key):
        first = date(int(match[1]), 3 * int(match[2]) - 2, 1)
        return Period(first=first, last=add_months(first, 2))
    elif _YEAR.fullmatch(key) and int(key) >= 1900:
        return Period(first=date(int(key), 1, 1), last=date(int(key), 12, 1))
    elif ".." in key:
        first_text, last_text = key.split("..", 1)
        return Period(first=parse_month(first_text), last=parse_month(last_text))
    elif _MONTH.fullmatch(key):
        month = parse_month(key)
        return Period(first=month, last=month)
    raise BadRequest(
        f"“{key[:20]}” is not a period. Use for example 12m, 2026, 2026Q3, 2026-10 or "
        "2026-01..2026-06."
    )
