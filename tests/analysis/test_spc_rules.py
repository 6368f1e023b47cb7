"""Does each rule flag what it should, and nothing else, in each dialect?"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cxboard.analysis.spc.limits import average_range, mean, moving_ranges
from cxboard.analysis.spc.rules import (
    ALL_RULES,
    MDC_EXCEL_6,
    MDC_EXCEL_7,
    MDCSPC_6,
    PTD7,
    Rules,
    get_rules,
)
from cxboard.analysis.spc.series import Settings
from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.domain.verdicts import Assurance, Footing, PointType, Variation
from cxboard.domain.vocabulary import Direction
from tests.spc import DOWN, NEITHER, UP, charted, labels, month

# Mean 10, all moving ranges 2: limits 4.68 and 15.32, two sigma 6.45 and 13.55
STEADY = [9, 11] * 6
NONE = "Common Cause"


def after_steady(*values: float | None, rules: str = "ptd7", settings: Settings = UP) -> list[str]:
    chart = charted([*STEADY, *values], settings, fix_after=12, rules=get_rules(rules))
    return labels(chart)[12:]


def test_limits_of_a_steady_series() -> None:
    limits = charted(STEADY).latest.limits
    assert (limits.mean, limits.lower, limits.upper) == (10, 10 - 5.32, 10 + 5.32)
    assert limits.near_upper == pytest.approx(10 + 2 / 3 * 5.32)


def test_large_moving_ranges_are_left_out_once_and_the_mean_is_not_screened() -> None:
    ranges = moving_ranges([1, 2, 1, 2, 10, 1, 2])
    assert ranges == [1, 1, 1, 8, 9, 1]
    assert average_range(ranges, screen=False) == 3.5
    # 3.267 × 3.5 = 11.4 keeps them all; with more small ranges around them both go
    assert average_range([1] * 15 + [8, 9], screen=True) == 1
    chart = charted([*[1, 2] * 8, 10, *[1, 2] * 8])
    assert chart.latest.limits.mean == mean([*[1, 2] * 8, 10, *[1, 2] * 8])
    assert chart.latest.limits.upper - chart.latest.limits.mean == pytest.approx(2.66)


def test_a_moving_range_is_large_from_3267_times_the_average() -> None:
    assert average_range([1] * 10 + [4.1], screen=True) == mean([1] * 10 + [4.1])  # 3.20 times
    assert average_range([1] * 10 + [4.3], screen=True) == 1  # 3.31 times


def test_a_point_on_a_limit_is_not_outside() -> None:
    limits = charted(STEADY).latest.limits
    assert after_steady(limits.upper, 10, limits.lower) == [NONE] * 3


def test_a_gap_has_no_moving_range_on_either_side() -> None:
    assert moving_ranges([1, None, 5, 6]) == [1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([15.4], ["Above UCL"], id="outside"),
        pytest.param([4.6], ["Below LCL"], id="outside below"),
        pytest.param([10, 11, 11.5, 11, 11.5, 11, 11.5], [NONE] * 7, id="six are no shift"),
        # the last of STEADY, 11, is above the mean too: with six more it makes seven
        pytest.param(
            [10.5, 11.5, 11, 11.5, 11, 11.5], ["7 Points Above CL"] * 6, id="seven with the last"
        ),
        pytest.param(
            [11.5, 11, 10, 11.5, 11, 11.5, 11], [NONE] * 7, id="a point on the mean breaks it"
        ),
        pytest.param(
            [9.5, 10.5, 11, 11.2, 11.4, 11.6, 11.8],
            ["7 Point Trend (Increasing)"] * 7,
            id="seven rising",
        ),
        pytest.param(
            [9.5, 10.5, 11, 11.2, 11.2, 11.6, 11.8], [NONE] * 7, id="a tie breaks a trend"
        ),
        pytest.param([14, 12, 14], ["2 in 3 Above CL", NONE, "2 in 3 Above CL"], id="two in three"),
        pytest.param([14, 9, 14], [NONE] * 3, id="third on the other side"),
        pytest.param([6, 9, 6], ["2 in 3 Below CL", NONE, "2 in 3 Below CL"], id="below"),
        pytest.param([16, 14, 11], ["Above UCL", NONE, NONE], id="outside is not near"),
        pytest.param([11.5, None, 11, 11.5, 11, 11.5, 11], [NONE] * 7, id="a gap breaks a run"),
    ],
)
def test_ptd7(values: list[float | None], expected: list[str]) -> None:
    assert after_steady(*values) == expected


def test_the_last_point_of_a_rise_takes_the_way_to_the_next_rise() -> None:
    """A quirk of the reference, kept: two rises side by side, the second starting lower."""
    saw = [*range(1, 8), *range(1, 8)]
    trend = [label for label in labels(charted(saw, screen=False)) if "Trend" in label]
    assert trend.count("7 Point Trend (Decreasing)") == 1


def test_the_second_dialect_counts_points_beyond_the_limits() -> None:
    assert after_steady(16, 14, 11, rules="mdc-excel-7")[:2] == ["Above UCL", "2 in 3 Above CL"]
    assert after_steady(16, 14, 11)[:2] == ["Above UCL", NONE]


def test_the_second_dialect_takes_runs_of_six() -> None:
    run = [10, 11, 11.5, 11, 11.5, 11, 11.5]
    assert after_steady(*run, rules="mdc-excel-6") == [NONE] + ["6 Points Above CL"] * 6
    assert after_steady(*run, rules="mdc-excel-7") == [NONE] * 7
    rise = [9.5, 10.5, 11, 11.2, 11.4, 11.6]
    assert after_steady(*rise, rules="mdc-excel-6") == ["6 Point Trend (Increasing)"] * 6


def test_the_second_dialect_shows_the_improvement_when_signs_conflict() -> None:
    """Seven values above the mean, each lower than the one before."""
    settings = replace(UP, fix_after=12, screen=False)
    falling = [13.4, 13.2, 13.0, 12.8, 12.6, 12.4, 12.2]
    for rules, expected in ((PTD7, PointType.CONCERN), (MDC_EXCEL_7, PointType.IMPROVEMENT)):
        chart = charted([*STEADY, *falling], replace(settings, rules=rules))
        assert chart.latest.type is expected


def test_a_target_on_a_limit_is_beyond_it_in_the_second_dialect_only() -> None:
    upper = charted(STEADY, screen=False).latest.limits.upper
    for rules, expected in ((PTD7, Assurance.HIT_OR_MISS), (MDC_EXCEL_7, Assurance.FAIL)):
        assert charted(STEADY, target=upper, rules=rules).assurance is expected


def test_any_third_point_does_in_mdcspc() -> None:
    chart = charted([*STEADY, 14, 9, 14], fix_after=12, rules=MDCSPC_6)
    assert labels(chart)[12:] == ["2 in 3 Above CL", NONE, "2 in 3 Above CL"]


@pytest.mark.parametrize(
    ("settings", "latest", "point_type", "variation"),
    [
        (UP, 16, PointType.IMPROVEMENT, Variation.IMPROVEMENT_HIGH),
        (UP, 4, PointType.CONCERN, Variation.CONCERN_LOW),
        (DOWN, 16, PointType.CONCERN, Variation.CONCERN_HIGH),
        (DOWN, 4, PointType.IMPROVEMENT, Variation.IMPROVEMENT_LOW),
        (NEITHER, 16, PointType.NEUTRAL_HIGH, Variation.NEUTRAL_HIGH),
        (NEITHER, 4, PointType.NEUTRAL_LOW, Variation.NEUTRAL_LOW),
        (UP, 11, PointType.COMMON_CAUSE, Variation.COMMON_CAUSE),
    ],
)
def test_variation(
    settings: Settings, latest: float, point_type: PointType, variation: Variation
) -> None:
    chart = charted([*STEADY, latest], settings, fix_after=12)
    assert (chart.latest.type, chart.variation) == (point_type, variation)


@pytest.mark.parametrize(
    ("direction", "target", "expected"),
    [
        (Direction.INCREASE, 16, Assurance.FAIL),
        (Direction.INCREASE, 4, Assurance.PASS),
        (Direction.INCREASE, 10, Assurance.HIT_OR_MISS),
        (Direction.DECREASE, 16, Assurance.PASS),
        (Direction.DECREASE, 4, Assurance.FAIL),
        (Direction.DECREASE, 12, Assurance.HIT_OR_MISS),
        (None, 16, None),
        (Direction.INCREASE, None, None),
    ],
)
def test_assurance(
    direction: Direction | None, target: float | None, expected: Assurance | None
) -> None:
    assert charted(STEADY, Settings(direction=direction, target=target)).assurance is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [(95, Assurance.PASS), (100, Assurance.PASS), (100.5, Assurance.FAIL)],
)
@pytest.mark.parametrize("rules", [PTD7, MDC_EXCEL_7])
def test_a_constant_meets_what_it_equals(target: float, expected: Assurance, rules: object) -> None:
    chart = charted([100] * 24, target=target, rules=rules)
    assert chart.assurance is expected
    assert set(labels(chart)) == {NONE}
    assert chart.latest.limits.lower == chart.latest.limits.upper == 100


def test_a_mean_of_decimals_is_exact() -> None:
    """0.1 added ten times is not 1; a value on the mean must not fall to one side of it."""
    assert mean([0.1] * 10) == 0.1
    assert mean([90.1, 90.3, 90.2, 90.2]) == 90.2


def test_rules_and_limits_start_anew_at_a_rebase() -> None:
    chart = charted([*STEADY, *[value + 50 for value in STEADY]], rebases=(month(12),))
    assert [phase[0].limits.mean for phase in chart.phases] == [10, 60]
    assert chart.latest.limits.mean == 60
    assert set(labels(chart)) == {NONE}


def test_assurance_follows_a_rebase() -> None:
    values = [*STEADY, *[value + 50 for value in STEADY]]
    assert charted(values, target=40, rebases=(month(12),)).assurance is Assurance.PASS


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rebases": (month(40),)}, "The rebase date 2025-05-01 is not in the data"),
        ({"rebases": (month(11),)}, "has no two neighbouring values"),
        ({"fix_after": 11}, "12 values or more"),
        ({"target": float("nan")}, "target is not a number"),
    ],
)
def test_what_cannot_be_charted_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        charted(STEADY, **changes)


@pytest.mark.parametrize(
    "values", [[], [1], [1, None], [None, None], [1, None, 2], [1, float("inf")], [1, 1e200]]
)
def test_series_without_limits_are_refused(values: list[float | None]) -> None:
    with pytest.raises(BadRequest):
        charted(values)


@pytest.mark.parametrize(
    ("count", "footing", "limits", "verdicts", "trial"),
    [
        (4, Footing.TOO_FEW, False, False, True),
        (5, Footing.EARLY, True, False, True),
        (12, Footing.EARLY, True, False, True),
        (13, Footing.TRIAL, True, True, True),
        (19, Footing.TRIAL, True, True, True),
        (20, Footing.SETTLED, True, True, False),
    ],
)
def test_minimum_points(
    count: int, footing: Footing, limits: bool, verdicts: bool, trial: bool
) -> None:
    found = charted((STEADY * 2)[:count]).footing
    assert found is footing
    assert (found.shows_limits, found.shows_verdicts, found.is_trial) == (limits, verdicts, trial)


@pytest.mark.parametrize("rules", ALL_RULES.values(), ids=lambda rules: rules.name)
def test_false_alarms_are_as_rare_as_the_grid_says(rules: Rules) -> None:
    draw = random.Random(20261121)
    flagged = 0
    for _ in range(400):
        chart = charted([draw.gauss(0, 1) for _ in range(24)], rules=rules)
        flagged += any(point.met for point in chart.points)
    assert flagged / 400 == pytest.approx(rules.false_alarms.chart, abs=0.06)


def test_every_dialect_says_what_it_does() -> None:
    for name, rules in ALL_RULES.items():
        assert f"“{name}”" in rules.describe()
        assert f"{rules.shift} values on one side" in rules.describe()
        assert 0 < rules.false_alarms.latest < rules.false_alarms.chart < 1
    assert "about 1.7 would" in PTD7.false_alarm_note(100)
    assert MDC_EXCEL_6.label(charted(STEADY).latest.cause) == NONE
    with pytest.raises(UnknownValue, match="ptd7"):
        get_rules("ptd")
