"""Where is a series heading? A small family of models, chosen by information, tested on the past.

Every model is autoregressive: the next month leans on the latest one and returns to a level or to
a straight line, with or without a season of the year (one wave of twelve months, because three
years cannot carry twelve separate months). Akaike's criterion, corrected for short series, picks
one. The whole procedure, the choice included, is then repeated from earlier months on, as it would
have been done then, and compared with forecasts that need no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import numpy as np

YEAR: Final = 12
SHORTEST: Final = 18
"""Fewest values that are forecast: twelve to learn from, and six to be tested on."""

_LEARNT_FROM, _SEASON_FROM = 12, 24
_EVERY_SECOND = 2
"""Origins of the back-test: neighbouring ones would share all but one of their errors."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """One candidate; `words` complete “the forecast follows …”."""

    words: str
    trend: str
    has_season: bool


MODELS: Final = (
    Model(words="a level", trend="c", has_season=False),
    Model(words="a level with a yearly season", trend="c", has_season=True),
    Model(words="a straight line", trend="ct", has_season=False),
    Model(words="a straight line with a yearly season", trend="ct", has_season=True),
)

NAIVE: Final = {
    "latest": "the latest month, carried on",
    "year_before": "the same month a year before",
}
"""Forecasts that need no model, in words."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One month ahead: the expected value, and its standard error."""

    expected: float
    error: float


@dataclass(frozen=True, kw_only=True)
class BackTest:
    """How forecasts made in the past would have done.

    `error` and `naive_error` are mean absolute errors over the same months; `naive` names the
    better of the naive forecasts. `held` counts the months that lay within their 80 % interval.
    `widening` is by how much the model's own standard errors were too small, at least 1.
    """

    forecasts: int
    error: float
    naive_error: float
    naive: str
    held: int
    widening: float

    @property
    def beats_naive(self) -> bool:
        """Whether the model is worth showing."""
        return self.error < self.naive_error


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The months after a series, with the standard errors widened to what the back-test found."""

    model: Model
    steps: tuple[Step, ...]
    test: BackTest


Z80: Final = 1.2815515655446004
"""Half-width of an 80 % interval in standard errors."""


def forecast(values: Sequence[float], months: int = YEAR) -> Forecast | None:
    """Return a series' forecast; None when it is shorter than `SHORTEST` or does not vary.

    Args:
        values: one for each month, oldest first, without gaps.
        months: how many months ahead.
    """
    if len(values) < SHORTEST or len(set(values)) == 1:
        return None
    series = np.asarray(values, dtype=float)
    test = back_test(series)
    model, steps = _predict(series, months)
    wider = tuple(Step(expected=s.expected, error=s.error * test.widening) for s in steps)
    return Forecast(model=model, steps=wider, test=test)


def back_test(series: np.ndarray[Any, np.dtype[np.float64]]) -> BackTest:
    """Return how the procedure would have done from every second month of the latest year on."""
    errors: list[float] = []
    naive: dict[str, list[float]] = {name: [] for name in NAIVE}
    scaled: list[float] = []
    for origin in range(max(_LEARNT_FROM, len(series) - YEAR), len(series), _EVERY_SECOND):
        known, later = series[:origin], series[origin : origin + YEAR]
        for index, step in enumerate(_predict(known, len(later))[1]):
            missed = later[index] - step.expected
            errors.append(abs(missed))
            scaled.append(missed / step.error)
            naive["latest"].append(abs(later[index] - known[-1]))
            naive["year_before"].append(abs(later[index] - known[origin - YEAR + index]))
    means = {name: float(np.mean(each)) for name, each in naive.items()}
    best = min(means, key=lambda name: means[name])
    return BackTest(
        forecasts=len(errors),
        error=float(np.mean(errors)),
        naive_error=means[best],
        naive=NAIVE[best],
        held=sum(1 for each in scaled if abs(each) <= Z80),
        widening=max(1.0, sqrt(float(np.mean(np.square(scaled))))),
    )


def _predict(
    series: np.ndarray[Any, np.dtype[np.float64]], months: int
) -> tuple[Model, tuple[Step, ...]]:
    """Let that candidate predict which fits best, of those that the series is long enough for."""
    # Imported here: statsmodels takes a second or two, and only these forecasts need it.
    from statsmodels.tsa.ar_model import AutoReg

    wave = _wave(len(series) + months)
    known, ahead = wave[: len(series)], wave[len(series) :]
    candidates = [m for m in MODELS if not m.has_season or len(series) >= _SEASON_FROM]
    best = min(candidates, key=lambda model: information(series, model))
    fitted = AutoReg(series, 1, trend=best.trend, exog=known if best.has_season else None).fit()
    season = {"exog_oos": ahead} if best.has_season else {}
    found = fitted.get_prediction(start=len(series), end=len(series) + months - 1, **season)
    steps = zip(found.predicted_mean, found.se_mean, strict=True)
    return best, tuple(
        Step(expected=float(mean), error=max(float(error), 1e-9)) for mean, error in steps
    )


def information(series: np.ndarray[Any, np.dtype[np.float64]], model: Model) -> float:
    """Return the corrected criterion of Akaike of a fit, the one that the library's model has.

    From the residual sum of squares alone: to build four models of which three are thrown away
    takes the library twenty times as long.
    """
    from statsmodels.tools.eval_measures import aicc

    n = len(series) - 1
    columns = [np.ones(n), series[:-1]]
    columns += [np.arange(n, dtype=float)] if model.trend == "ct" else []
    columns += [*_wave(len(series))[1:].T] if model.has_season else []
    design = np.column_stack(columns)
    left = series[1:] - design @ np.linalg.lstsq(design, series[1:], rcond=None)[0]
    variance = max(float(left @ left) / n, np.finfo(float).tiny)
    likelihood = -n / 2 * (np.log(2 * np.pi * variance) + 1)
    return float(aicc(likelihood, n, design.shape[1] + 1))


def _wave(length: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    angle = 2 * np.pi * np.arange(length) / YEAR
    return np.column_stack([np.sin(angle), np.cos(angle)])
