"""How many points does a hospital earn for Person and Community Engagement, and what may they pay?

Source: 42 CFR 412.160–165; recomputed without a difference on CMS's files of fiscal years 2024 and
2025. All arithmetic is decimal and rounds half up. P is the performance rate, B the baseline rate,
T the achievement threshold, M the benchmark, F the floor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cxboard.domain.errors import BadRequest
from cxboard.domain.rounding import half_up
from cxboard.domain.vbp_rules import (
    DimensionReading,
    DimensionRule,
    EngagementReading,
    Points,
    Standard,
)

BASE_POINTS: Final = 80
_DIMENSIONS: Final = 8
"""Dimensions for which ten points each make the base; with more or fewer it is scaled to 80."""

DOMAIN_WEIGHT: Final = Decimal("0.25")
WITHHELD: Final = Decimal("0.02")
"""Share of the four domains, and of base payments withheld since fiscal year 2017."""

POINTS_ONLY: Final = (
    "The file holds points and no rates: achievement, improvement and consistency are CMS’s own."
)

SUPPRESSED_YEARS: Final = frozenset({2022, 2023})
"""Fiscal years for which CMS suppressed this domain in the pandemic (remembered)."""

_HALF: Final = Decimal("0.5")


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """The domain of one hospital. `notes` say why a number is missing, in words."""

    dimensions: Mapping[str, Points]
    base: int | None
    consistency: int | None
    notes: tuple[str, ...] = ()

    @property
    def domain(self) -> int | None:
        """Base plus consistency, 0–100."""
        return domain_score(self.base, self.consistency)


@dataclass(frozen=True, kw_only=True)
class PaymentEffect:
    """An estimate of what a total performance score does to a year's base operating payments.

    `multiplier` is a factor, `dollars` base × (multiplier − 1), `break_even` the score at which
    nothing is gained or lost, `per_point` dollars per point of the engagement domain.
    """

    slope: Decimal
    multiplier: Decimal
    dollars: Decimal
    break_even: Decimal
    per_point: Decimal


def achievement(rate: Decimal, standard: Standard) -> int | None:
    """Return 0–10 points: 0 below T, 10 from M, else 9(P − T)/(M − T) + 0.5, rounded."""
    threshold, benchmark = standard.threshold, standard.benchmark
    if threshold is None or benchmark is None or benchmark <= threshold:
        return None
    if rate >= benchmark:
        return 10
    if rate < threshold:
        return 0
    return half_up(9 * (rate - threshold) / (benchmark - threshold) + _HALF)


def improvement(rate: Decimal, baseline: Decimal | None, standard: Standard) -> int | None:
    """Return 0–9 points: 0 unless P > B, 9 from M, else 10(P − B)/(M − B) − 0.5, rounded."""
    benchmark = standard.benchmark
    if baseline is None or benchmark is None:
        return None
    if rate <= baseline:
        return 0
    if rate >= benchmark:
        return 9
    return min(9, max(0, half_up(10 * (rate - baseline) / (benchmark - baseline) - _HALF)))


def points(reading: DimensionReading) -> Points:
    """Return a dimension's points; all None without a performance rate."""
    if reading.performance is None:
        return Points()
    achieved = achievement(reading.performance, reading.standard)
    improved = improvement(reading.performance, reading.baseline, reading.standard)
    score = None if achieved is None else max(achieved, improved or 0)
    return Points(achievement=achieved, improvement=improved, score=score)


def base_score(scores: Iterable[int | None]) -> int | None:
    """Return the base, 0–80: the sum of eight dimensions, scaled to 80 for six or nine.

    The scaling is remembered from the rule of fiscal year 2025. None when a dimension has none.
    """
    known = list(scores)
    total = sum(score for score in known if score is not None)
    if not known or None in known:
        return None
    return half_up(Decimal(total * _DIMENSIONS) / len(known))


def lowest_consistency(readings: Iterable[DimensionReading]) -> Decimal | None:
    """Return the least (P − F)/(T − F) of all dimensions; None when one cannot be computed."""
    shares = []
    for reading in readings:
        floor, threshold = reading.standard.floor, reading.standard.threshold
        if floor is None or threshold is None or reading.performance is None or threshold <= floor:
            return None
        shares.append((reading.performance - floor) / (threshold - floor))
    return min(shares, default=None)


