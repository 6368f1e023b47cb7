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


def test_nobody_is_not_zero() -> None:
    for measure_id in ("overall_rating", "nurse_communication", "nps"):
        result = scored(measure_id, {})
        assert (result.value, result.n) == (None, 0)


# Promoters, passives, detractors; value; margin. The second is Rossi's worked example.
@pytest.mark.parametrize(
    ("answers", "value", "margin"),
    [
        ({10: 1, 0: 1}, 0.0, 138.59),
        ({9: 248, 7: 96, 3: 56}, 48.0, 7.12),
        ({9: 5}, 100.0, 0.0),
        ({0: 4, 6: 4}, -100.0, 0.0),
    ],
)
def test_nps(answers: dict[int, int], value: float, margin: float) -> None:
    result = scored("nps", {"likelihood_to_recommend": answers})
    assert result.value == pytest.approx(value)
    assert result.upper == pytest.approx(min(100, value + margin), abs=0.02)
    assert result.lower == pytest.approx(max(-100, value - margin), abs=0.02)


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
