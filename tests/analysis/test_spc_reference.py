"""Are limits, labels and icons those of the reference implementations, case by case?"""

from __future__ import annotations

from datetime import date
from math import isclose
from typing import Any

import pytest

from cxboard.analysis.funnel import Tally, funnel
from cxboard.analysis.spc.chart import xmr_chart
from cxboard.analysis.spc.counts import Count, CountChart, count_chart
from cxboard.analysis.spc.series import Observation, Settings
from cxboard.domain.errors import BadRequest
from cxboard.domain.vocabulary import Direction
from tests.spc import NEITHER, reference_cases

_DIRECTIONS = {"increase": Direction.INCREASE, "decrease": Direction.DECREASE, "neutral": None}


@pytest.mark.parametrize("case", reference_cases("spc_reference_cases.json"))
def test_xmr(case: dict[str, Any]) -> None:
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(BadRequest):
            _chart(case)
        return
    chart = _chart(case)
    for point, row in zip(chart.points, expected["rows"], strict=True):
        assert point.day.isoformat() == row["date"]
        assert _same(point.limits.mean, row["mean"])
        lower, upper = row["lpl"], row["upl"]
        if lower is None:  # a constant, screened: R divides by zero, we do not screen
            assert len({r["value"] for r in expected["rows"]}) == 1
            lower = upper = row["mean"]
        assert _same(point.limits.lower, lower)
        assert _same(point.limits.upper, upper)
        assert point.place.is_outside == bool(row["outside_limits"])
        assert point.place.side == (row["relative_to_mean"] or 0)
        assert point.cause == row["special_cause_type"]
        assert point.type == row["point_type"]
        assert point.phase == row["rebase_group"]
    icons = expected["icons"][0]
    assert chart.variation == icons["variation_icon"]
    if expected["rows"][0]["lpl"] is not None:
        assert chart.assurance == icons["assurance"]
    assert chart.latest.type == expected["summary"][-1]["variation_type"]


@pytest.mark.parametrize("case", reference_cases("pchart_reference_cases.json"))
def test_counts(case: dict[str, Any]) -> None:
    rows = case["expected"]["rows"]
    counts = [
        Count(
            day=date.fromisoformat(row["date"]),
            numerator=row["numerator"],
            denominator=row["denominator"],
        )
        for row in rows
    ]
    chart = count_chart(counts, CountChart(case["chart"]), NEITHER)
    for point, row in zip(chart.points, rows, strict=True):
        assert point.value is not None
        assert _same(point.value, row["y"])
        for ours, theirs in (
            (point.limits.mean, row["cl"]),
            (point.limits.lower, row["lcl"]),
            (point.limits.upper, row["ucl"]),
            (point.limits.near_lower, row["lcl95"]),
            (point.limits.near_upper, row["ucl95"]),
        ):
            assert _same(ours, theirs)
        assert point.place.is_outside == row["sigma_signal"]


@pytest.mark.parametrize("case", reference_cases("funnel_reference_cases.json"))
def test_funnel(case: dict[str, Any]) -> None:
    expected = case["expected"]
    rows = expected["rows"]
    found = funnel(
        [
            Tally(name=r["group"], numerator=r["numerator"], denominator=r["denominator"])
            for r in rows
        ],
        trim=case["options"]["trim_by"],
    )
    assert _same(found.centre, expected["target"])
    assert _same(found.phi, expected["phi"])
    assert _same(found.tau2, expected["tau2"])
    known = {row.tally.name: row for row in found.rows}
    for row in rows:
        ours = known[row["group"]]
        for value, name in (
            (ours.value, "rr"),
            (ours.z, "zscore"),
            (ours.drawn_in, "wzscore"),
            (ours.plain95[0], "ll95"),
            (ours.plain95[1], "ul95"),
            (ours.plain998[0], "ll998"),
            (ours.plain998[1], "ul998"),
            (ours.limits95[0], "od_ll95"),
            (ours.limits95[1], "od_ul95"),
            (ours.limits998[0], "od_ll998"),
            (ours.limits998[1], "od_ul998"),
        ):
            assert _same(value, row[name]), (row["group"], name)


def _chart(case: dict[str, Any]) -> Any:
    options = case["options"]
    rebase = options["rebase"] or []
    settings = Settings(
        direction=_DIRECTIONS[options["improvement_direction"]],
        target=options["target"],
        rebases=tuple(map(date.fromisoformat, [rebase] if isinstance(rebase, str) else rebase)),
        fix_after=options["fix_after_n_points"],
        screen=options["screen_outliers"],
    )
    series = [
        Observation(day=date.fromisoformat(row["date"]), value=row["value"])
        for row in case["input"]
    ]
    return xmr_chart(series, settings)


def _same(ours: float, theirs: float) -> bool:
    return isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)
