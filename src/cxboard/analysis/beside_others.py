"""Did a place change more than others did? Places without the action are the witnesses.

Difference in differences: the change of the place beside that of others in the same months (two-way
fixed effects, weighted by people). Its interval comes from the distance between the place and the
others together, with Newey–West errors; and each other place is treated as if it had been the one
(permutation of the label), because errors of a handful of places are not to be believed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pvariance
from typing import Final

import numpy as np

from cxboard.analysis.interrupted import LEAST_MONTHS, Estimate, Value, estimate, fitted

LEAST_BEFORE: Final = 3
"""Months on either side of the action that a comparison needs."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How much more a place changed than others did.

    `p` is the share of all places, this one included, that would show as much or more.
    `apart_before` says that it drifted away from the others before anything was done.
    """

    change: Estimate
    p: float
    places: int
    apart_before: bool


def difference(panel: Mapping[str, Sequence[Value]], place: str, start: int) -> Difference | None:
    """Return how much more a place changed than the others.

    Args:
        panel: each place's months, the place itself among them.
        place: where the action is.
        start: its first month.

    Returns:
        None without two other places, or without `LEAST_BEFORE` common months on either side.
    """
    kept = {name: series for name, series in panel.items() if _covers(series, start)}
    others = [name for name in kept if name != place]
    if place not in kept or len(others) < 2:
        return None
    apart = _apart(kept, place, others)
    before = [each for each in apart if each.month < start]
    after = [each for each in apart if each.month >= start]
    if min(len(before), len(after)) < LEAST_BEFORE:
        return None
    found = _two_way(kept, place, start)
    placebos = [_two_way({name: kept[name] for name in others}, other, start) for other in others]
    as_much = sum(abs(each) >= abs(found) for each in placebos)
    return Difference(
        change=_around(found, apart, start),
        p=(1 + as_much) / (1 + len(others)),
        places=len(others),
        apart_before=_drifts(before),
    )


def expected_return(before: Mapping[str, tuple[float, float]], place: str) -> float:
    """Return by how much a place would move towards the others by itself (regression to the mean).

    The part of its distance that is noise: the further out a place lies, and the more its value
    varies by chance, the more of it (empirical Bayes).

    Args:
        before: each place's mean before the action, and its standard error.
        place: where the action is.
    """
    values = [value for value, _ in before.values()]
    noise = fmean(error**2 for _, error in before.values())
    between = max(0.0, pvariance(values) - noise)
    own_noise = before[place][1] ** 2
    if not own_noise:
        return 0.0
    return (fmean(values) - before[place][0]) * own_noise / (own_noise + between)


def _covers(series: Sequence[Value], start: int) -> bool:
    before = sum(each.month < start for each in series)
    return before >= LEAST_BEFORE and len(series) - before >= LEAST_BEFORE


def _apart(panel: Mapping[str, Sequence[Value]], place: str, others: Sequence[str]) -> list[Value]:
    """Return the place's distance from the others together, in the months that it has."""
    together: dict[int, list[Value]] = {}
    for name in others:
        for each in panel[name]:
            together.setdefault(each.month, []).append(each)
    found = []
    for own in panel[place]:
        if rest := together.get(own.month):
            people = sum(each.people for each in rest)
            level = sum(each.value * each.people for each in rest) / people
            weight = 1 / (1 / own.people + 1 / people)
            found.append(Value(month=own.month, value=own.value - level, people=weight))
    return found


def _two_way(panel: Mapping[str, Sequence[Value]], place: str, start: int) -> float:
    """Return the change of a place beyond its own level and the level of each month."""
    rows = [(name, each) for name, series in panel.items() for each in series]
    names = {name: index for index, name in enumerate(panel)}
    months = {month: index for index, month in enumerate(sorted({e.month for _, e in rows}))}
    design = np.zeros((len(rows), 1 + len(names) + len(months) - 1))
    for row, (name, each) in enumerate(rows):
        design[row, 0] = name == place and each.month >= start
        design[row, 1 + names[name]] = 1.0
        if months[each.month]:
            design[row, len(names) + months[each.month]] = 1.0
    root = np.sqrt([each.people for _, each in rows])
    values = np.array([each.value for _, each in rows])
    found = np.linalg.lstsq(design * root[:, None], values * root, rcond=None)[0]
    return float(found[0])


def _around(found: float, apart: Sequence[Value], start: int) -> Estimate:
    """Return the change with the interval of the step in the distance from the others."""
    after = np.array([each.month >= start for each in apart], dtype=float)
    fit = fitted(apart, np.column_stack([np.ones(len(apart)), after]))
    step = estimate(fit, np.array([0.0, 1.0]))
    return Estimate(
        value=found,
        lower=found - (step.value - step.lower),
        upper=found + (step.upper - step.value),
        error=step.error,
        plain_error=step.plain_error,
    )


def _drifts(before: Sequence[Value]) -> bool:
    """Return whether the distance from the others moved by more than chance before the action."""
    if len(before) < LEAST_MONTHS:
        return False
    months = np.array([each.month for each in before], dtype=float)
    fit = fitted(before, np.column_stack([np.ones(len(before)), months - months[0]]))
    slope = estimate(fit, np.array([0.0, 1.0]))
    return slope.lower > 0 or slope.upper < 0


def mean_with_error(series: Sequence[Value], errors: Sequence[float]) -> tuple[float, float]:
    """Return the mean of months by their people, and its standard error from those of the months.

    Args:
        series: at least one month.
        errors: standard error of each month.
    """
    people = sum(each.people for each in series)
    shares = [each.people / people for each in series]
    value = sum(s * each.value for s, each in zip(shares, series, strict=True))
    return value, sqrt(sum((s * error) ** 2 for s, error in zip(shares, errors, strict=True)))
