"""What would one VBP point more take, and how likely is it? Planning estimates from own rates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from cxboard.analysis.chances import Chance, chance_of, sample_of
from cxboard.domain.scores import Score
from cxboard.domain.vbp_rules import Standard

_STEPS = 9


@dataclass(frozen=True, kw_only=True)
class NextPoint:
    """The way to the next achievement point.

    `rate` is the percentage needed, `per_hundred` and `answers` how many more favourable answers
    that is per 100 answers and in all, over all questions, if each rises alike.
    """

    rate: float
    per_hundred: float
    answers: int
    chance: Chance


def next_point(score: Score, standard: Standard, points: int) -> NextPoint | None:
    """Return what the next achievement point takes; None at ten points, or without an interval.

    The rate of p points is T + (p − 1)(M − T)/9, of ten points M (the rule of 42 CFR 412.165
    solved for the rate). The sampling error is the score's own.
    """
    threshold, benchmark, sample = standard.threshold, standard.benchmark, sample_of(score)
    if score.value is None or sample is None or threshold is None or benchmark is None:
        return None
    if points >= 10:
        return None
    rate = float(_rate_of(points + 1, threshold, benchmark))
    gap = max(0.0, rate - score.value)
    return NextPoint(
        rate=rate,
        per_hundred=gap,
        answers=answers(gap, sample.answers),
        chance=chance_of(rate, score.value, sample),
    )


def answers(points: float, given: int) -> int:
    """Return how many of the answers given must turn favourable for a rise by so many points.

    A composite is the mean of its questions' rates: it rises as they do when each rises alike.
    """
    return ceil(points * given / 100 - 1e-9)


def _rate_of(points: int, threshold: Decimal, benchmark: Decimal) -> Decimal:
    if points >= 10:
        return benchmark
    return threshold + (points - 1) * (benchmark - threshold) / _STEPS
