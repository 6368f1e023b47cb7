"""What holds of every chart, whatever the numbers? And does the obvious twin agree?"""

from __future__ import annotations

from dataclasses import replace
from math import isclose, isfinite

from hypothesis import assume, given
from hypothesis import strategies as st

from cxboard.analysis.spc.cadence import cadence
from cxboard.analysis.spc.caveats import caveats
from cxboard.analysis.spc.chart import Chart, xmr_chart
from cxboard.analysis.spc.rebase import suggest_rebase
from cxboard.analysis.spc.rules import ALL_RULES
from cxboard.analysis.spc.series import Settings
from cxboard.analysis.spc.words import explain
from cxboard.domain.errors import BadRequest
from cxboard.domain.verdicts import SpecialCause
from cxboard.domain.vocabulary import Direction
from tests.reference import spc as twin
from tests.spc import DOWN, UP, charted, labels, month, months

# Few different whole numbers: ties, runs, points on the mean and on limits all happen.
WHOLE = st.integers(min_value=0, max_value=12).map(float)
DRIFT = st.lists(st.integers(min_value=-3, max_value=4), min_size=2, max_size=45).map(
    lambda steps: [float(sum(steps[: i + 1])) for i in range(len(steps))]
)
SERIES = st.one_of(st.lists(WHOLE, min_size=2, max_size=45), DRIFT)
DECIMALS = st.lists(
    st.decimals(min_value=0, max_value=100, places=1).map(float), min_size=2, max_size=45
)
GAPPY = st.lists(st.one_of(WHOLE, WHOLE, WHOLE, st.none()), min_size=4, max_size=45)
LONG = st.lists(WHOLE, min_size=12, max_size=40)
SETTINGS = st.builds(
    Settings,
    direction=st.sampled_from([*Direction, None]),
    target=st.one_of(st.none(), st.floats(min_value=-20, max_value=60)),
    fix_after=st.one_of(st.none(), st.integers(min_value=12, max_value=30)),
    screen=st.booleans(),
    rules=st.sampled_from(list(ALL_RULES.values())),
)

_MIRROR = {
    "Above": "Below",
    "Below": "Above",
    "Increasing": "Decreasing",
    "Decreasing": "Increasing",
    "UCL": "LCL",
    "LCL": "UCL",
}
_OUTSIDE_AND_SHIFTS = {
    SpecialCause.ABOVE_LIMIT,
    SpecialCause.BELOW_LIMIT,
    SpecialCause.SHIFT_ABOVE,
    SpecialCause.SHIFT_BELOW,
}
_TRENDS = {SpecialCause.RISING, SpecialCause.FALLING}


@given(
    values=st.one_of(SERIES, DECIMALS, GAPPY),
    screen=st.booleans(),
    fix_after=st.one_of(st.none(), st.integers(min_value=12, max_value=20)),
)
def test_the_twin_agrees(values: list[float | None], screen: bool, fix_after: int | None) -> None:
    chart = _charted(values, screen=screen, fix_after=fix_after)
    expected = twin.judge(values, screen=screen, fix_after=fix_after)
    limits = chart.latest.limits
    assert isclose(limits.mean, expected.mean, rel_tol=1e-12)
    assert isclose(limits.lower, expected.lower, rel_tol=1e-12, abs_tol=1e-12)
    assert isclose(limits.upper, expected.upper, rel_tol=1e-12, abs_tol=1e-12)
    assume(_clear_of_lines(chart))  # rounding may fall either way for a point on a limit
    assert labels(chart) == expected.labels


@given(values=LONG, order=st.randoms(use_true_random=False), settings=SETTINGS)
def test_the_order_of_rows_does_not_matter(
    values: list[float], order: object, settings: Settings
) -> None:
    rows = months(values)
    shuffled = list(rows)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert xmr_chart(shuffled, settings) == xmr_chart(rows, settings)


@given(values=SERIES, constant=st.integers(min_value=-1000, max_value=1000))
def test_adding_a_constant_moves_the_lines_and_no_label(values: list[float], constant: int) -> None:
    before, after = charted(values), charted([value + constant for value in values])
    assume(_clear_of_lines(before))
    for line in ("mean", "lower", "upper"):
        moved = getattr(before.latest.limits, line) + constant
        assert isclose(getattr(after.latest.limits, line), moved, abs_tol=1e-9)
    assert labels(after) == labels(before)


@given(values=SERIES, factor=st.sampled_from([0.001, 0.1, 3.0, 8.0, 1e6]))
def test_scaling_scales_the_lines_and_no_label(values: list[float], factor: float) -> None:
    before, after = charted(values), charted([value * factor for value in values])
    assume(_clear_of_lines(before))
    assume(_clear_of_lines(after))
    for line in ("mean", "lower", "upper"):
        scaled = getattr(before.latest.limits, line) * factor
        assert isclose(getattr(after.latest.limits, line), scaled, rel_tol=1e-9, abs_tol=1e-9)
    assert labels(after) == labels(before)


@given(values=SERIES, settings=SETTINGS)
def test_negating_swaps_high_and_low(values: list[float], settings: Settings) -> None:
    assume(all(a != b for a, b in zip(values, values[1:], strict=False)))  # see the quirk of ties
    target = None if settings.target is None else -settings.target
    swapped = {Direction.INCREASE: Direction.DECREASE, Direction.DECREASE: Direction.INCREASE}
    direction = swapped[settings.direction] if settings.direction else None
    before = charted(values, settings)
    after = charted([-v for v in values], replace(settings, direction=direction, target=target))
    assert labels(after) == [_mirrored(label) for label in labels(before)]
    assert after.assurance == before.assurance
    if settings.direction:
        assert [point.type for point in after.points] == [point.type for point in before.points]


