"""VBP points: the worked case, every rule’s edges, a twin in fractions, and no surprises."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.vbp import (
    achievement,
    base_score,
    consistency,
    engagement,
    improvement,
    lowest_consistency,
    payment_effect,
    points,
)
from cxboard.domain.errors import BadRequest
from cxboard.domain.vbp_rules import DimensionReading, EngagementReading, Points, Standard
from cxboard.storage.standards import dimension_rules, year_standards

NURSES = Standard(floor=Decimal("53.50"), threshold=Decimal("79.42"), benchmark=Decimal("87.71"))

# Hospital 010001, fiscal year 2024: baseline and performance rate, achievement and improvement.
GOLDEN = {
    "nurses": ("77.4970", "73.8343", 0, 0),
    "doctors": ("80.2871", "78.4647", 0, 0),
    "responsiveness": ("66.3995", "55.8456", 0, 0),
    "care_transition": ("52.7031", "52.3364", 1, 0),
    "medicines": ("65.2044", "65.7507", 3, 0),
    "clean_quiet": ("68.9052", "63.4438", 0, 0),
    "discharge": ("89.5346", "86.9624", 0, 0),
    "rating": ("71.7905", "70.0766", 0, 0),
}


def titles(fiscal_year: int) -> dict[str, str]:
    return {rule.dimension: rule.title for rule in dimension_rules() if rule.applies(fiscal_year)}


def golden(fiscal_year: int = 2024, without: tuple[str, ...] = ()) -> EngagementReading:
    standards = {one.dimension: one.standard for one in year_standards() if one.fiscal_year == 2024}
    return EngagementReading(
        facility_id="010001",
        fiscal_year=fiscal_year,
        dimensions={
            titles(2024)[name]: DimensionReading(
                standard=standards[name], baseline=Decimal(before), performance=Decimal(now)
            )
            for name, (before, now, _, _) in GOLDEN.items()
            if name not in without
        },
    )


def test_the_worked_case_of_fiscal_year_2024() -> None:
    reading = golden()
    result = engagement(reading, dimension_rules())
    for name, (_, _, achieved, improved) in GOLDEN.items():
        expected = Points(achievement=achieved, improvement=improved, score=achieved)
        assert result.dimensions[titles(2024)[name]] == expected
    assert (result.base, result.consistency, result.domain) == (4, 12, 16)
    lowest = lowest_consistency(reading.dimensions.values())
    assert lowest is not None
    assert round(lowest, 4) == Decimal("0.6149")
    assert result.notes == ()


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("79.4199", 0), ("79.42", 1), ("80.3410", 1), ("80.3412", 2), ("87.7099", 9), ("87.71", 10)],
)
def test_achievement_at_its_edges(rate: str, expected: int) -> None:
    assert achievement(Decimal(rate), NURSES) == expected


@pytest.mark.parametrize(
    ("rate", "baseline", "expected"),
    [
        ("80", "80", 0),
        ("79", "80", 0),
        ("80.7710", "80", 1),
        ("80.7709", "80", 0),
        ("87.71", "80", 9),
        ("90", "88", 9),
        ("88", "90", 0),
        ("87", None, None),
    ],
)
def test_improvement_at_its_edges(rate: str, baseline: str | None, expected: int | None) -> None:
    before = Decimal(baseline) if baseline else None
    assert improvement(Decimal(rate), before, NURSES) == expected


@pytest.mark.parametrize(
    ("lowest", "expected"),
    [("1", 20), ("2", 20), ("0.999999", 19), ("0.05", 1), ("0.0499", 0), ("0", 0), ("-3", 0)],
)
def test_consistency_at_its_edges(lowest: str, expected: int) -> None:
    assert consistency(Decimal(lowest)) == expected


def test_what_is_missing_is_none_never_zero() -> None:
    assert points(DimensionReading(standard=NURSES, baseline=Decimal(70))) == Points()
    assert achievement(Decimal(80), Standard(threshold=Decimal(79))) is None
    assert lowest_consistency([]) is None
    assert base_score([]) is None
    assert base_score([1, None, 3]) is None


@pytest.mark.parametrize("benchmark", ["79.42", "70"])
def test_a_benchmark_that_is_not_above_the_threshold_gives_no_points(benchmark: str) -> None:
    broken = Standard(floor=Decimal(50), threshold=Decimal("79.42"), benchmark=Decimal(benchmark))
    assert points(DimensionReading(standard=broken, performance=Decimal(80))).score is None
    assert lowest_consistency(
        [DimensionReading(standard=Standard(floor=Decimal(5), threshold=Decimal(5)),
                          performance=Decimal(5))]
    ) is None  # fmt: skip


def test_fiscal_years_have_eight_six_and_nine_dimensions() -> None:
    counts = {year: len(titles(year)) for year in (2013, 2017, 2018, 2026, 2027, 2029, 2030)}
    assert counts == {2013: 8, 2017: 8, 2018: 8, 2026: 8, 2027: 6, 2029: 6, 2030: 9}
    assert set(titles(2027)) == {
        "nurses", "doctors", "medicines", "clean_quiet", "discharge", "rating",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([10] * 8, 80), ([10] * 6, 80), ([10] * 9, 80), ([1] * 6, 8), ([1, 0, 0, 0, 0, 0], 1),
     ([1] + [0] * 8, 1), ([4, 5, 0, 0, 0, 0], 12)],
)  # fmt: skip
def test_the_base_of_six_or_nine_dimensions_is_scaled_to_eighty(
    scores: list[int], expected: int
) -> None:
    assert base_score(scores) == expected


def test_a_missing_dimension_leaves_no_base_and_says_which() -> None:
    result = engagement(golden(without=("rating",)), dimension_rules())
    assert (result.base, result.consistency, result.domain) == (None, None, None)
    assert result.notes == ("“Overall Rating Of Hospital” is not in the file.",)
    assert len(result.dimensions) == 7


def test_six_dimensions_are_whole_in_2027() -> None:
    result = engagement(golden(2027, ("responsiveness", "care_transition")), dimension_rules())
    assert result.base == 4  # 3 of 60 is 4 of 80
    assert result.notes == ()


def test_a_suppressed_year_is_not_scored_unless_cms_scored_it() -> None:
    result = engagement(golden(2022), dimension_rules())
    assert set(result.dimensions.values()) == {Points()}
    assert result.base is None
    assert "not scored by CMS" in result.notes[0]


def test_estimates_are_never_called_official() -> None:
    by_year = {one.fiscal_year: one.status for one in year_standards()}
    assert by_year == {
        2024: "official", 2025: "official",
        2026: "planning estimate", 2027: "planning estimate",
    }  # fmt: skip
    for one in year_standards():
        standard = one.standard
        assert standard.floor is not None
        assert standard.threshold is not None
        assert standard.benchmark is not None
        assert 0 < standard.floor < standard.threshold < standard.benchmark < 100
        assert one.dimension in titles(one.fiscal_year)
        assert one.source


def test_the_payment_effect_is_an_estimate_from_a_given_amount() -> None:
    effect = payment_effect(Decimal(50), Decimal(10_000_000), Decimal("4.00"))
    assert effect.multiplier == Decimal("1.02")
    assert effect.dollars == 200_000
    assert effect.break_even == 25
    assert effect.per_point == 2_000
    even = payment_effect(Decimal(25), Decimal(10_000_000), Decimal(4))
    assert even.dollars == 0


@pytest.mark.parametrize(
    ("score", "amount", "slope"),
    [("50", "0", "4"), ("50", "-1", "4"), ("50", "NaN", "4"), ("50", "Infinity", "4"),
     ("50", "1", "0"), ("101", "1", "4"), ("-1", "1", "4"), ("NaN", "1", "4"), ("5", "1", "NaN")],
)  # fmt: skip
def test_a_payment_of_impossible_values_is_refused(score: str, amount: str, slope: str) -> None:
    with pytest.raises(BadRequest):
        payment_effect(Decimal(score), Decimal(amount), Decimal(slope))


RATES = st.integers(min_value=0, max_value=1_000_000).map(lambda n: Decimal(n) / 10_000)
LIMITS = st.lists(
    st.integers(min_value=0, max_value=10_000), min_size=3, max_size=3, unique=True
).map(lambda three: [Decimal(one) / 100 for one in sorted(three)])


def standard_of(limits: list[Decimal]) -> Standard:
    return Standard(floor=limits[0], threshold=limits[1], benchmark=limits[2])


def rounded(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def twin(rate: Fraction, before: Fraction, low: Fraction, mid: Fraction, top: Fraction) -> Points:
    """Return the points by the regulation's words, in exact fractions and with plain branches."""
    achieved = 0
    if rate >= top:
        achieved = 10
    elif rate >= mid:
        achieved = rounded(9 * (rate - mid) / (top - mid) + Fraction(1, 2))
    improved = 0
    if rate > before:
        improved = 9
        if rate < top:
            improved = rounded(10 * (rate - before) / (top - before) - Fraction(1, 2))
            improved = min(9, max(0, improved))
    return Points(achievement=achieved, improvement=improved, score=max(achieved, improved))


