"""Is the difference between two periods more than chance?"""

from __future__ import annotations

from math import sqrt

from cxboard.domain.intervals import Z95
from cxboard.domain.scores import Score


def difference(now: Score, before: Score) -> tuple[float, float, float] | None:
    """Return now − before and its 95 % limits, or None when either has no value or no interval.

    The two periods hold different people, so their standard errors add in squares; each is taken
    from the score's own interval.
    """
    if now.value is None or before.value is None or now.lower is None or before.lower is None:
        return None
    change = now.value - before.value
    margin = Z95 * sqrt(_standard_error(now) ** 2 + _standard_error(before) ** 2)
    return change, change - margin, change + margin


def _standard_error(score: Score) -> float:
    """Return a score's standard error, from its interval.

    An interval that ends where the scale ends was cut off, or had no room: its other side counts.
    """
    assert score.value is not None
    assert score.lower is not None
    assert score.upper is not None
    sides = score.value - score.lower, score.upper - score.value
    if score.lower in (-100, 0) or score.upper == 100:
        return max(sides) / Z95
    return sum(sides) / (2 * Z95)
