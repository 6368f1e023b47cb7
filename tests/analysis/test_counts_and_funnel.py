"""Are rates with moving denominators, and places beside one another, judged by their own size?"""

from __future__ import annotations

from dataclasses import replace
from math import isfinite, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.funnel import FunnelPlace, Tally, funnel, limits_at
from cxboard.analysis.spc.chart import Chart
from cxboard.analysis.spc.counts import Count, CountChart, count_chart, without_denominator
from cxboard.domain.errors import BadRequest
from cxboard.domain.verdicts import Assurance, SpecialCause, Variation
from tests.spc import UP, month

PAIRS = st.lists(
    st.integers(min_value=0, max_value=500).flatmap(
        lambda n: st.tuples(st.integers(min_value=0, max_value=n), st.just(n))
    ),
    max_size=30,
)


def counted(pairs: list[tuple[float, float]], kind: str, **options: bool) -> Chart:
    return count_chart(counts(pairs), CountChart(kind), UP, **options)


def counts(pairs: list[tuple[float, float]]) -> list[Count]:
    return [
        Count(day=month(i), numerator=numerator, denominator=denominator)
        for i, (numerator, denominator) in enumerate(pairs)
    ]


def test_p_limits_widen_where_the_denominator_is_small() -> None:
    chart = counted([(40, 100), (160, 400)], "p")
    assert [point.limits.mean for point in chart.points] == [0.4, 0.4]
    assert chart.points[0].limits.upper == pytest.approx(0.4 + 3 * sqrt(0.24 / 100))
    assert chart.points[1].limits.upper == pytest.approx(0.4 + 3 * sqrt(0.24 / 400))


def test_limits_stay_where_rates_can_be() -> None:
    assert counted([(1, 5), (1, 5), (4, 5)], "p").latest.limits.lower == 0
    assert counted([(4, 5), (5, 5), (5, 5)], "p").latest.limits.upper == 1
    assert counted([(1, 5), (1, 5)], "u").latest.limits.lower == 0


def test_u_counts_events_by_exposure_that_may_outnumber_it() -> None:
    chart = counted([(12, 2.5), (18, 5)], "u")
    assert chart.latest.limits.mean == 4
    assert chart.latest.limits.upper == pytest.approx(4 + 3 * sqrt(4 / 5))
    with pytest.raises(BadRequest, match="no proportion"):
        counted([(12, 2.5), (18, 5)], "p")


def test_primed_limits_follow_the_variation_between_dates() -> None:
    pairs: list[tuple[float, float]] = [(9000 + 300 * (i % 2), 10_000) for i in range(24)]
    plain, primed = counted(pairs, "p"), counted(pairs, "pp")
    assert all(point.place.is_outside for point in plain.points)
    assert not any(point.place.is_outside for point in primed.points)
    assert plain.latest.limits.mean == primed.latest.limits.mean


def test_primed_limits_narrow_unless_told_not_to() -> None:
    pairs: list[tuple[float, float]] = [(50 + i % 2, 100) for i in range(24)]
    plain = counted(pairs, "p").latest.limits
    assert counted(pairs, "pp").latest.limits.upper < plain.upper
    assert counted(pairs, "pp", widen_only=True).latest.limits == plain


@pytest.mark.parametrize("kind", list(CountChart))
@pytest.mark.parametrize("numerator", [0, 10])
def test_none_and_all_have_limits_without_width(kind: str, numerator: float) -> None:
    chart = counted([(numerator, 10)] * 15, kind)
    assert chart.variation is Variation.COMMON_CAUSE
    if numerator == 0 or CountChart(kind).is_proportion:
        assert chart.latest.limits.lower == chart.latest.limits.upper == numerator / 10


@pytest.mark.parametrize("kind", list(CountChart))
def test_a_phase_of_one_month_has_limits_of_its_own(kind: str) -> None:
    rows = counts([(40, 100), (44, 100), (90, 100)])
    chart = count_chart(rows, CountChart(kind), replace(UP, rebases=(month(2),)))
    assert chart.latest.phase == 1
    assert chart.latest.limits.mean == 0.9
    assert chart.latest.cause is SpecialCause.NONE


