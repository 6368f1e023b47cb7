"""Are the weights Johnson's, from sums alone, and is nothing said that the data do not carry?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxboard.analysis.drivers import (
    Array,
    Cells,
    NotEnough,
    chosen,
    correlations,
    drivers,
    gathered,
    relative_weights,
)

ATTITUDE = """
    43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35
    81 78 56 66 71 83 47  43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41
    72 82 72 67 71 83 31  67 61 45 47 62 80 41  64 53 53 58 58 67 34  67 60 47 39 59 74 41
    69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46  81 90 50 72 60 54 36
    74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
    50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49
    63 54 42 48 66 75 33  66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38
    85 85 71 71 77 74 55  82 82 39 59 64 78 39
"""
"""R's data set “attitude”: rating, complaints, privileges, learning, raises, critical, advance."""

PUBLISHED = {1: 0.3628, 2: 0.0560, 3: 0.1636, 4: 0.1218, 5: 0.0083, 6: 0.0202}
"""Relative weights of its variables by an independent program, to four places."""


def attitude() -> Array:
    return np.array(ATTITUDE.split(), dtype=float).reshape(-1, 7)


def cells_of(people: Array, size: int) -> Cells:
    """Return the sums of people in cells of so many, as they would come from a table."""
    width = people.shape[1]
    places = [(a, b) for b in range(width) for a in range(b + 1)]
    keys = [number // size for number in range(len(people))]
    products = [[float(row[a] * row[b]) for a, b in places] for row in people]
    return gathered(keys, [1] * len(people), people.tolist(), products, places)


def respondents(count: int = 2_000, seed: int = 1) -> Array:
    """Return a rating, a strong driver, a weak one that goes with it, and one of chance."""
    draw = np.random.default_rng(seed)
    strong = draw.normal(size=count)
    weak = 0.6 * strong + draw.normal(size=count)
    rating = strong + 0.3 * weak + draw.normal(size=count)
    return np.column_stack([rating, strong, weak, draw.normal(size=count)])


def test_the_weights_are_johnsons_and_add_up_to_r_squared() -> None:
    people = attitude()
    weights = relative_weights(correlations(*cells_of(people, 5).total()))[0]
    for column, weight in PUBLISHED.items():
        assert weights[column - 1] == pytest.approx(weight, abs=5e-5)
    design = np.column_stack([np.ones(len(people)), people[:, 1:]])
    fitted = design @ np.linalg.lstsq(design, people[:, 0], rcond=None)[0]
    residual = people[:, 0] - fitted
    explained = 1 - residual @ residual / (len(people) * people[:, 0].var())
    assert weights.sum() == pytest.approx(explained, abs=1e-10) == pytest.approx(0.732602, abs=1e-6)


def test_sums_give_the_correlations_of_the_people_behind_them() -> None:
    people = respondents()
    found = correlations(*cells_of(people, 7).total())[0]
    assert found == pytest.approx(np.corrcoef(people.T), abs=1e-10)


def test_strong_weak_and_chance_are_told_apart() -> None:
    found = drivers(cells_of(respondents(), 40))
    strong, weak, chance = found.weights
    assert (strong.rank, weak.rank, chance.rank) == (1, 2, 3)
    assert (strong.best_rank, strong.worst_rank) == (1, 1)
    assert strong.lower > weak.upper
    assert weak.lower > found.floor > chance.share
    assert sum(weight.share for weight in found.weights) == pytest.approx(1)


def test_drivers_alike_are_not_ranked() -> None:
    draw = np.random.default_rng(2)
    one, other = draw.normal(size=(2, 1_000))
    found = drivers(cells_of(np.column_stack([one + other, one, other]), 20))
    assert {(each.best_rank, each.worst_rank) for each in found.weights} == {(1, 2)}


def test_the_same_data_give_the_same_intervals() -> None:
    cells = cells_of(respondents(), 40)
    assert drivers(cells) == drivers(cells)


@pytest.mark.parametrize(
    ("people", "size", "reason"),
    [
        (respondents(150), 10, "Fewer than 200 people"),
        (respondents(400), 40, "fewer than 12 months"),
        (np.random.default_rng(3).normal(size=(800, 4)), 20, "explain only"),
        (respondents(800) * [1, 1, 1, 0], 20, "the same answer"),
    ],
)
def test_nothing_is_said_without_a_basis(people: Array, size: int, reason: str) -> None:
    with pytest.raises(NotEnough, match=reason):
        drivers(cells_of(people, size))


@settings(max_examples=10)
@given(st.permutations([1, 2, 3]), st.floats(0.1, 50), st.floats(-100, 100))
def test_order_and_scale_of_the_drivers_change_nothing(
    order: list[int], factor: float, shift: float
) -> None:
    cells = cells_of(respondents(600), 20)
    before = drivers(cells, draws=50)
    moved = chosen(cells_of(respondents(600) * factor + shift, 20), [0, *order])
    after = drivers(moved, draws=50)
    assert after.explained == pytest.approx(before.explained, abs=1e-6)
    for place, column in enumerate(order):
        assert after.weights[place].share == pytest.approx(
            before.weights[column - 1].share, abs=1e-6
        )