@given(RATES, RATES, LIMITS)
def test_points_equal_the_twin(rate: Decimal, baseline: Decimal, limits: list[Decimal]) -> None:
    reading = DimensionReading(standard=standard_of(limits), baseline=baseline, performance=rate)
    expected = twin(*(Fraction(value) for value in (rate, baseline, *limits)))
    assert points(reading) == expected
    share = (Fraction(rate) - Fraction(limits[0])) / (Fraction(limits[1]) - Fraction(limits[0]))
    steady = 20 if share >= 1 else max(0, rounded(20 * share - Fraction(1, 2)))
    assert consistency(lowest_consistency([reading])) == steady


@given(RATES, RATES, RATES, LIMITS)
def test_points_never_fall_when_the_rate_rises(
    one: Decimal, other: Decimal, baseline: Decimal, limits: list[Decimal]
) -> None:
    low, high = (
        DimensionReading(standard=standard_of(limits), baseline=baseline, performance=rate)
        for rate in sorted((one, other))
    )
    less, more = points(low), points(high)
    assert (less.achievement or 0) <= (more.achievement or 0) <= 10
    assert (less.improvement or 0) <= (more.improvement or 0) <= 9
    assert (less.score or 0) <= (more.score or 0)
    steady = [consistency(lowest_consistency([reading])) or 0 for reading in (low, high)]
    assert 0 <= steady[0] <= steady[1] <= 20


