"""Did a series change when something was done? Its own past, carried on, is the witness.

Interrupted time series: a level and a slope before, a step and another slope after, with Newey–West
errors (lag 3, small-sample correction), weighted by people; time after counts from the action’s
first month, so that the step is the change there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]

LEAST_MONTHS: Final = 8
"""Months on either side of the action that an interrupted time series needs."""

_YEAR, _LAGS = 12, 3


@dataclass(frozen=True, kw_only=True)
class Value:
    """One month of a series; `month` counts months from any origin, `people` are its weight."""

    month: int
    value: float
    people: float


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A change in points with its 95 % interval: the wider one of two.

    `error` is Newey–West’s standard error, `plain_error` the ordinary one.
    """

    value: float
    lower: float
    upper: float
    error: float
    plain_error: float

    def turned(self) -> Estimate:
        """Return the same for a measure that improves by falling."""
        return Estimate(
            value=-self.value,
            lower=-self.upper,
            upper=-self.lower,
            error=self.error,
            plain_error=self.plain_error,
        )


@dataclass(frozen=True, kw_only=True)
class Interrupted:
    """The step at the action's first month, the change of the monthly slope, and both by the end.

    `carried_on` is what the time before would have led to, by month.
    """

    level: Estimate
    slope: Estimate
    by_now: Estimate
    has_season: bool
    carried_on: tuple[tuple[int, float], ...]

    def turned(self) -> Interrupted:
        """Return the same estimates for a measure that improves by falling."""
        return replace(
            self, level=self.level.turned(), slope=self.slope.turned(), by_now=self.by_now.turned()
        )


def interrupted(series: Sequence[Value], start: int) -> Interrupted | None:
    """Return the interrupted time series; None with fewer than `LEAST_MONTHS` on either side.

    Args:
        series: oldest first; months without a value are not there.
        start: the action's first month.
    """
    months = np.array([each.month for each in series], dtype=float)
    after = months >= start
    shorter = min(int(after.sum()), int((~after).sum()))
    if shorter < LEAST_MONTHS:
        return None
    has_season = shorter >= _YEAR  # of part of a year nobody can tell the season from the slope
    design = np.column_stack(
        [np.ones(len(months)), months - start, after, after * (months - start)]
    )
    if has_season:
        angle = 2 * np.pi * months / _YEAR
        design = np.column_stack([design, np.sin(angle), np.cos(angle)])
    fit = fitted(series, design)
    ends = np.zeros(design.shape[1])
    ends[2:4] = 1.0, months[-1] - start
    without = design.copy()
    without[:, 2:4] = 0.0
    known = [each.month for each in series]
    return Interrupted(
        level=estimate(fit, np.eye(len(ends))[2]),
        slope=estimate(fit, np.eye(len(ends))[3]),
        by_now=estimate(fit, ends),
        has_season=has_season,
        carried_on=_by_month(known, without @ fit[0].params, since=start),
    )


def fitted(series: Sequence[Value], design: Array) -> tuple[Any, Any]:
    """Return the weighted fit with Newey–West errors, and with plain ones."""
    # Imported here: statsmodels takes a second or two, and only this page needs it.
    from statsmodels.regression.linear_model import WLS

    values = np.array([each.value for each in series])
    people = np.array([each.people for each in series])
    model = WLS(values, design, weights=people / people.mean())
    how = {"maxlags": _LAGS, "use_correction": True}
    return model.fit(cov_type="HAC", cov_kwds=how, use_t=True), model.fit()


def estimate(fit: tuple[Any, Any], contrast: Array) -> Estimate:
    """Return a sum of coefficients of a fit, with both errors and the wider of their intervals.

    In short series Newey–West errors are often too small (Turner 2020).
    """
    robust, plain = (each.t_test(contrast) for each in fit)
    ends = np.concatenate([robust.conf_int()[0], plain.conf_int()[0]])
    return Estimate(
        value=float(np.squeeze(robust.effect)),
        lower=float(ends.min()),
        upper=float(ends.max()),
        error=float(np.squeeze(robust.sd)),
        plain_error=float(np.squeeze(plain.sd)),
    )


def _by_month(
    months: Sequence[int], values: Array, since: int | None = None
) -> tuple[tuple[int, float], ...]:
    pairs = zip(months, values, strict=True)
    return tuple((month, float(value)) for month, value in pairs if since is None or month >= since)
