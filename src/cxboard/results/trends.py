"""What does a measure's series of months show? The one way from cleared months to a verdict.

Which chart: rates with a denominator of their own get p′ or u′ limits, because denominators move
and surveys vary by more than chance (Laney); composites, means, differences and amounts have no
single denominator and get an XmR chart of their values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from cxboard.analysis.spc.chart import Chart, Point, xmr_chart
from cxboard.analysis.spc.counts import Count, CountChart, count_chart, gap
from cxboard.analysis.spc.rebase import suggest_rebase
from cxboard.analysis.spc.series import Observation, Settings
from cxboard.analysis.spc.words import explain
from cxboard.domain.count_scores import PER
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import months_between
from cxboard.domain.references import Target
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Scoring, Unit
from cxboard.results.rule_set import rules_in_force
from cxboard.results.trend_types import Trend, TrendPoint
from cxboard.results.types import MonthPoint

_PROPORTIONS = {Scoring.TOP_BOX, Scoring.BOTTOM_BOX, Scoring.SHARE}
_PER = {CountChart.P_PRIME: 100.0, CountChart.U_PRIME: float(PER)}
_NAMES = {CountChart.P_PRIME: "p′ chart", CountChart.U_PRIME: "u′ chart", None: "XmR chart"}


def judge_in(
    registers: Registers, measure: Measure, series: Sequence[MonthPoint], filters: Filters
) -> tuple[Target | None, Trend | None]:
    """Return the target in force for a population, and what its months show against it.

    Limits are drawn anew where a named role decided it for exactly this population.
    """
    target = registers.target_of(measure.id, filters)
    rebased = (rebase.month for rebase in registers.rebases_of(measure.id, filters))
    return target, judge(measure, series, target.value if target else None, rebased)


def judge(
    measure: Measure,
    series: Sequence[MonthPoint],
    target: float | None = None,
    rebases: Iterable[date] = (),
) -> Trend | None:
    """Return what cleared months show; None when no edition run has two neighbouring values.

    Args:
        measure: gives direction, unit and kind of chart.
        series: months, oldest first, cleared for display.
        target: in the measure's unit, as in force in the latest month.
        rebases: months from which limits are drawn anew, as decided by a named role.
    """
    runs = {point.run for point in series}
    charted = {run for run in runs if _has_limits([p for p in series if p.run == run])}
    points = [point for point in series if point.run in charted]
    if not points:
        return None
    kind = _kind(measure)
    settings = Settings(
        direction=measure.direction,
        target=target,
        rebases=_phase_starts(points, rebases),
        rules=rules_in_force(),
    )
    if kind is None:
        chart, rules = xmr_chart(_values(points), settings), settings.describe()
    else:
        chart = count_chart(_counts(points), kind, settings, widen_only=True, per=_PER[kind])
        rules = kind.describe(settings, widen_only=True)
    return _trend(measure, chart, _NAMES[kind], rules)


def _has_limits(points: Sequence[MonthPoint]) -> bool:
    """Return whether two neighbours have a value: without, a phase has no moving range."""
    there = [point.score.value is not None for point in points]
    return any(first and second for first, second in pairwise(there))


def _kind(measure: Measure) -> CountChart | None:
    """Return which chart of counts a measure gets; None for a chart of its values."""
    if measure.scoring is Scoring.RATE:
        return CountChart.U_PRIME
    if measure.scoring in _PROPORTIONS and not measure.is_composite:
        return CountChart.P_PRIME
    return None


def _phase_starts(points: Sequence[MonthPoint], rebases: Iterable[date]) -> tuple[date, ...]:
    """Return the months in which limits start anew, each leaving every phase enough values.

    A rebase in a month without a value counts from the next one that has one.
    """
    valued = [point for point in points if point.score.value is not None]
    first = valued[0].month
    starts = {point.run: point.month for point in reversed(valued)}
    wanted = {next((p.month for p in valued if p.month >= day), first) for day in rebases}
    kept = {first, *starts.values()}
    for start in sorted(wanted - kept):
        before = [
            point for point in points if max(m for m in kept if m < start) <= point.month < start
        ]
        end = min((month for month in kept if month > start), default=None)
        after = [p for p in points if p.month >= start and (end is None or p.month < end)]
        if _has_limits(before) and _has_limits(after):
            kept.add(start)
    return tuple(sorted(kept - {first}))


def _gaps(points: Sequence[MonthPoint]) -> list[date]:
    """Return the months without a value, hidden or silent: they break runs and moving ranges."""
    have = {point.month for point in points if point.score.value is not None}
    return [day for day in months_between(points[0].month, points[-1].month) if day not in have]


def _values(points: Sequence[MonthPoint]) -> list[Observation]:
    shown = [point for point in points if point.score.value is not None]
    return [
        *(Observation(day=day, value=None) for day in _gaps(points)),
        *(Observation(day=point.month, value=point.score.value) for point in shown),
    ]


def _counts(points: Sequence[MonthPoint]) -> list[Count]:
    shown = [point for point in points if point.score.value is not None]
    return [
        *(gap(day) for day in _gaps(points)),
        *(
            Count(
                day=point.month,
                numerator=point.score.numerator or 0,
                denominator=point.score.denominator or 0,
            )
            for point in shown
        ),
    ]


def _trend(measure: Measure, chart: Chart, name: str, rules: str) -> Trend:
    verdicts = chart.footing.shows_verdicts
    suggestion = suggest_rebase(chart) if verdicts else None
    return Trend(
        points=tuple(_point(point) for point in chart.points),
        chart=name,
        rules=rules,
        footing=chart.footing,
        variation=chart.variation if verdicts and chart.latest.value is not None else None,
        assurance=chart.assurance if verdicts else None,
        reason=str(explain(chart, measure.unit, None if measure.unit is Unit.MEAN else 1)),
        since=_since(chart) if verdicts else None,
        suggestion=suggestion.of_months(measure.unit) if suggestion else "",
    )


def _point(point: Point) -> TrendPoint:
    return TrendPoint(
        month=point.day,
        value=point.value,
        mean=point.limits.mean,
        lower=point.limits.lower,
        upper=point.limits.upper,
        type=point.type,
        cause=point.cause,
        phase=point.phase,
    )


def _since(chart: Chart) -> date | None:
    """Return the first month of the signal that the latest point is part of."""
    side = chart.latest.cause.side
    if not side:
        return None
    since = chart.latest.day
    for point in reversed(chart.phase):
        if point.cause.side != side:
            break
        since = point.day
    return since
