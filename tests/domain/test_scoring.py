"""From counts to a value: small tables, and a slow twin that counts people one by one."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.catalogue import get_measure
from cxboard.domain.measures import Measure
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add, score
from tests.reference.recount import Person, recount

Counts = Mapping[str, Mapping[int, int]]


def scored(measure_id: str, counts: Counts) -> Score:
    measure = get_measure(measure_id)
    return score(measure, measure.latest_edition.items, counts)


def test_a_composite_is_the_mean_of_its_items_each_with_its_own_denominator() -> None:
    counts = {
        "nurse_respect": {4: 90, 3: 10},
        "nurse_listen": {4: 80, 2: 20},
        "nurse_explain": {4: 5, 1: 5, -1: 90},
        "n:nurse_communication": {1: 100},
    }
    result = scored("nurse_communication", counts)
    assert result.value == pytest.approx((90 + 80 + 50) / 3)
    assert (result.numerator, result.denominator, result.n) == (175, 210, 100)
    assert result.top + result.middle + result.bottom == pytest.approx(100)  # type: ignore[operator]


def test_excluded_codes_leave_the_denominator() -> None:
    counts = {"bath_help": {4: 6, 8: 50, -1: 7}, "help_asap": {4: 3, 3: 3, 9: 60},
              "n:responsiveness": {1: 9}}  # fmt: skip
    result = scored("responsiveness", counts)
    assert result.value == pytest.approx((100 + 50) / 2)
    assert result.denominator == 12


def test_a_composite_without_one_of_its_items_has_no_value() -> None:
    result = scored("responsiveness", {"bath_help": {4: 6}, "n:responsiveness": {1: 6}})
    assert result.value is None
    assert result.n == 6


def test_a_share_larger_than_its_whole_has_no_value() -> None:
    """The rest of an indicator's denominator is kept as a count, and may be negative."""
    for measure_id in ("staff_engagement", "no_shows"):
        item = get_measure(measure_id).latest_edition.items[0].key
        result = scored(measure_id, {item: {1: 30, 0: -10}})
        assert (result.value, result.lower) == (None, None)
        assert (result.numerator, result.denominator) == (30, 20)


def test_nobody_is_not_zero() -> None:
    for measure_id in ("overall_rating", "nurse_communication", "nps"):
        result = scored(measure_id, {})
        assert (result.value, result.n) == (None, 0)


# Promoters, passives, detractors; value; limits. The first is Rossi's worked example; fewer than 30
# answers get the adjusted Wald interval: one and one make 1.75 of 5 each, ± 1.96 √(0.7 / 5).
@pytest.mark.parametrize(
    ("answers", "value", "limits"),
    [
        ({9: 248, 7: 96, 3: 56}, 48.0, (40.87, 55.13)),
        ({9: 30}, 100.0, (100.0, 100.0)),
        ({10: 1, 0: 1}, 0.0, (-73.34, 73.34)),
        ({9: 5}, 100.0, (17.49, 100.0)),
        ({0: 4, 6: 4}, -100.0, (-100.0, -38.54)),
        ({9: 20, 0: 9}, 37.93, (2.72, 66.03)),
    ],
)
def test_nps(answers: dict[int, int], value: float, limits: tuple[float, float]) -> None:
    result = scored("nps", {"likelihood_to_recommend": answers})
    assert result.value == pytest.approx(value, abs=0.005)
    assert (result.lower, result.upper) == pytest.approx(limits, abs=0.01)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=80))
def test_the_interval_of_nps_holds_its_value_and_few_answers_never_look_sure(
    answers: list[int],
) -> None:
    counts = {code: answers.count(code) for code in set(answers)}
    result = scored("nps", {"likelihood_to_recommend": counts})
    assert result.lower is not None
    assert result.value is not None
    assert result.upper is not None
    assert -100 <= result.lower <= result.value <= result.upper <= 100
    assert len(answers) >= 30 or result.upper - result.lower > 20


def test_wilson_limits_of_a_single_item() -> None:
    result = scored("overall_rating", {"rating": {9: 30, 10: 40, 5: 30}})
    assert result.lower == pytest.approx(60.42, abs=0.01)
    assert result.upper == pytest.approx(78.11, abs=0.01)


MEASURES = ["overall_rating", "nurse_communication", "responsiveness", "restfulness", "nps"]


@st.composite
def people(draw: st.DrawFn) -> tuple[Measure, list[Person]]:
    """Draw a measure and the answers of some people to its items."""
    measure = get_measure(draw(st.sampled_from(MEASURES)))
    codes = {i.key: sorted(i.allowed) for i in measure.latest_edition.items}
    person = st.fixed_dictionaries(
        {key: st.none() | st.sampled_from(allowed) for key, allowed in codes.items()}
    )
    return measure, draw(st.lists(person, max_size=40))


def counted(measure: Measure, answers: list[Person]) -> dict[str, dict[int, int]]:
    """Count answers as the rollup does."""
    counts: dict[str, dict[int, int]] = {}
    for person in answers:
        for key, code in person.items():
            if code is not None:
                counts.setdefault(key, {}).setdefault(code, 0)
                counts[key][code] += 1
        scale = {i.key: i.scale.codes for i in measure.latest_edition.items}
        if any(code in scale[key] for key, code in person.items()):
            counts.setdefault(f"n:{measure.id}", {1: 0})[1] += 1
    return counts


@given(people())
def test_scoring_counts_equals_counting_people(drawn: tuple[Measure, list[Person]]) -> None:
    measure, answers = drawn
    found = score(measure, measure.latest_edition.items, counted(measure, answers))
    expected = recount(measure.id, answers)
    assert (found.n, found.numerator, found.denominator) == (
        expected.n,
        expected.numerator,
        expected.denominator,
    )
    assert found.value == (None if expected.value is None else pytest.approx(expected.value))
    if found.value is not None:
        assert found.lower <= found.value + 1e-9  # type: ignore[operator]
        assert found.upper >= found.value - 1e-9  # type: ignore[operator]


@given(people(), st.integers(0, 40))
def test_counts_may_be_added_in_any_split(drawn: tuple[Measure, list[Person]], cut: int) -> None:
    measure, answers = drawn
    parts = [counted(measure, answers[:cut]), counted(measure, answers[cut:])]
    items = measure.latest_edition.items
    whole = score(measure, items, counted(measure, answers))
    assert score(measure, items, add(parts)) == whole
    assert score(measure, items, add(reversed(parts))) == whole