def consistency(lowest: Decimal | None) -> int | None:
    """Return 0–20 points: 20 when every dimension reaches T, else 20L − 0.5, rounded."""
    if lowest is None:
        return None
    return 20 if lowest >= 1 else max(0, half_up(20 * lowest - _HALF))


def domain_score(base: int | None, consistent: int | None) -> int | None:
    """Return the domain's score, 0–100."""
    return None if base is None or consistent is None else base + consistent


def engagement(reading: EngagementReading, rules: Collection[DimensionRule]) -> Engagement:
    """Return all points of a hospital.

    Args:
        reading: its rates with the standards they are held against.
        rules: which dimensions each fiscal year scores; a file with fewer gets no base.
    """
    if not reading.has_rates:
        return _of_points(reading, rules)
    scored = {title: points(one) for title, one in reading.dimensions.items()}
    if reading.fiscal_year in SUPPRESSED_YEARS:
        scored = {
            title: Points() if reading.dimensions[title].published.score is None else own
            for title, own in scored.items()
        }
    missing = missing_dimensions(reading, rules)
    notes = [f"“{title}” is not in the file." for title in missing]
    notes += [_why_none(t, reading.dimensions[t]) for t, p in scored.items() if p.score is None]
    whole = not missing and all(own.score is not None for own in scored.values())
    return Engagement(
        dimensions=scored,
        base=base_score(own.score for own in scored.values()) if whole else None,
        consistency=(
            consistency(lowest_consistency(reading.dimensions.values())) if whole else None
        ),
        notes=tuple(notes),
    )


def _of_points(reading: EngagementReading, rules: Collection[DimensionRule]) -> Engagement:
    """Return what follows from points alone: each dimension's larger one, and the base."""
    scored = {title: _larger(one.published) for title, one in reading.dimensions.items()}
    missing = missing_dimensions(reading, rules)
    return Engagement(
        dimensions=scored,
        base=None if missing else base_score(own.score for own in scored.values()),
        consistency=None if missing else reading.published_consistency,
        notes=(*(f"“{title}” is not in the file." for title in missing), POINTS_ONLY),
    )


def _larger(given: Points) -> Points:
    known = [each for each in (given.achievement, given.improvement) if each is not None]
    return Points(
        achievement=given.achievement,
        improvement=given.improvement,
        score=max(known) if known else given.score,
    )


def missing_dimensions(
    reading: EngagementReading, rules: Collection[DimensionRule]
) -> tuple[str, ...]:
    """Return the titles that a fiscal year scores and the file lacks.

    A file with as many dimensions as the year has is whole, whatever CMS calls them. Without a
    known year nothing is known to be missing.
    """
    if reading.fiscal_year is None:
        return ()
    expected = [rule.title for rule in rules if rule.applies(reading.fiscal_year)]
    if len(reading.dimensions) >= len(expected):
        return ()
    return tuple(title for title in expected if title not in reading.dimensions)


def payment_effect(total_score: Decimal, base_payments: Decimal, slope: Decimal) -> PaymentEffect:
    """Estimate what a total performance score is worth.

    Args:
        total_score: 0–100, of all domains.
        base_payments: a year's base operating DRG payments in dollars, given by the user.
        slope: of the exchange function; 100 over the payment-weighted mean total score.

    Raises:
        BadRequest: a value outside its range.
    """
    if not (base_payments.is_finite() and base_payments > 0):
        raise BadRequest("The base payments must be an amount of dollars above zero.")
    if not (slope.is_finite() and slope > 0):
        raise BadRequest("The slope must be above zero.")
    if not (total_score.is_finite() and 0 <= total_score <= 100):
        raise BadRequest("A total performance score lies between 0 and 100.")
    multiplier = 1 + WITHHELD * total_score / 100 * slope - WITHHELD
    return PaymentEffect(
        slope=slope,
        multiplier=multiplier,
        dollars=base_payments * (multiplier - 1),
        break_even=100 / slope,
        per_point=base_payments * WITHHELD * slope * DOMAIN_WEIGHT / 100,
    )


def _why_none(title: str, reading: DimensionReading) -> str:
    """Return why a dimension has no points."""
    standard = reading.standard
    if reading.performance is None:
        return f"“{title}” has no performance rate."
    if standard.threshold is None or standard.benchmark is None:
        return f"“{title}” has no achievement threshold or benchmark."
    if standard.benchmark <= standard.threshold:
        return f"“{title}”: the benchmark is not above the achievement threshold."
    return f"“{title}” was not scored by CMS in this fiscal year."