def test_a_date_without_denominator_is_left_out_and_named() -> None:
    rows = counts([(4, 10), (0, 0), (5, 10)])
    assert without_denominator(rows) == [month(1)]
    assert [point.day for point in count_chart(rows, CountChart.P, UP).points] == [
        month(0),
        month(2),
    ]


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ((1, 0), "denominator is zero"),
        ((-1, 5), "not a count"),
        ((1, -5), "not a count"),
        ((float("nan"), 5), "not a count"),
        ((1, float("inf")), "not a count"),
        ((1, 1e-200), "too small"),
    ],
)
def test_counts_that_cannot_be_are_refused(pair: tuple[float, float], message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        counted([(4, 10), pair, (5, 10)], "u")


def test_a_target_is_held_against_the_latest_limits() -> None:
    rows = counts([(70, 100)] * 12 + [(7000, 10_000)])
    settings = replace(UP, target=0.75)
    assert count_chart(rows, CountChart.P, settings).assurance is Assurance.FAIL
    assert count_chart(rows[:-1], CountChart.P, settings).assurance is Assurance.HIT_OR_MISS


@given(pairs=PAIRS, kind=st.sampled_from(list(CountChart)), widen=st.booleans())
def test_any_counts_are_charted_finitely_or_refused(
    pairs: list[tuple[float, float]], kind: CountChart, widen: bool
) -> None:
    try:
        chart = counted(pairs, kind, widen_only=widen)
    except BadRequest:
        return
    for point in chart.points:
        limits = point.limits
        assert 0 <= limits.lower <= limits.near_lower <= limits.mean
        assert limits.mean <= limits.near_upper <= limits.upper
        assert isfinite(limits.upper)


def test_equal_places_lie_within_their_funnel() -> None:
    found = funnel([Tally(name=f"{n}", numerator=n / 2, denominator=n) for n in (10, 50, 200)])
    assert (found.centre, found.phi, found.tau2) == (0.5, 0.0, 0.0)
    assert {row.place for row in found.rows} == {FunnelPlace.WITHIN}
    assert [row.tally.name for row in found.rows] == ["10", "50", "200"]
    assert all(row.limits95 == row.plain95 for row in found.rows)


def test_one_odd_place_is_outside_and_does_not_widen_the_funnel() -> None:
    even = [Tally(name=f"{i}", numerator=80 + i % 3, denominator=100) for i in range(30)]
    found = funnel([*even, Tally(name="odd", numerator=45, denominator=100)])
    places = {row.tally.name: row.place for row in found.rows}
    assert places.pop("odd") is FunnelPlace.OUTSIDE
    assert set(places.values()) == {FunnelPlace.WITHIN}
    assert found.tau2 == 0


def test_places_that_differ_widen_the_funnel() -> None:
    spread = [Tally(name=f"{i}", numerator=300 + 20 * (i % 10), denominator=500) for i in range(30)]
    found = funnel(spread)
    assert found.phi > 1
    assert found.tau2 > 0
    row = found.rows[0]
    assert row.limits95[0] < row.plain95[0]
    assert row.limits998[1] > row.plain998[1]
    assert {row.place for row in found.rows} <= {FunnelPlace.WITHIN, FunnelPlace.LOOK}


def test_limits_at_very_small_places_are_all_there_is() -> None:
    assert limits_at(0.9, 1, 3.090232) == (0.0, 1.0)


@pytest.mark.parametrize(
    "tallies",
    [
        [],
        [("a", 1, 2)],
        [("a", 1, 2), ("b", 1, 0)],
        [("a", 1, 2), ("b", 3, 2)],
        [("a", 1, 2), ("b", -1, 2)],
        [("a", 1, 2), ("b", float("nan"), 2)],
    ],
)
def test_tallies_that_cannot_be_are_refused(tallies: list[tuple[str, float, float]]) -> None:
    with pytest.raises(BadRequest):
        funnel([Tally(name=n, numerator=x, denominator=d) for n, x, d in tallies])


@given(pairs=PAIRS)
def test_any_funnel_is_finite_and_surrounds_its_centre(pairs: list[tuple[float, float]]) -> None:
    tallies = [Tally(name=str(i), numerator=x, denominator=n) for i, (x, n) in enumerate(pairs)]
    try:
        found = funnel(tallies)
    except BadRequest:
        return
    assert found.tau2 >= 0
    for row in found.rows:
        assert 0 <= row.limits998[0] <= row.limits95[0] <= found.centre + 1e-12
        assert found.centre - 1e-12 <= row.limits95[1] <= row.limits998[1] <= 1
