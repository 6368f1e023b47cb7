"""Linear mean scores: the worked examples of the Technical Notes, step by step, and refusals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.linear_scores import (
    Quarter,
    combined,
    item_mean,
    linear_score,
    patient_mix,
    rescaled,
    value_of,
)
from cxboard.domain import items as scales
from cxboard.domain.adjustment import AdjustmentStatus
from cxboard.domain.catalogue import get_measure, measures_of
from cxboard.domain.catalogue.hcahps_items import DISCH_HELP, HELP_REST, MED_FOR, RATING
from cxboard.domain.errors import BadRequest
from cxboard.domain.rounding import half_up
from cxboard.domain.vocabulary import Instrument
from cxboard.storage.standards import adjustment_tables

TABLES = adjustment_tables()[0]
AT_THE_MEAN = {one.name: one.national_mean for one in TABLES.adjusters}
NURSES = get_measure("nurse_communication")


def quarter(first: date = date(2022, 4, 1), **fields: object) -> Quarter:
    counts = {item.key: {4: 60, 3: 30, 2: 10} for item in NURSES.latest_edition.items}
    usual = {"first": first, "counts": counts, "eligible": 100}
    return Quarter(**(usual | fields))  # type: ignore[arg-type]


def test_the_worked_example_of_the_technical_notes() -> None:
    adjusted = Decimal("3.4") + Decimal("-0.038")
    score = rescaled(adjusted, scales.FREQ4)
    assert round(score, 2) == Decimal("78.73")
    assert round(score + Decimal("0.08"), 2) == Decimal("78.81")
    quarters = [("72.35", 4), ("67.26", 7), ("75.94", 8), ("76.33", 5)]
    whole = combined([(Decimal(value), weight) for value, weight in quarters])
    assert round(whole, 2) == Decimal("72.89")
    assert half_up(whole) == 73


@pytest.mark.parametrize(
    ("value", "expected"), [("72.5", 73), ("73.5", 74), ("72.4999", 72), ("0.5", 1), ("-0.5", -1)]
)
def test_a_half_is_rounded_up_not_to_even(value: str, expected: int) -> None:
    assert half_up(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("scale", "values"),
    [
        (scales.FREQ4, {1: 1, 4: 4}),
        (scales.YES_NO, {1: 1, 2: 0}),
        (scales.RATING, {0: 0, 10: 10}),
        (scales.YES_DEFINITELY, {1: 3, 2: 2, 3: 1}),
    ],
)
def test_more_is_better_on_every_scale(scale: scales.Scale, values: dict[int, int]) -> None:
    assert {code: value_of(scale, code) for code in values} == values
    assert rescaled(Decimal(value_of(scale, scale.worst)), scale) == 0
    assert rescaled(Decimal(value_of(scale, scale.best)), scale) == 100


def test_an_item_is_averaged_over_its_scored_answers_only() -> None:
    assert item_mean(MED_FOR, {"med_for": {4: 1, 3: 1, 8: 50, -1: 9}}) == Decimal("3.5")
    assert item_mean(DISCH_HELP, {"disch_help": {1: 3, 2: 1, 8: 4}}) == Decimal("0.75")
    assert item_mean(HELP_REST, {"help_rest": {1: 1, 3: 1}}) == 2
    assert item_mean(RATING, {"overall_rating": {}, "rating": {-1: 4}}) is None
    assert item_mean(RATING, {}) is None


def test_patient_mix_is_added_per_unit_from_the_national_mean() -> None:
    mix = AT_THE_MEAN | {"education_per_level": AT_THE_MEAN["education_per_level"] + 2}
    assert patient_mix(Decimal(3), NURSES.id, AT_THE_MEAN, TABLES) == 3
    assert patient_mix(Decimal(3), NURSES.id, mix, TABLES) == Decimal("3.0366")
    with pytest.raises(BadRequest, match="lang_spanish"):
        patient_mix(Decimal(3), NURSES.id,
                    {k: v for k, v in mix.items() if k != "lang_spanish"}, TABLES)  # fmt: skip


def test_the_steps_together() -> None:
    known = {"mode": "phone_only", "means": AT_THE_MEAN}
    both = [quarter(**known), quarter(date(2022, 7, 1), eligible=300, mode="mail_only",
                                      means=AT_THE_MEAN)]  # fmt: skip
    result = linear_score(NURSES, both, [TABLES])
    raw = Decimal(250) / 3  # a mean of 3.5 on 1–4
    assert result.status is AdjustmentStatus.ADJUSTED
    assert result.reason == ""
    assert result.exact is not None
    assert float(result.exact) == pytest.approx(float(raw - Decimal("1.15") / 4))
    assert result.value == 83


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"first": date(2024, 7, 1), "mode": "mail_only", "means": AT_THE_MEAN}, "coefficients"),
        ({"mode": None, "means": AT_THE_MEAN}, "mode"),
        ({"mode": "web", "means": AT_THE_MEAN}, "mode"),
        ({"mode": "mail_only"}, "patient mix"),
        ({"mode": "mail_only", "means": {"education_per_level": Decimal(3)}}, "patient mix"),
    ],
)
def test_what_cannot_be_adjusted_is_raw_and_says_why(fields: dict[str, object], word: str) -> None:
    known = quarter(mode="phone_only", means=AT_THE_MEAN)
    result = linear_score(NURSES, [known, quarter(**fields)], [TABLES])  # type: ignore[arg-type]
    assert result.status is AdjustmentStatus.UNADJUSTED
    assert word in result.reason
    assert result.exact is not None
    assert float(result.exact) == pytest.approx(250 / 3)


def test_no_answers_give_no_score() -> None:
    result = linear_score(NURSES, [quarter(counts={})], [TABLES])
    assert (result.exact, result.value) == (None, None)
    assert "2022-04" in result.reason


def test_a_changed_measure_never_joins_both_surveys() -> None:
    first, second = quarter(date(2024, 10, 1)), quarter(date(2025, 1, 1))
    assert linear_score(NURSES, [first, second], []).value == 83
    with pytest.raises(BadRequest, match="do not make one score"):
        linear_score(get_measure("responsiveness"), [first, second], [])
    with pytest.raises(BadRequest, match="was not asked"):
        linear_score(get_measure("care_transition"), [second], [])


@pytest.mark.parametrize("weights", [(), (0, 0), (5, -1)])
def test_quarters_without_discharges_are_refused(weights: tuple[int, ...]) -> None:
    with pytest.raises(BadRequest):
        combined([(Decimal(70), weight) for weight in weights])


def test_a_composite_of_two_scales_is_averaged_on_a_hundred() -> None:
    counts = {"informed": {4: 1}, "worked_together": {1: 1}, "plans_care": {2: 1}}
    result = linear_score(
        get_measure("care_coordination"), [quarter(date(2025, 1, 1), counts=counts)], []
    )
    assert result.value == 50


def test_every_coefficient_table_names_measures_and_source() -> None:
    legacy = {measure.id for measure in measures_of(Instrument.LEGACY)}
    for tables in adjustment_tables():
        assert tables.first < tables.last
        assert "Technical Notes" in tables.source
        assert set(tables.modes["mail_only"].values()) == {Decimal(0)}
        for one in (*(a.coefficients for a in tables.adjusters), *tables.modes.values()):
            assert one.keys() == legacy
        for one in tables.adjusters:
            assert not one.name.endswith("_REF") or not any(one.coefficients.values())


PEOPLE = st.lists(st.integers(1, 4), min_size=1, max_size=40)


@given(st.lists(PEOPLE, min_size=3, max_size=3))
def test_a_raw_score_equals_a_plain_recount(answers: list[list[int]]) -> None:
    counts = {
        item.key: {code: given_codes.count(code) for code in set(given_codes)}
        for item, given_codes in zip(NURSES.latest_edition.items, answers, strict=True)
    }
    means = [sum(codes) / len(codes) for codes in answers]
    result = linear_score(NURSES, [quarter(counts=counts)], [])
    assert result.exact is not None
    assert float(result.exact) == pytest.approx(100 * (sum(means) / 3 - 1) / 3)
    assert 0 <= result.exact <= 100
