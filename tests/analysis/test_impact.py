"""Do both witnesses say what plain arithmetic says, and does the verdict follow its rules?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxboard.analysis.beside_others import (
    Difference,
    difference,
    expected_return,
    mean_with_error,
)
from cxboard.analysis.impact import Evidence, Impact, judge_impact
from cxboard.analysis.interrupted import Estimate, Interrupted, Value, interrupted

START = 12
CLEAR = Estimate(value=8.0, lower=5.0, upper=11.0, error=1.5, plain_error=1.4)
UNSURE = replace(CLEAR, value=2.0, lower=-1.0, upper=5.0)
PAST = Interrupted(level=CLEAR, slope=UNSURE, by_now=CLEAR, has_season=False, carried_on=())
OTHERS = Difference(change=CLEAR, p=1 / 6, places=5, apart_before=False)
EVIDENCE = Evidence(
    before=12,
    after=12,
    improved=True,
    worsened=False,
    was_improving=False,
    past=PAST,
    others=OTHERS,
)


def series(
    step: float = 0.0, slope: float = 0.0, noise: float = 0.5, seed: int = 1, months: int = 23
) -> list[Value]:
    """Return months of a place; the action starts in month 12."""
    draw = np.random.default_rng(seed)
    return [
        Value(
            month=month,
            value=60
            + 0.1 * month
            + (step + slope * (month - START)) * (month >= START)
            + float(draw.normal(0, noise)),
            people=float(draw.integers(50, 400)),
        )
        for month in range(months)
    ]


def by_hand(values: Sequence[Value], lags: int = 3) -> tuple[list[float], list[float]]:
    """Return coefficients and Newey–West errors of the segmented line, sum by sum."""
    rows = [
        [1.0, each.month - START, each.month >= START, max(0, each.month - START)]
        for each in values
    ]
    mean = sum(each.people for each in values) / len(values)
    roots = [sqrt(each.people / mean) for each in values]
    x = np.array([[cell * root for cell in row] for row, root in zip(rows, roots, strict=True)])
    y = np.array([each.value * root for each, root in zip(values, roots, strict=True)])
    bread = np.linalg.inv(x.T @ x)
    found = bread @ x.T @ y
    scores = x * (y - x @ found)[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        share = 1 - lag / (lags + 1)
        both = scores[lag:].T @ scores[:-lag]
        meat += share * (both + both.T)
    correction = len(values) / (len(values) - 4)
    errors = np.sqrt(np.diag(correction * bread @ meat @ bread))
    return found.tolist(), errors.tolist()


@pytest.mark.parametrize(("step", "slope"), [(5.0, 0.0), (0.0, -0.4), (-3.0, 0.3)])
def test_the_segmented_line_and_its_errors_are_those_by_hand(step: float, slope: float) -> None:
    values = series(step, slope)
    found = interrupted(values, START)
    assert found is not None
    assert not found.has_season
    coefficients, errors = by_hand(values)
    assert found.level.value == pytest.approx(coefficients[2], abs=1e-8)
    assert found.slope.value == pytest.approx(coefficients[3], abs=1e-8)
    assert found.level.error == pytest.approx(errors[2], abs=1e-8)
    assert found.slope.error == pytest.approx(errors[3], abs=1e-8)
    assert found.by_now.value == pytest.approx(coefficients[2] + 10 * coefficients[3], abs=1e-8)
    assert found.level.lower < step < found.level.upper
    month, carried_on = found.carried_on[-1]
    assert carried_on == pytest.approx(coefficients[0] + coefficients[1] * (month - START))


def test_a_season_is_taken_out_when_there_are_two_years() -> None:
    wave = [
        replace(each, value=each.value + 4 * np.cos(2 * np.pi * each.month / 12))
        for each in series(5.0, months=36)
    ]
    found = interrupted(wave, START)
    assert found is not None
    assert found.has_season
    assert found.level.value == pytest.approx(5.0, abs=1.0)


def test_less_than_a_year_before_is_no_season_and_a_climb_that_goes_on_is_no_effect() -> None:
    climb = [
        Value(month=month, value=60 + 0.35 * month + 0.8 * np.cos(np.pi * month / 6), people=500)
        for month in range(36)
    ]
    found = interrupted(climb, 11)
    assert found is not None
    assert not found.has_season
    assert found.by_now.lower < 0 < found.by_now.upper


@pytest.mark.parametrize("start", [7, 16])
def test_too_few_months_on_a_side_are_not_fitted(start: int) -> None:
    assert interrupted(series(), start) is None


def panel(step: float = 0.0, places: int = 5, noise: float = 0.5) -> dict[str, list[Value]]:
    """Return places that share their months' ups and downs; the action is at “a”."""
    draw = np.random.default_rng(3)
    months = draw.normal(0, 2, 22)
    found = {}
    for number, name in enumerate("abcdefgh"[:places]):
        found[name] = [
            Value(
                month=month,
                value=60
                + 2 * number
                + float(months[month] + draw.normal(0, noise))
                + step * (name == "a" and month >= START),
                people=100.0,
            )
            for month in range(22)
        ]
    return found


