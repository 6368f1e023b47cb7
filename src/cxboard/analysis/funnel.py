"""Which places differ by more than chance? A funnel plot of proportions, with overdispersion.

After Spiegelhalter (2005), as FunnelPlotR computes it: places differ for more reasons than chance
and the one measured, so the limits are widened by what most of them vary (tau²).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, floor, fsum, isfinite, pi, sin, sqrt
from typing import Final

from cxboard.domain.errors import BadRequest

Z95: Final = 1.959964
Z998: Final = 3.090232
"""Standard errors to the 95 % and 99.8 % limits, rounded as FunnelPlotR rounds them."""

TRIM: Final = 0.1
"""Scores beyond the outer tenths are drawn in, so that a few odd places do not widen the limits."""


class FunnelPlace(StrEnum):
    """Where a place lies: outside 99.8 % limits is a signal, outside 95 % is worth a look."""

    WITHIN = "within"
    LOOK = "look"
    OUTSIDE = "outside"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """A place's count."""

    name: str
    numerator: float
    denominator: float


@dataclass(frozen=True, kw_only=True)
class FunnelRow:
    """A place among its limits, all as proportions; `z` is its score, `drawn_in` the trimmed one.

    `plain95` and `plain998` are the limits if nothing but chance were at work.
    """

    tally: Tally
    value: float
    z: float
    drawn_in: float
    plain95: tuple[float, float]
    plain998: tuple[float, float]
    limits95: tuple[float, float]
    limits998: tuple[float, float]

    @property
    def place(self) -> FunnelPlace:
        """Where it lies."""
        if not self.limits998[0] <= self.value <= self.limits998[1]:
            return FunnelPlace.OUTSIDE
        within = self.limits95[0] <= self.value <= self.limits95[1]
        return FunnelPlace.WITHIN if within else FunnelPlace.LOOK


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Places by denominator, smallest first, about their common proportion.

    `phi` is how many times chance the scores vary; `tau2` the variance between places.
    """

    centre: float
    phi: float
    tau2: float
    rows: tuple[FunnelRow, ...]


def funnel(tallies: Iterable[Tally], *, trim: float = TRIM) -> Funnel:
    """Compare places with one another.

    Args:
        tallies: places in any order; those without a denominator must be left out.
        trim: share of scores that is drawn in at either end.

    Raises:
        BadRequest: fewer than two places, or a count that is no proportion.
    """
    places = sorted(tallies, key=lambda tally: (tally.denominator, tally.name))
    _refuse_impossible(places)
    total = fsum(tally.denominator for tally in places)
    centre = fsum(tally.numerator for tally in places) / total
    errors = [1 / (2 * sqrt(tally.denominator)) for tally in places]
    scores = [
        (_angle(tally.numerator / tally.denominator) - _angle(centre)) / error
        for tally, error in zip(places, errors, strict=True)
    ]
    low, high = _quantile(scores, trim), _quantile(scores, 1 - trim)
    drawn_in = [min(max(score, low), high) for score in scores]
    phi = fsum(score**2 for score in drawn_in) / len(places)
    tau2 = _between(phi, errors)
    rows = [
        FunnelRow(
            tally=tally,
            value=tally.numerator / tally.denominator,
            z=scores[i],
            drawn_in=drawn_in[i],
            plain95=limits_at(centre, tally.denominator, Z95),
            plain998=limits_at(centre, tally.denominator, Z998),
            limits95=limits_at(centre, tally.denominator, Z95, tau2),
            limits998=limits_at(centre, tally.denominator, Z998, tau2),
        )
        for i, tally in enumerate(places)
    ]
    return Funnel(centre=centre, phi=phi, tau2=tau2, rows=tuple(rows))


def limits_at(
    centre: float, denominator: float, z: float, tau2: float = 0.0
) -> tuple[float, float]:
    """Return the limits of a place of this size; at very small ones they are 0 and 1."""
    reach = z * sqrt(1 / (4 * denominator) + tau2)
    low, high = _angle(centre) - reach, _angle(centre) + reach
    return (sin(low) ** 2 if low > 0 else 0.0, sin(high) ** 2 if high < pi / 2 else 1.0)


def _between(phi: float, errors: Sequence[float]) -> float:
    """Return the variance between places beyond chance (method of moments), at least 0."""
    count = len(errors)
    weights = [1 / error**2 for error in errors]
    excess = count * phi - (count - 1)
    spread = fsum(weights) - fsum(weight**2 for weight in weights) / fsum(weights)
    return max(0.0, excess / spread)


def _angle(proportion: float) -> float:
    return asin(sqrt(proportion))


def _quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile between neighbours in order, as R does by default (type 7)."""
    known = sorted(values)
    place = (len(known) - 1) * share
    below = floor(place)
    above = min(below + 1, len(known) - 1)
    return known[below] + (place - below) * (known[above] - known[below])


def _refuse_impossible(places: Sequence[Tally]) -> None:
    if len(places) < 2:
        raise BadRequest("A funnel plot compares places; it needs at least two.")
    for tally in places:
        counts = (tally.numerator, tally.denominator)
        if not all(isfinite(c) and c <= 1e100 for c in counts) or tally.denominator < 1:
            raise BadRequest(f"“{tally.name}” has no denominator to divide by.")
        if not 0 <= tally.numerator <= tally.denominator:
            raise BadRequest(f"The count of “{tally.name}” is no proportion of its denominator.")
