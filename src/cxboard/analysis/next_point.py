"""What would one VBP point more take, and how likely is it? Planning estimates from own rates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from statistics import NormalDist

from cxboard.domain.intervals import Z95
from cxboard.domain.scores import Score
from cxboard.domain.vbp_rules import Standard

_STEPS = 9
_SURE = 0.8


@dataclass(frozen=True, kw_only=True)
class NextPoint:
    """The way to the next achievement point.

    `rate` is the percentage needed, `per_hundred` and `answers` how many more favourable answers
    that is per 100 people and in all. `by_chance` is the probability (0–1) that a period of as
    many people shows the rate although nothing changes, `true_rate` the percentage that must be
    true for it to be shown with a probability of 80 %.
    """

    rate: float
    per_hundred: float
    answers: int
    by_chance: float
    true_rate: float


def next_point(score: Score, standard: Standard, points: int) -> NextPoint | None:
    """Return what the next achievement point takes; None at ten points, or without an interval.

    The rate of p points is T + (p − 1)(M − T)/9, of ten points M (the rule of 42 CFR 412.165
    solved for the rate). The sampling error is the score's own, taken as normal.
    """
    threshold, benchmark = standard.threshold, standard.benchmark
    missing = score.value is None or score.lower is None or score.upper is None or not score.n
    if missing or threshold is None or benchmark is None or points >= 10:
        return None
    assert score.value is not None
    assert score.lower is not None
    assert score.upper is not None
    rate = float(_rate_of(points + 1, threshold, benchmark))
    error = (score.upper - score.lower) / (2 * Z95)
    gap = max(0.0, rate - score.value)
    by_chance = 1 - NormalDist().cdf(gap / error) if error else float(gap == 0)
    return NextPoint(
        rate=rate,
        per_hundred=gap,
        answers=ceil(gap * (score.n or 0) / 100 - 1e-9),
        by_chance=by_chance,
        true_rate=min(100.0, rate + NormalDist().inv_cdf(_SURE) * error),
    )


def _rate_of(points: int, threshold: Decimal, benchmark: Decimal) -> Decimal:
    if points >= 10:
        return benchmark
    return threshold + (points - 1) * (benchmark - threshold) / _STEPS
