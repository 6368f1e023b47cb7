"""How is a number written? The one formatter: every page, chart, alt text and sentence uses it.

A number that is missing (None, not a number, infinite) is always an en dash, never "nan" or 0.
"""

from __future__ import annotations

import math

from cxboard.domain.vocabulary import Unit

NOT_THERE = "–"
"""What stands where there is no number; the reason stands beside it."""

MINUS = "−"
_SUFFIX = {
    Unit.PERCENT: "%",
    Unit.POINTS: "",
    Unit.MEAN: "",
    Unit.PER_THOUSAND: " per 1,000",
    Unit.TO_ONE: " to 1",
}


def format_value(value: float | None, unit: Unit, digits: int = 1) -> str:
    """Return a value in its unit, such as "71.3%" or "−4.0"."""
    if value is None or not math.isfinite(value):
        return NOT_THERE
    return _plain(value, digits) + _SUFFIX[unit]


def format_percent(value: float | None) -> str:
    """Return a percentage, such as "71.3%"."""
    return format_value(value, Unit.PERCENT)


def format_level(value: float, unit: Unit) -> str:
    """Return what somebody set or published, such as "70%" or "70.5%": no decimals in vain."""
    return format_value(value, unit, 0 if value % 1 == 0 else 1)


def format_change(difference: float | None, digits: int = 1) -> str:
    """Return a difference in points with its sign, such as "+1.2" or "−0.4"; none for zero."""
    if difference is None or not math.isfinite(difference):
        return NOT_THERE
    rounded = round(difference, digits)
    return ("+" if rounded > 0 else "") + _plain(difference, digits)


def format_range(lower: float | None, upper: float | None, unit: Unit, digits: int = 1) -> str:
    """Return an interval, such as "70.1 to 72.4%"; an en dash when an end is missing."""
    ends = [format_value(end, unit, digits) for end in (lower, upper)]
    if NOT_THERE in ends:
        return NOT_THERE
    return f"{ends[0].removesuffix(_SUFFIX[unit])} to {ends[1]}"


def format_count(count: int | None) -> str:
    """Return a count with separators, such as "12,345"."""
    return NOT_THERE if count is None else f"{count:,}".replace("-", MINUS)


def counted(count: int, noun: str, many: str = "") -> str:
    """Return a count with its noun, such as "1 row" or "12,345 rows"; `many` where no s will do."""
    return f"{format_count(count)} {noun if count == 1 else many or f'{noun}s'}"


def counted_or_no(count: int, noun: str) -> str:
    """Return a count with its noun, and "no rows" for none."""
    return counted(count, noun) if count else f"no {noun}s"


def _plain(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", MINUS)
