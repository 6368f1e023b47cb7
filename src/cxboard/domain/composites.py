"""How sure is a composite? Its items are answered by the same people, so their answers go together.

The rollup counts for each pair of a composite's items how many people gave both a top-box answer,
one of them, or neither. That is all that the variance of the composite needs, for any population.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import sqrt

from cxboard.domain.intervals import Z95
from cxboard.domain.items import Item

NEITHER, FIRST, SECOND, BOTH = range(4)
"""Answer codes of a pair: which of the two items got a top-box answer."""

Shares = Mapping[str, tuple[int, int]]
"""By item key: answers in the top box, and valid answers."""


def item_pairs(items: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Return every pair of items, in the same order whatever the measure's order."""
    return list(combinations(sorted(items, key=lambda item: item.key), 2))


def pair_key(first: Item, second: Item) -> str:
    """Return the pseudo-item that counts people who answered both items."""
    return f"p:{first.key}+{second.key}"


def composite_margin(
    items: Sequence[Item], shares: Shares, counts: Mapping[str, Mapping[int, int]], people: int
) -> float | None:
    """Return the half-width of a composite's 95 % interval, as a proportion.

    The composite is the mean of ratios with denominators of their own; its variance is that of
    their linear approximation, with the covariance of two answers of one person:
    u_i = (1/K) Σ_k a_ik (x_ik − p_k) / n_k, SE² = n/(n−1) Σ_i u_i².

    Args:
        items: the items.
        shares: their answers; no denominator may be zero.
        counts: answers by item, with the pairs'.
        people: respondents who gave a valid answer to any of the items.

    Returns:
        None where it cannot be told: some pair was not counted, or nobody answered both, or all
        answers are alike.
    """
    pairs = [(pair, counts.get(pair_key(*pair))) for pair in item_pairs(items)]
    spread = sum(top * (n - top) / n**3 for top, n in shares.values())
    for pair, both in pairs:
        if not both:
            return None
        spread += 2 * _covariance(pair, shares, both)
    if people < 2 or spread <= 1e-15:
        return None
    return Z95 * sqrt(people / (people - 1) * spread) / len(items)


def _covariance(pair: tuple[Item, Item], shares: Shares, both: Mapping[int, int]) -> float:
    """Return Σ (x − p)(y − q) over those who answered both, over both denominators."""
    (top_x, n_x), (top_y, n_y) = (shares[item.key] for item in pair)
    p, q = top_x / n_x, top_y / n_y
    x = both.get(FIRST, 0) + both.get(BOTH, 0)
    y = both.get(SECOND, 0) + both.get(BOTH, 0)
    total = both.get(BOTH, 0) - q * x - p * y + p * q * sum(both.values())
    return total / (n_x * n_y)
