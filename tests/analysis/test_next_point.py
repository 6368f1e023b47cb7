"""What does the next VBP point take? The rule solved backwards, checked against the rule itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.next_point import next_point
from cxboard.analysis.vbp import achievement
from cxboard.domain.catalogue import get_measure
from cxboard.domain.intervals import wilson
from cxboard.domain.scores import Score
from cxboard.domain.scoring import score
from cxboard.domain.vbp_rules import Standard

STANDARD = Standard(floor=Decimal("51.76"), threshold=Decimal("77.23"), benchmark=Decimal("84.71"))


def scored(top: int, n: int) -> Score:
    lower, upper = wilson(top, n)
    return Score(
        value=100 * top / n,
        n=n,
        numerator=top,
        denominator=n,
        lower=100 * lower,
        upper=100 * upper,
    )


@given(st.integers(0, 1000))
def test_the_rate_is_the_least_that_earns_the_next_point(top: int) -> None:
    own = scored(top, 1000)
    assert own.value is not None
    points = achievement(Decimal(str(own.value)), STANDARD)
    assert points is not None
    found = next_point(own, STANDARD, points)
    if points == 10:
        assert found is None
        return
    assert found is not None
    assert achievement(Decimal(str(found.rate)) + Decimal("0.0001"), STANDARD) == points + 1
    assert achievement(Decimal(str(found.rate)) - Decimal("0.0001"), STANDARD) == points
    assert 100 * (top + found.answers) / 1000 >= found.rate - 1e-9
    assert 0 <= found.chance.by_luck <= 0.5
    assert found.chance.true_rate >= found.rate or found.chance.true_rate == 100


@pytest.mark.parametrize(
    ("top", "n", "rate", "answers"),
    [(750, 1000, 77.23, 23), (775, 1000, 78.0611, 6), (840, 1000, 84.71, 8)],
)
def test_worked_by_hand(top: int, n: int, rate: float, answers: int) -> None:
    own = scored(top, n)
    points = achievement(Decimal(str(own.value)), STANDARD)
    assert points is not None
    found = next_point(own, STANDARD, points)
    assert found is not None
    assert found.rate == pytest.approx(rate, abs=1e-3)
    assert found.answers == answers


def test_of_a_composite_the_answers_to_all_its_questions_are_counted() -> None:
    measure = get_measure("doctor_communication")
    items = measure.latest_edition.items

    def rated(*tops: int) -> Score:
        """Return the score of 1000, 800 and 900 answers, so many of them favourable."""
        given = zip(items, tops, (1000, 800, 900), strict=True)
        return score(measure, items, {i.key: {4: top, 1: n - top} for i, top, n in given})

    found = next_point(rated(750, 600, 675), STANDARD, 0)
    assert found is not None
    assert found.answers == 61, "2.23 of a hundred of 2700 answers"
    raised = rated(750 + 23, 600 + 18, 675 + 20)
    assert raised.value is not None
    assert raised.value >= found.rate, "the same 61, spread alike"


def test_without_a_value_there_is_no_way_to_state() -> None:
    assert next_point(Score(), STANDARD, 3) is None
    assert next_point(scored(800, 1000), Standard(), 3) is None
