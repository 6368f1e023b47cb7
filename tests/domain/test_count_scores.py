"""Are means, shares of counts, rates and pairs of counts right, also where there is nothing?"""

from __future__ import annotations

import math
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.catalogue import get_measure
from cxboard.domain.intervals import poisson, student_margin
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Counts, score


def scored(measure_id: str, counts: Counts) -> Score:
    measure = get_measure(measure_id)
    return score(measure, measure.latest_edition.items, counts)


# events | lower | upper: exact limits of a Poisson mean, as tables print them
GARWOOD = """
0   |  0.000 |   3.689
1   |  0.025 |   5.572
2   |  0.242 |   7.225
5   |  1.623 |  11.668
10  |  4.795 |  18.390
20  | 12.217 |  30.888
50  | 37.111 |  65.919
100 | 81.364 | 121.627
"""


@pytest.mark.parametrize("row", GARWOOD.strip().splitlines())
def test_exact_poisson_limits(row: str) -> None:
    events, lower, upper = (float(cell) for cell in row.split("|"))
    assert poisson(int(events)) == pytest.approx((lower, upper), abs=6e-4)


@given(st.integers(0, 100_000))
def test_poisson_limits_enclose_and_grow(events: int) -> None:
    lower, upper = poisson(events)
    assert 0 <= lower <= events < upper
    more_lower, more_upper = poisson(events + 1)
    assert lower < more_lower
    assert upper < more_upper


@pytest.mark.parametrize(
    ("n", "quantile"),
    [
        (2, 12.7062047),
        (3, 4.3026527),
        (4, 3.1824463),
        (11, 2.2281389),
        (31, 2.0422725),
        (300, 1.9679297),
        (301, 1.9679030),
    ],
)
def test_the_t_interval_of_a_mean(n: int, quantile: float) -> None:
    assert student_margin(1.0, n) == pytest.approx(quantile / math.sqrt(n), rel=3e-8)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=40))
def test_a_mean_answer_is_the_mean_of_the_answers(answers: list[int]) -> None:
    counts = {code: answers.count(code) for code in set(answers)} | {-1: 7}
    found = scored("contact_satisfaction_mean", {"satisfaction": counts})
    assert found.value == pytest.approx(mean(answers))
    assert (found.n, found.numerator) == (len(answers), sum(answers))
    margin = student_margin(stdev(answers), len(answers))
    assert found.upper == pytest.approx(min(5, mean(answers) + margin))
    assert found.lower == pytest.approx(max(1, mean(answers) - margin))


def test_no_answer_is_never_a_zero_in_a_mean() -> None:
    assert scored("contact_ease_mean", {"effort": {-1: 50}}).value is None
    only = scored("contact_ease_mean", {"effort": {7: 1}})
    assert (only.value, only.lower) == (7, None)


# measure | counts | value | n | numerator | denominator
VALUES = [
    ("complaint_rate", {"complaint": {1: 12}, "discharges": {1: 4000}}, 3.0, 12, 12, 4000),
    ("complaint_rate", {"discharges": {1: 400}}, 0.0, 0, 0, 400),
    ("complaint_rate", {"complaint": {1: 12}}, None, 12, 12, 0),
    ("complaints_to_compliments", {"complaint": {1: 40}, "compliment": {1: 20}}, 2.0, 20, 40, 20),
    ("complaints_to_compliments", {"complaint": {1: 40}}, None, 40, 40, 0),
    ("complaints_to_compliments", {"complaint": {1: 40}, "compliment": {1: 3}}, 40 / 3, 3, 40, 3),
    ("complaints_to_compliments", {"compliment": {1: 20}}, 0.0, 20, 0, 20),
    ("response_rate", {"n:survey": {1: 50}, "surveys_sent": {1: 200}}, 25.0, 200, 50, 200),
    ("response_rate", {"n:survey": {1: 50}, "surveys_sent": {1: 40}}, None, 40, 50, 40),
    ("response_rate", {"n:survey": {1: 50}}, None, 0, 50, 0),
    ("operating_margin", {"operating_margin": {1: -20, 0: 1020}}, -2.0, None, -20, 1000),
    ("operating_margin", {}, None, 0, 0, 0),
    ("repeat_contacts", {"repeat_contact": {1: 30, 0: 90, -1: 9}}, 25.0, 120, 30, 120),
    ("readmissions", {"readmissions": {1: 30, 0: 170}}, 15.0, 200, 30, 200),
    ("complaints_answered", {"complaint_answered": {1: 8, 0: 2, 2: 5, 3: 9}}, 80.0, 10, 8, 10),
    ("friends_and_family", {"friends_and_family": {1: 50, 2: 30, 6: 20}}, 80.0, 100, 80, 100),
]


@pytest.mark.parametrize(
    ("measure", "counts", "value", "n", "numerator", "denominator"),
    VALUES,
    ids=[f"{row[0]}-{row[2]}" for row in VALUES],
)
def test_values_of_counts(
    measure: str,
    counts: Counts,
    value: float | None,
    n: int | None,
    numerator: int,
    denominator: int,
) -> None:
    found = scored(measure, counts)
    assert found.value == (None if value is None else pytest.approx(value))
    assert (found.n, found.numerator, found.denominator) == (n, numerator, denominator)
    for number in (found.value, found.lower, found.upper):
        assert number is None or math.isfinite(number)


def test_a_rate_of_no_event_has_an_upper_limit() -> None:
    found = scored("complaint_rate", {"discharges": {1: 1000}})
    assert (found.lower, found.upper) == (0, pytest.approx(3.689, abs=1e-3))


def test_the_unfavourable_share_keeps_its_boxes() -> None:
    found = scored("repeat_contacts", {"repeat_contact": {1: 30, 0: 90}})
    assert (found.top, found.bottom) == (75, 25)
