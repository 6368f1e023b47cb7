"""What would other rates earn? One dimension moved moves its own points, the sums and no other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cxboard.analysis.chances import chance_of, sample_of_surveys
from cxboard.analysis.vbp import engagement
from cxboard.domain.vbp_rules import DimensionReading, EngagementReading
from cxboard.results.what_if import what_if
from cxboard.storage.standards import dimension_rules, year_standards

TITLES = {rule.dimension: rule.title for rule in dimension_rules() if rule.applies(2024)}
RATE = Decimal("70")
READING = EngagementReading(
    facility_id="010001",
    fiscal_year=2024,
    dimensions={
        TITLES[one.dimension]: DimensionReading(standard=one.standard, performance=RATE)
        for one in year_standards()
        if one.fiscal_year == 2024
    },
)


def test_one_dimension_moves_alone() -> None:
    title = TITLES["rating"]
    found = what_if(READING, {title: Decimal("15.39")}, {title: sample_of_surveys(70.0, 400, 1)})
    assert found.before == engagement(READING, dimension_rules())
    moved = [step for step in found.steps if step.rate_now != step.rate_then]
    assert [step.title for step in moved] == [title]
    (step,) = moved
    assert (step.now.score, step.then.score, step.answers) == (0, 10, 62)
    assert step.chance is not None
    assert step.chance.by_luck < 1e-6
    assert found.gained == 10
    assert found.gained_in_total == Decimal("2.50")
    assert {one.chance for one in found.steps if one.title != title} == {None}


def test_nothing_moved_earns_what_it_earns() -> None:
    found = what_if(READING, {}, {})
    assert found.before == found.after
    assert found.gained == 0


def test_rates_stay_within_their_scale() -> None:
    found = what_if(READING, dict.fromkeys(READING.dimensions, Decimal(100)), {})
    assert {step.rate_then for step in found.steps} == {Decimal(100)}
    assert found.after.domain == 100
    found = what_if(READING, dict.fromkeys(READING.dimensions, Decimal(-100)), {})
    assert found.after.domain == 0


def test_a_chance_worked_by_hand() -> None:
    sample = sample_of_surveys(50.0, 100, 1)
    assert sample.error == 5
    chance = chance_of(55.0, 50.0, sample)
    assert chance.by_luck == pytest.approx(0.1587, abs=1e-4)
    assert chance.true_rate == pytest.approx(59.21, abs=0.01)
    assert chance_of(50.0, 50.0, sample).by_luck == 0.5
