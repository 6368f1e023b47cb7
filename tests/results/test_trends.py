"""Is a series of months judged as its kind of measure needs, with gaps and breaks respected?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.charts.trend import course
from cxboard.domain.catalogue import get_measure
from cxboard.domain.errors import UnknownValue
from cxboard.domain.periods import add_months
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.verdicts import Assurance, PointType, Variation
from cxboard.results.trends import judge
from cxboard.results.types import MonthPoint

FIRST = date(2024, 1, 1)
NOISE = (0, 2, -1, 1, -2, 1, 0, -1, 2, -1, 1, -2)


def points(tops: Sequence[int | None], of: int = 400, run: int = 0) -> list[MonthPoint]:
    """Return months in which so many of `of` people gave the best answer; None: hidden."""
    return [
        MonthPoint(
            month=add_months(FIRST, number),
            score=SUPPRESSED
            if top is None
            else Score(value=100 * top / of, n=of, numerator=top, denominator=of),
            run=run,
        )
        for number, top in enumerate(tops)
    ]


def steady(months: int, level: int = 280) -> list[int | None]:
    return [level + NOISE[month % len(NOISE)] for month in range(months)]


@pytest.mark.parametrize(
    ("measure", "chart"),
    [
        ("overall_rating", "p′ chart"),
        ("first_contact_resolution", "p′ chart"),
        ("nurse_communication", "XmR chart"),
        ("nps", "XmR chart"),
    ],
)
def test_the_chart_follows_the_measure(measure: str, chart: str) -> None:
    trend = judge(get_measure(measure), points(steady(24)))
    assert trend is not None
    assert trend.chart == chart
    assert "ptd7" in trend.rules


def test_the_operator_chooses_one_set_of_rules_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    six = [*steady(12, 282), 279, *[284, 285] * 3]  # six above the mean in the end, and no seven
    usual = judge(get_measure("nurse_communication"), points(six))
    monkeypatch.setenv("CXBOARD_SPC_RULES", "mdc-excel-6")
    other = judge(get_measure("nurse_communication"), points(six))
    assert usual is not None
    assert other is not None
    assert (usual.is_improvement, other.is_improvement) == (False, True)
    assert "“mdc-excel-6”" in other.rules
    monkeypatch.setenv("CXBOARD_SPC_RULES", "western-electric")
    with pytest.raises(UnknownValue, match="mdc-excel-7"):
        judge(get_measure("nurse_communication"), points(six))


def test_a_fall_is_a_concern_with_its_month_and_its_reason() -> None:
    fallen = steady(17) + [level - 20 for level in steady(8) if level is not None]
    trend = judge(get_measure("nurse_communication"), points(fallen), target=80.0)
    assert trend is not None
    assert trend.variation is Variation.CONCERN_LOW
    assert trend.is_concern
    assert trend.assurance is Assurance.FAIL
    assert trend.since == add_months(FIRST, 17)
    assert "a real fall, not noise" in trend.reason
    assert "The target of 80%" in trend.reason


def test_limits_of_a_rate_are_in_the_measures_unit() -> None:
    trend = judge(get_measure("overall_rating"), points(steady(24)), target=75.0)
    assert trend is not None
    last = trend.points[-1]
    assert 60 < last.lower < last.mean < last.upper < 80
    assert last.mean == pytest.approx(70, abs=0.5)


@pytest.mark.parametrize("months", [0, 1])
def test_one_month_is_no_trend(months: int) -> None:
    assert judge(get_measure("nps"), points(steady(months))) is None


def test_before_thirteen_months_there_is_no_verdict() -> None:
    early, enough = (judge(get_measure("nps"), points(steady(n)), 90.0) for n in (12, 13))
    assert early is not None
    assert enough is not None
    assert (early.variation, early.assurance) == (None, None)
    assert enough.variation is Variation.COMMON_CAUSE
    assert enough.assurance is Assurance.FAIL
    assert "too few for a verdict" in early.reason


def test_editions_that_do_not_join_have_limits_of_their_own() -> None:
    old = points(steady(14, 300))
    new = [
        replace(point, month=add_months(point.month, 14), run=1)
        for point in points(steady(14, 240))
    ]
    trend = judge(get_measure("responsiveness"), [*old, *new])
    assert trend is not None
    assert {point.phase for point in trend.points} == {0, 1}
    assert trend.variation is Variation.COMMON_CAUSE
    alone = judge(get_measure("responsiveness"), new)
    assert alone is not None
    assert trend.points[-1].upper == pytest.approx(alone.points[-1].upper)


def test_a_rebase_starts_a_phase_and_in_a_hidden_month_the_next_one_does() -> None:
    tops = steady(15, 240) + [None] + steady(14, 300)
    plain = judge(get_measure("nps"), points(tops))
    rebased = judge(get_measure("nps"), points(tops), rebases=[add_months(FIRST, 15)])
    assert plain is not None
    assert rebased is not None
    assert plain.meaning is PointType.IMPROVEMENT
    assert rebased.meaning is PointType.COMMON_CAUSE
    assert min(p.month for p in rebased.points if p.phase == 1) == add_months(FIRST, 16)


def test_a_rebase_that_leaves_no_limits_is_left_out() -> None:
    last = add_months(FIRST, 23)
    trend = judge(get_measure("nps"), points(steady(24)), rebases=[last])
    assert trend is not None
    assert {point.phase for point in trend.points} == {0}


@given(
    st.lists(st.none() | st.integers(0, 40), max_size=30), st.sampled_from(["nps", "cleanliness"])
)
def test_any_series_is_judged_or_left_alone(tops: list[int | None], measure: str) -> None:
    trend = judge(get_measure(measure), points(tops, of=40), target=50.0)
    neighbours = any(None not in pair for pair in pairwise(tops))
    assert (trend is None) == (not neighbours)
    if trend is not None:
        hidden = {point.month for point in points(tops) if point.score.suppressed}
        assert not [p for p in trend.points if p.month in hidden and p.value is not None]
        assert "nan" not in trend.reason


@pytest.mark.parametrize("measure", ["overall_rating", "nps"])
def test_hidden_and_silent_months_are_gaps_that_break_a_run(measure: str) -> None:
    risen = [*steady(14), *([300] * 7)]
    found = judge(get_measure(measure), points(risen))
    assert found is not None
    assert found.is_improvement
    hidden = judge(get_measure(measure), points([*risen[:17], None, *risen[17:]]))
    silent = judge(get_measure(measure), [p for p in points([*risen, 300]) if p.month.month != 6])
    for gapped in (hidden, silent):
        assert gapped is not None
        assert any(point.value is None for point in gapped.points)
        assert all(point.value != 0 for point in gapped.points)
        assert "in a row above" not in gapped.reason


def test_the_latest_month_hidden_is_no_verdict_on_the_one_before() -> None:
    found = judge(get_measure("overall_rating"), points([*steady(20), None]))
    assert found is not None
    assert found.variation is None
    assert "nothing to judge" in found.reason


def test_a_fall_that_is_over_is_still_told_for_a_year() -> None:
    fall = [*steady(20), 230, 228, 232, *steady(4)]
    trend = judge(get_measure("overall_rating"), points(fall))
    assert trend is not None
    assert trend.meaning is PointType.COMMON_CAUSE
    assert trend.concern_before is not None
    assert trend.concern_before.describe() == "Sep 2025 to Nov 2025"
    assert course(trend).startswith("no real change now, after a real change for the worse, Sep")
    long_fall = [*steady(20), *[230] * 10, *steady(4)]
    started_before = judge(get_measure("overall_rating"), points(long_fall))
    assert started_before is not None
    assert started_before.concern_before is not None
    assert started_before.concern_before.months == 10, "told from its beginning"
    long_ago = judge(get_measure("overall_rating"), points([*fall, *steady(12)]))
    assert long_ago is not None
    assert long_ago.concern_before is None


def test_reasons_write_numbers_as_the_pages_do() -> None:
    trend = judge(get_measure("overall_rating"), points(steady(24, level=2800), of=4000))
    assert trend is not None
    assert "70." in trend.reason
    assert not re.search(r"\d\.\d\d", trend.reason)