def plain_difference(places: Mapping[str, Sequence[Value]], place: str) -> float:
    """Return change there minus mean change elsewhere, for months of the same size."""

    def change(values: Sequence[Value]) -> float:
        after = [each.value for each in values if each.month >= START]
        before = [each.value for each in values if each.month < START]
        return sum(after) / len(after) - sum(before) / len(before)

    others = [change(values) for name, values in places.items() if name != place]
    return change(places[place]) - sum(others) / len(others)


def test_the_difference_is_the_one_of_plain_means() -> None:
    places = panel(step=6.0)
    found = difference(places, "a", START)
    assert found is not None
    assert found.change.value == pytest.approx(plain_difference(places, "a"), abs=1e-8)
    assert found.change.lower < 6.0 < found.change.upper
    assert (found.p, found.places) == (pytest.approx(1 / 5), 4)
    assert not found.apart_before


def test_without_an_effect_other_places_show_as_much() -> None:
    found = difference(panel(noise=2.0), "a", START)
    assert found is not None
    assert found.p > 1 / 5
    assert found.change.lower < 0 < found.change.upper


def test_a_place_that_drifted_away_before_is_told() -> None:
    places = panel()
    places["a"] = [replace(each, value=each.value + 0.6 * each.month) for each in places["a"]]
    found = difference(places, "a", START)
    assert found is not None
    assert found.apart_before


@pytest.mark.parametrize("places", [panel(places=2), {"b": panel()["b"], "c": panel()["c"]}, {}])
def test_with_nobody_to_compare_there_is_no_difference(
    places: dict[str, list[Value]],
) -> None:
    assert difference(places, "a", START) is None


@settings(max_examples=10)
@given(
    st.floats(-20, 20),
    st.floats(0.1, 5),
    st.lists(st.floats(-5, 5), min_size=22, max_size=22),
)
def test_what_happens_everywhere_alike_is_no_effect(
    shift: float, factor: float, everywhere: list[float]
) -> None:
    places = panel(step=4.0)
    moved = {
        name: [
            replace(each, value=factor * (each.value + everywhere[each.month]) + shift)
            for each in values
        ]
        for name, values in places.items()
    }
    before, after = difference(places, "a", START), difference(moved, "a", START)
    assert before is not None
    assert after is not None
    assert after.change.value == pytest.approx(factor * before.change.value, abs=1e-6)
    assert after.change.error == pytest.approx(factor * before.change.error, abs=1e-6)
    assert after.p == before.p


def test_noise_brings_the_worst_back_and_real_differences_do_not() -> None:
    noisy = {"a": (60.0, 4.0), "b": (70.0, 4.0), "c": (71.0, 4.0)}
    exact = {name: (value, 0.01) for name, (value, _) in noisy.items()}
    assert expected_return(noisy, "a") == pytest.approx(7.0 * 16 / 24.67, abs=0.1)
    assert expected_return(exact, "a") == pytest.approx(0.0, abs=0.01)
    assert expected_return(noisy, "c") < 0


def test_a_mean_over_months_has_the_error_of_its_people() -> None:
    months = [Value(month=1, value=60.0, people=100.0), Value(month=2, value=70.0, people=300.0)]
    value, error = mean_with_error(months, [2.0, 1.0])
    assert value == pytest.approx(67.5)
    assert error == pytest.approx(sqrt((0.25 * 2) ** 2 + 0.75**2))


@pytest.mark.parametrize(
    ("change", "impact", "said"),
    [
        ({}, Impact.WORKED, "none of which moved as much"),
        ({"others": None}, Impact.WORKED, "above what the time before would have led to"),
        ({"after": 6}, Impact.TOO_EARLY, "1 more is needed"),
        ({"after": 0}, Impact.TOO_EARLY, "No months with a value since the start; 7 more"),
        ({"before": 0, "after": 0}, Impact.NOT_SHOWN, "no months with a value to show"),
        ({"before": 2}, Impact.NOT_SHOWN, "too little to compare with"),
        ({"improved": False}, Impact.NOT_SHOWN, "within what the process does by chance"),
        ({"was_improving": True}, Impact.NOT_SHOWN, "began before the action did"),
        ({"improved": False, "worsened": True}, Impact.WORSE, "signal for the worse"),
        ({"improved": True, "worsened": True}, Impact.WORKED, "5 places without the action"),
        ({"past": None, "others": None}, Impact.NOT_SHOWN, "nobody to say that it was the action"),
        ({"others": replace(OTHERS, change=UNSURE)}, Impact.NOT_SHOWN, "not clearly better than"),
        ({"others": replace(OTHERS, p=0.5)}, Impact.NOT_SHOWN, "moved as much"),
        ({"by_itself": 6.0}, Impact.NOT_SHOWN, "would have come back by themselves"),
    ],
)
def test_the_verdict(change: dict[str, object], impact: Impact, said: str) -> None:
    found = judge_impact(replace(EVIDENCE, **change))  # type: ignore[arg-type]
    assert found.impact is impact
    assert said in found.why
