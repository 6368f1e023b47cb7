"""How sure is a value that rests on a sample? 95 % intervals of proportions and of NPS."""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, exp, lgamma, log, pi, sin, sqrt
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


_SERIES_FROM = 300
"""Degrees of freedom from which a short series is right to 1e-9."""


@lru_cache(maxsize=4096)
def _student95(freedom: int) -> float:
    """Return the 97.5 % point of Student's t.

    Newton's steps from the normal one rise to it, since the density falls; many degrees of freedom
    take the series of Cornish and Fisher.
    """
    t, f = Z95, freedom
    if freedom >= _SERIES_FROM:
        return (
            t
            + (t**3 + t) / (4 * f)
            + (5 * t**5 + 16 * t**3 + 3 * t) / (96 * f**2)
            + (3 * t**7 + 19 * t**5 + 17 * t**3 - 15 * t) / (384 * f**3)
        )
    scale = exp(lgamma((f + 1) / 2) - lgamma(f / 2)) / sqrt(f * pi)
    for _ in range(100):
        step = (0.95 - _within(t, f)) / (2 * scale * (1 + t**2 / f) ** (-(f + 1) / 2))
        t += step
        if step < 1e-13 * t:
            break
    return t


def _within(t: float, freedom: int) -> float:
    """Return the probability that Student's t lies between −t and t (Abramowitz, Stegun 26.7)."""
    angle = atan(t / sqrt(freedom))
    is_odd = freedom % 2
    term = cos(angle) if is_odd else 1.0
    total = 0.0
    for at in range(2 + is_odd, freedom + 1, 2):
        total += term
        term *= cos(angle) ** 2 * (at - 1) / at
    return 2 / pi * (angle + sin(angle) * total) if is_odd else sin(angle) * total


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
