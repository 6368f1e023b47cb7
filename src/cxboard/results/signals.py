"""Where does something really change? Every special cause of the latest month, at every place.

The whole population, its hospitals and its units are judged, each by its own limits. Units, whose
months have few answers, are judged by the headline measures only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.catalogue import all_measures
from cxboard.domain.charted import Alert, AlertRule
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import parse_month
from cxboard.domain.registers import Registers
from cxboard.domain.scoring import Counts, add
from cxboard.domain.vocabulary import Dimension, Family, Scoring
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import grouped_counts, keys_of, within
from cxboard.results.disclosure import Clearance
from cxboard.results.options import options
from cxboard.results.scorecard import series, series_window
from cxboard.results.signal_types import HeardAlert, Signal, Signals
from cxboard.results.trend_types import Trend
from cxboard.results.trends import judge_in
from cxboard.results.types import Charted
from cxboard.storage.reference import benchmarks_of

Place = tuple[str, str]
"""Hospital and unit; empty strings stand for all of them."""

ByMonth = dict[date, dict[str, dict[int, int]]]

_BY = (Dimension.FACILITY, Dimension.UNIT, Dimension.MONTH)


@dataclass(frozen=True, kw_only=True)
class _Judged(Charted):
    """One series of a place with its verdicts."""

    place: Place
    trend: Trend


def signals(reader: Reader, filters: Filters, registers: Registers) -> Signals:
    """Return every special cause that the last month of the period is part of.

    Args:
        reader: the publication.
        filters: the population; each hospital and unit in it is judged by itself as well.
        registers: targets, rebases, and the alerts that people set.
    """
    measures = _measures()
    window = series_window(filters.period)
    counted = _by_place(reader, measures, filters.over(window))
    judged = [
        one
        for place, by_month in counted.items()
        if _is_whole(place, filters)
        for one in _judge(reader, place, by_month, _of_place(measures, place), filters, registers)
    ]
    part = bool(filters.service_lines or filters.channels)
    known = {} if part else {(one.measure.id, one.place): one for one in judged}
    names, whole = options(reader).names(), counted.get(("", ""), {})
    rows = [_signal(one, names, registers, filters) for one in judged if _speaks(one.trend)]
    return Signals(
        rows=tuple(sorted(rows, key=_rank)),
        alerts=tuple(_heard(alert, known, names) for alert in registers.alerts),
        judged=sum(one.trend.variation is not None for one in judged),
        as_of=as_of(reader, filters, within(whole, filters.period), max(whole, default=None)),
    )


def _measures() -> tuple[Measure, ...]:
    """Return what is judged: all but second views of the same answers, and money."""
    return tuple(
        measure
        for measure in all_measures()
        if measure.family is not Family.PATIENT_CENTRED and measure.scoring is not Scoring.MONEY
    )


def _of_place(measures: Iterable[Measure], place: Place) -> list[Measure]:
    return [measure for measure in measures if not place[1] or measure.headline]


def _by_place(
    reader: Reader, measures: Sequence[Measure], filters: Filters
) -> dict[Place, ByMonth]:
    """Return counts by place and month: of the whole, its hospitals, and what units are judged by.

    Hospitals are asked for by themselves: to add them up from a quarter of a million rows of
    units takes longer.
    """
    keys = [*keys_of(measures), *BEHIND]
    of_units = keys_of(measure for measure in measures if measure.headline)
    hospitals = grouped_counts(reader, keys, filters, (Dimension.FACILITY, Dimension.MONTH))
    units = grouped_counts(reader, of_units, filters, _BY)
    found: dict[Place, ByMonth] = defaultdict(dict)
    whole: dict[date, list[Counts]] = defaultdict(list)
    for (facility, month), counts in hospitals.items():
        whole[parse_month(month)].append(counts)
        if facility:
            found[facility, ""][parse_month(month)] = counts
    for (facility, unit, month), counts in units.items():
        if unit:
            found[facility, unit][parse_month(month)] = counts
    return {("", ""): {month: add(each) for month, each in sorted(whole.items())}, **found}


def _judge(
    reader: Reader,
    place: Place,
    by_month: ByMonth,
    measures: Iterable[Measure],
    filters: Filters,
    registers: Registers,
) -> Iterator[_Judged]:
    window, own = series_window(filters.period), filters.at(*place)
    clearance = Clearance(reader, own)
    for measure in measures:
        points = series(measure, by_month, window, clearance, boxes=False)
        if points and points[-1].month == filters.period.last:
            target, trend = judge_in(registers, measure, points, own)
            if trend is not None:
                yield _Judged(
                    measure=measure, place=place, series=points, target=target, trend=trend
                )


def _is_whole(place: Place, filters: Filters) -> bool:
    """Return whether a place lies within the choice; a wider one would be the choice again."""
    facility, unit = place
    return bool(facility or not filters.facilities) and bool(unit or not filters.units)


def _speaks(trend: Trend) -> bool:
    return trend.is_concern or trend.is_improvement


def _signal(
    one: _Judged, names: Mapping[str, str], registers: Registers, filters: Filters
) -> Signal:
    actions = registers.actions_of(one.measure.id, filters.at(*one.place))
    return Signal(
        measure=one.measure,
        series=one.series,
        benchmarks=benchmarks_of(one.measure.id),
        target=one.target,
        facility_id=one.place[0],
        unit_id=one.place[1],
        place=_named(one.place, names),
        trend=one.trend,
        actions=tuple(action for action in actions if action.status.is_open),
    )


def _named(place: Place, names: Mapping[str, str]) -> str:
    facility, unit = place
    if not facility:
        return "All hospitals"
    name = names.get(facility, facility)
    return f"{name}, {names.get(unit, unit)}" if unit else name


def _rank(signal: Signal) -> tuple[bool, bool, bool, float]:
    """Return concerns first: what falls short of its target, the wider place, the larger change.

    Improvements need no decision, and are ranked by the size of their change alone.
    """
    trend = signal.trend
    if not trend.is_concern:
        return True, False, False, -trend.distance
    return False, not trend.fails, bool(signal.unit_id), -trend.distance


def _heard(
    alert: Alert, known: Mapping[tuple[str, Place], _Judged], names: Mapping[str, str]
) -> HeardAlert:
    place = (alert.facility_id, alert.unit_id)
    one = known.get((alert.measure_id, place))
    speaks = None if one is None else _is_due(alert, one.trend)
    return HeardAlert(alert=alert, place=_named(place, names), speaks=speaks)


def _is_due(alert: Alert, trend: Trend) -> bool:
    value = trend.points[-1].value
    if alert.rule is AlertRule.SPECIAL_CAUSE:
        return _speaks(trend)
    if value is None or alert.threshold is None:
        return False
    return value > alert.threshold if alert.rule is AlertRule.ABOVE else value < alert.threshold
