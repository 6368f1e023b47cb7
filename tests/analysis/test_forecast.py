"""Do forecasts follow what is in a series, and does the back-test judge them as the past would?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.ar_model import AutoReg

from cxboard.analysis.forecast import (
    MODELS,
    NAIVE,
    SHORTEST,
    Model,
    back_test,
    forecast,
    information,
)

SEASON = [-3.0, -2.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, -1.0]


def noisy(length: int, *, level: float = 70.0, slope: float = 0.0, seed: int = 1) -> list[float]:
    noise = np.random.default_rng(seed).normal(0, 0.5, length)
    return [level + slope * month + float(noise[month]) for month in range(length)]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (noisy(36), "a level"),
        (noisy(36, slope=0.5), "a straight line"),
        ([v + 3 * SEASON[i % 12] for i, v in enumerate(noisy(36))], "a level with a yearly season"),
        ([v + 3 * SEASON[i % 12] for i, v in enumerate(noisy(22))], "a level"),
    ],
)
def test_the_model_follows_the_series(values: list[float], words: str) -> None:
    found = forecast(values)
    assert found is not None
    assert found.model.words == words


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.words)
def test_candidates_are_compared_by_the_criterion_of_the_library(model: Model) -> None:
    series = np.asarray([v + SEASON[i % 12] for i, v in enumerate(noisy(30, slope=0.1))])
    angle = 2 * np.pi * np.arange(30) / 12
    season = np.column_stack([np.sin(angle), np.cos(angle)]) if model.has_season else None
    library = AutoReg(series, 1, trend=model.trend, exog=season).fit()
    assert information(series, model) == pytest.approx(library.aicc, rel=1e-9)


def test_a_line_goes_on_and_a_level_stays() -> None:
    rising, level = forecast(noisy(36, slope=0.5)), forecast(noisy(36))
    assert rising is not None
    assert level is not None
    assert rising.steps[-1].expected == pytest.approx(70 + 0.5 * 47, abs=1.0)
    assert level.steps[-1].expected == pytest.approx(70, abs=0.5)
    assert rising.test.beats_naive


def test_one_step_of_the_level_model_is_a_regression_on_the_month_before() -> None:
    values = noisy(22, seed=4)
    found = forecast(values)
    assert found is not None
    assert found.model.words == "a level"
    design = np.column_stack([np.ones(21), values[:-1]])
    constant, lean = np.linalg.lstsq(design, np.array(values[1:]), rcond=None)[0]
    expected = values[-1]
    for step in found.steps:
        expected = constant + lean * expected
        assert step.expected == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("values", [[70.0] * 36, noisy(SHORTEST - 1), []])
def test_what_cannot_be_tested_is_not_forecast(values: list[float]) -> None:
    assert forecast(values) is None


def test_a_new_level_is_not_beaten_by_what_was_before() -> None:
    stepped = [60.0 + value - 70 for value in noisy(26)] + noisy(10, seed=2)
    found = forecast(stepped)
    assert found is not None
    assert not found.test.beats_naive
    assert found.test.widening > 1.5


def test_the_naive_forecasts_are_counted_by_hand() -> None:
    values = noisy(20, seed=3)
    latest, year = [], []
    for origin in (12, 14, 16, 18):
        for month in range(origin, 20):
            latest.append(abs(values[month] - values[origin - 1]))
            year.append(abs(values[month] - values[month - 12]))
    test = back_test(np.array(values))
    assert test.forecasts == len(latest) == 8 + 6 + 4 + 2
    best = min((sum(latest), NAIVE["latest"]), (sum(year), NAIVE["year_before"]))
    assert (test.naive_error, test.naive) == (pytest.approx(best[0] / len(latest)), best[1])
    assert 0 <= test.held <= test.forecasts


@settings(max_examples=8)
@given(st.integers(0, 10**6), st.floats(0.1, 10), st.floats(-50, 50))
def test_another_scale_gives_the_same_forecast_on_that_scale(
    seed: int, factor: float, shift: float
) -> None:
    values = noisy(30, seed=seed)
    found, other = forecast(values), forecast([factor * value + shift for value in values])
    assert found is not None
    assert other is not None
    assert other.model == found.model
    assert other.test.forecasts == found.test.forecasts
    for step, scaled in zip(found.steps, other.steps, strict=True):
        assert scaled.expected == pytest.approx(factor * step.expected + shift, rel=1e-4, abs=1e-3)
        assert scaled.error == pytest.approx(factor * step.error, rel=1e-4)
