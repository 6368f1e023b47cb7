"""The obvious twin: an XmR chart read off window by window, with exact fractions for the means.

It shares nothing with the package. Each rule is a question asked of every window of the series;
nothing is counted along the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Value = float | None


@dataclass(frozen=True)
class Judged:
    """One phase: its lines and the label of each of its points."""

    mean: float
    lower: float
    upper: float
    labels: list[str]


def judge(values: Sequence[Value], *, screen: bool = True, fix_after: int | None = None) -> Judged:
    """Return lines and labels by the rules "ptd7"; two neighbours must have a value."""
    base = list(values if fix_after is None else values[:fix_after])
    centre = exact_mean([value for value in base if value is not None])
    ranges = [
        abs(after - before)
        for before, after in zip(base, base[1:], strict=False)
        if before is not None and after is not None
    ]
    average = exact_mean(ranges)
    if screen and average > 0:
        average = exact_mean([size for size in ranges if size < 3.267 * average])
    lower, upper = centre - 2.66 * average, centre + 2.66 * average
    near = 2 * (2.66 / 3) * average
    labels = [
        label(values, index, centre, lower, upper, (centre - near, centre + near))
        for index in range(len(values))
    ]
    return Judged(centre, lower, upper, labels)


def exact_mean(values: Sequence[float]) -> float:
    """Return the mean, rounded once."""
    return float(sum(map(Fraction, values)) / len(values))


def label(
    values: Sequence[Value],
    index: int,
    mean: float,
    lower: float,
    upper: float,
    near: tuple[float, float],
) -> str:
    """Return the words for one point."""
    value = values[index]
    if value is None:
        return "Common Cause"
    if value > upper or value < lower:
        return "Above UCL" if value > upper else "Below LCL"
    if _in_trend(values, index):
        following = index + 1 < len(values) and _in_trend(values, index + 1)
        first, second = (index, index + 1) if following else (index - 1, index)
        a, b = values[first], values[second]
        assert a is not None
        assert b is not None
        return f"7 Point Trend ({'In' if b > a else 'De'}creasing)"
    side = "Above" if value > mean else "Below"
    if _is_close(value, lower, upper, near) and any(
        sum(_is_close(each, lower, upper, near) for each in window) >= 2 and _one_side(window, mean)
        for window in _windows(values, index, 3)
    ):
        return f"2 in 3 {side} CL"
    if any(_one_side(window, mean) for window in _windows(values, index, 7)):
        return f"7 Points {side} CL"
    return "Common Cause"


def _windows(values: Sequence[Value], index: int, length: int) -> list[Sequence[Value]]:
    """Return every stretch of that length that holds the point."""
    starts = range(index - length + 1, index + 1)
    return [
        values[start : start + length]
        for start in starts
        if start >= 0 and start + length <= len(values)
    ]


def _one_side(window: Sequence[Value], mean: float) -> bool:
    return all(v is not None and v > mean for v in window) or all(
        v is not None and v < mean for v in window
    )


def _is_close(value: Value, lower: float, upper: float, near: tuple[float, float]) -> bool:
    return value is not None and (lower <= value < near[0] or near[1] < value <= upper)


def _in_trend(values: Sequence[Value], index: int) -> bool:
    for window in _windows(values, index, 7):
        known = [value for value in window if value is not None]
        pairs = list(zip(known, known[1:], strict=False))
        if len(known) == 7 and (all(b > a for a, b in pairs) or all(b < a for a, b in pairs)):
            return True
    return False
