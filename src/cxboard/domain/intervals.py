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


def net_promoter_margin(promoters: int, detractors: int, n: int) -> float:
    """Return the half-width of the interval of (promoters − detractors) / n, as a proportion."""
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