@given(values=SERIES)
def test_reversing_time_keeps_all_but_the_way_of_trends(values: list[float]) -> None:
    before, after = charted(values), charted(values[::-1])
    assert after.latest.limits == before.latest.limits
    for here, there in zip(before.points, reversed(after.points), strict=True):
        assert set(here.met) & _OUTSIDE_AND_SHIFTS == set(there.met) & _OUTSIDE_AND_SHIFTS
        assert bool(set(here.met) & _TRENDS) == bool(set(there.met) & _TRENDS)


@given(values=LONG, more=st.lists(WHOLE, max_size=20))
def test_fixed_limits_and_settled_labels_outlive_new_values(
    values: list[float], more: list[float]
) -> None:
    before = charted(values, fix_after=12)
    after = charted([*values, *more], fix_after=12)
    assert {point.limits for point in after.points} == {before.latest.limits}
    settled = max(0, len(values) - 7)  # a window that opens later cannot reach these
    assert labels(after)[:settled] == labels(before)[:settled]
    for old, new in zip(before.points, after.points, strict=False):
        assert set(map(str, old.met)) - _quirk(old) <= set(map(str, new.met))


@given(first=LONG, second=LONG, other=LONG)
def test_a_phase_knows_nothing_of_another(
    first: list[float], second: list[float], other: list[float]
) -> None:
    rebases = (month(len(first)),)
    one = charted([*first, *second], rebases=rebases)
    two = charted([*first, *other], rebases=rebases)
    alone = charted(first)
    assert one.phases[0] == two.phases[0] == alone.points
    assert labels(one)[len(first) :] == labels(charted(second))


@given(values=SERIES)
def test_screening_never_widens_limits(values: list[float]) -> None:
    screened, plain = charted(values).latest.limits, charted(values, screen=False).latest.limits
    assert screened.mean == plain.mean
    assert screened.upper <= plain.upper
    assert screened.lower >= plain.lower


@given(values=st.one_of(SERIES, DECIMALS, GAPPY), settings=SETTINGS)
def test_a_point_on_the_mean_joins_no_shift(values: list[float | None], settings: Settings) -> None:
    for point in _charted(values, settings).points:
        if point.value is None or point.value == point.limits.mean:
            assert not {SpecialCause.SHIFT_ABOVE, SpecialCause.SHIFT_BELOW} & set(point.met)


@given(
    values=st.lists(
        st.one_of(st.none(), st.floats(), st.floats(min_value=-1e3, max_value=1e3)), max_size=40
    ),
    settings=SETTINGS,
    rebase=st.one_of(st.none(), st.integers(min_value=0, max_value=40)),
)
def test_any_numbers_are_charted_finitely_or_refused(
    values: list[float | None], settings: Settings, rebase: int | None
) -> None:
    if rebase is not None:
        settings = replace(settings, rebases=(month(rebase),))
    try:
        chart = charted(values, settings)
    except BadRequest:
        return
    for point in chart.points:
        limits = point.limits
        assert limits.lower <= limits.near_lower <= limits.mean <= limits.near_upper <= limits.upper
        assert isfinite(limits.lower)
        assert isfinite(limits.upper)
    told = " ".join([str(explain(chart)), *caveats(chart), str(suggest_rebase(chart))])
    assert "nan" not in told.lower().split()
    assert "inf" not in told.lower().split()


@given(days=st.lists(st.dates(), min_size=1, max_size=30, unique=True).map(sorted))
def test_any_dates_have_a_cadence(days: list[object]) -> None:
    found = cadence(days)  # type: ignore[arg-type]
    assert found.missing_count >= len(found.missing) >= 0
    assert not set(found.missing) & set(days) or found.noun in ("month", "quarter", "year")


def test_directions_disagree_on_what_is_better() -> None:
    values = [9.0, 11.0] * 6 + [30.0]
    assert charted(values, UP).variation != charted(values, DOWN).variation


def _charted(values: list[float | None], settings: Settings = UP, **changes: object) -> Chart:
    try:
        return charted(values, settings, **changes)
    except BadRequest:
        assume(False)
        raise


def _clear_of_lines(chart: Chart) -> bool:
    """Whether no value lies on a line, save where all of them lie on the mean."""
    if chart.is_constant:
        return True
    limits = chart.latest.limits
    lines = (limits.lower, limits.near_lower, limits.near_upper, limits.upper)
    scale = max(abs(limits.lower), abs(limits.upper))
    values = [point.value for point in chart.points if point.value is not None]
    near = any(abs(value - line) <= 1e-9 * scale for value in values for line in lines)
    return not near and _screening_is_clear(values)


def _screening_is_clear(values: list[float]) -> bool:
    ranges = [abs(b - a) for a, b in zip(values, values[1:], strict=False)]
    threshold = 3.267 * twin.exact_mean(ranges)
    return all(abs(size - threshold) > 1e-9 * max(threshold, 1e-9) for size in ranges)


def _mirrored(label: str) -> str:
    for word, other in _MIRROR.items():
        if word in label:
            label = label.replace(word, other)
            break
    for word, other in (("UCL", "LCL"), ("LCL", "UCL")):
        if label.endswith(word):
            return label.removesuffix(word) + other
    return label


def _quirk(point: object) -> set[str]:
    """The direction of a trend's last point may change when another trend follows it."""
    return {str(cause) for cause in point.met if cause in _TRENDS}  # type: ignore[attr-defined]