KNOWN = {
    2024: ("79.42", "87.71", "71.66", "85.39"),
    2025: ("79.42", "87.71", "71.66", "85.39"),
    2026: ("76.20", "83.45", "67.11", "79.88"),
    2027: ("77.23", "84.71", "68.52", "81.24"),
}
"""Threshold and benchmark of nurses and of the rating, by fiscal year."""


@pytest.mark.parametrize("year", KNOWN)
def test_every_years_standards_give_the_points_they_are_named_for(year: int) -> None:
    held = {one.dimension: one.standard for one in year_standards() if one.fiscal_year == year}
    assert set(held) == set(titles(year))
    two = [held["nurses"], held["rating"]]
    known = [value for one in two for value in (one.threshold, one.benchmark)]
    assert known == [Decimal(value) for value in KNOWN[year]]
    earned = {}
    for part in ("floor", "threshold", "benchmark"):
        dimensions = {
            titles(year)[name]: DimensionReading(standard=one, performance=getattr(one, part))
            for name, one in held.items()
        }
        reading = EngagementReading(facility_id="1", fiscal_year=year, dimensions=dimensions)
        result = engagement(reading, dimension_rules())
        earned[part] = (result.base, result.consistency)
    assert earned == {"floor": (0, 0), "threshold": (8, 20), "benchmark": (80, 20)}
