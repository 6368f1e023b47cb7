"""Between which limits does a stable process vary? The XmR chart's arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import fsum

from cxboard.analysis.spc.rules import SCREEN_FACTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Mean and process limits, and the lines two thirds of the way out (two sigma)."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


def xmr_limits(values: Sequence[float | None], *, factor: float, screen: bool) -> Limits | None:
    """Return the limits that values in date order give themselves.

    Args:
        values: one phase, or its first values when limits are fixed; None is a gap.
        factor: distance of the limits from the mean, in average moving ranges.
        screen: leave out large moving ranges, once. The mean is never screened.

    Returns:
        None when no two neighbours have a value, so that there is no moving range.
    """
    ranges = moving_ranges(values)
    if not ranges:
        return None
    centre = mean([value for value in values if value is not None])
    average = average_range(ranges, screen=screen)
    far, near = factor * average, 2 * (factor / 3) * average
    return Limits(
        mean=centre,
        lower=centre - far,
        upper=centre + far,
        near_lower=centre - near,
        near_upper=centre + near,
    )


def moving_ranges(values: Sequence[float | None]) -> list[float]:
    """Return the distances of neighbours; a gap has none on either side."""
    pairs = zip(values, values[1:], strict=False)
    return [abs(b - a) for a, b in pairs if a is not None and b is not None]


def average_range(ranges: Sequence[float], *, screen: bool) -> float:
    """Return the average moving range, screened once if asked.

    Where the average is zero nothing varies and nothing can be large: it is not screened.
    """
    average = mean(ranges)
    return mean(kept(ranges)) if screen and average > 0 else average


def kept(ranges: Sequence[float]) -> list[float]:
    """Return the moving ranges that screening leaves in."""
    threshold = SCREEN_FACTOR * mean(ranges)
    return [size for size in ranges if size < threshold]


def mean(values: Sequence[float]) -> float:
    """Return the mean to the last digit, so that a value on the mean is seen to lie on it.

    A plain sum of decimals misses it by rounding, and a point would fall to one side by chance.
    """
    count = len(values)
    rough = fsum(values) / count
    return rough + fsum(chain(values, repeat(-rough, count))) / count
