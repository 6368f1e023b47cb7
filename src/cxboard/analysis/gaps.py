"""Which of many gaps are real? Differences between groups, judged together and not one by one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

from cxboard.analysis.comparison import difference
from cxboard.domain.intervals import Z95
from cxboard.domain.scores import Score

ALPHA = 0.05
"""Chance of one false alarm or more among all gaps that are judged together."""


def gap(group: Score, others: Score) -> tuple[float, float, float] | None:
    """Return group − others with its 95 % limits; None when either has no value or no interval."""
    return difference(group, others)


def probability(found: tuple[float, float, float]) -> float:
    """Return how likely a gap so large is by chance (two-sided, normal)."""
    value, lower, upper = found
    error = (upper - lower) / (2 * Z95)
    if error <= 0:
        return 0.0 if value else 1.0
    return 2 * (1 - NormalDist().cdf(abs(value) / error))


def holm(probabilities: Sequence[float], alpha: float = ALPHA) -> list[bool]:
    """Return which of many findings stand, with at most `alpha` for any false one (Holm 1979)."""
    order = sorted(range(len(probabilities)), key=lambda place: probabilities[place])
    stands = [False] * len(probabilities)
    for rank, place in enumerate(order):
        if probabilities[place] > alpha / (len(probabilities) - rank):
            break
        stands[place] = True
    return stands
