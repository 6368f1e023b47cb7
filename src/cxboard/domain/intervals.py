"""How sure is a value that rests on a sample? 95 % intervals of proportions and of NPS."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)
"""Standard deviations on either side of a 95 % interval (1.96)."""


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Return the Wilson interval of a proportion, as proportions; n must be positive."""
    share = successes / n
    spread = Z95 * sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    centre = share + Z95**2 / (2 * n)
    scale = 1 + Z95**2 / n
    lower, upper = (centre - spread) / scale, (centre + spread) / scale
    return min(share, max(0.0, lower)), max(share, min(1.0, upper))  # whatever rounding does


FEW_ANSWERS = 30
"""Answers below which the normal interval of NPS is too narrow: all alike, it has no width at all.

The method for fewer, its pseudo-answers and this limit are remembered (Rocks 2016), not verified in
a source that we read; what shows such an interval says so.
"""

_PSEUDO_EACH, _PSEUDO = 0.75, 3


def net_promoter(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """Return the interval of (promoters − detractors) / n, as proportions from −1 to 1.

    From FEW_ANSWERS on the normal interval: p − d ± z √((p + d − (p − d)²) / n). For fewer the
    adjusted Wald interval: the same after adding three pseudo-answers, ¾ of a promoter, ¾ of a
    detractor and 1½ passives. It is about the adjusted value, and never leaves out the plain one.
    """
    net = (promoters - detractors) / n
    if n >= FEW_ANSWERS:
        margin = _net_margin(promoters, detractors, n)
        return max(-1.0, net - margin), min(1.0, net + margin)
    more = n + _PSEUDO
    centre = (promoters - detractors) / more
    margin = _net_margin(promoters + _PSEUDO_EACH, detractors + _PSEUDO_EACH, more)
    return max(-1.0, min(net, centre - margin)), min(1.0, max(net, centre + margin))


def _net_margin(promoters: float, detractors: float, n: int) -> float:
    p, d = promoters / n, detractors / n
    return Z95 * sqrt(max(0.0, p + d - (p - d) ** 2) / n)


def student_margin(deviation: float, n: int) -> float:
    """Return the half-width of the t interval of a mean; n must be at least 2."""
    return _student95(n - 1) * deviation / sqrt(n)


def _student95(freedom: int) -> float:
    """Return the 97.5 % point of Student's t (Cornish–Fisher; 1e-3 from 10 degrees of freedom)."""
    z, f = Z95, freedom
    return (
        z
        + (z**3 + z) / (4 * f)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * f**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * f**3)
    )


@lru_cache(maxsize=4096)
def poisson(events: int) -> tuple[float, float]:
    """Return the exact interval of a Poisson mean, given the events counted (Garwood 1936).

    The limits are ½χ²(0.025; 2x) and ½χ²(0.975; 2x + 2); the lower one of no event is 0.
    """
    lower = _mean_with_tail(events - 1, 0.975) if events else 0.0
    return lower, _mean_with_tail(events, 0.025)


def _mean_with_tail(events: int, tail: float) -> float:
    """Return the Poisson mean at which so many events or fewer have a probability.

    Newton's steps from Byar's approximation, which is right to 1 % at once.
    """
    z, x = NormalDist().inv_cdf(1 - tail), events + 1
    mean = x * max(1 - 1 / (9 * x) + z / (3 * sqrt(x)), 0.05) ** 3
    for _ in range(50):
        density = exp(events * log(mean) - mean - lgamma(events + 1))
        step = (_at_most(events, mean) - tail) / density
        mean = max(mean + step, mean / 2)
        if abs(step) < 1e-12 * mean:
            break
    return mean


def _at_most(events: int, mean: float) -> float:
    """Return the probability of so many events or fewer: terms downwards until they vanish."""
    term = exp(events * log(mean) - mean - lgamma(events + 1))
    total, count = 0.0, events
    while count >= 0 and term > 1e-18 * total:
        total += term
        term *= count / mean
        count -= 1
    return total
