"""How sure is a value that rests on a sample? 95 % intervals of proportions and of NPS."""

from __future__ import annotations

from math import sqrt
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
