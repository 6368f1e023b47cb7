"""Did it work? Every action of the register: its measure there, before and after, and a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cxboard.analysis.beside_others import difference, expected_return, mean_with_error
from cxboard.analysis.impact import Evidence, Impact, judge_impact
from cxboard.analysis.interrupted import interrupted
from cxboard.domain.actions import Action
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period, add_months, month_name, month_of
from cxboard.domain.registers import Registers
from cxboard.domain.verdicts import PointType
from cxboard.domain.vocabulary import Dimension, Direction
from cxboard.queries.reader import Reader
from cxboard.results.as_of import PEOPLE, as_of
from cxboard.results.counting import latest_run, monthly_counts
from cxboard.results.impact_places import Places, month_number, places_of, value_of
from cxboard.results.impact_words import board_details, board_finding, warnings_of
from cxboard.results.impact_years import year_by_year
from cxboard.results.learning_types import ImpactBoard, ImpactCase
from cxboard.results.options import options
from cxboard.results.score import score_by
from cxboard.results.trend_types import Trend
from cxboard.results.trends import judge
from cxboard.results.types import MonthPoint

MONTHS_BACK = 60

_JUST_BEFORE = 3
_BASELINE = 12
_ORDER = (Impact.WORSE, Impact.WORKED, Impact.NOT_SHOWN, Impact.TOO_EARLY)


def impact_board(reader: Reader, filters: Filters, registers: Registers) -> ImpactBoard:
    """Return the actions that concern the places chosen, judged by the end of the period.

    Args:
        reader: the publication.
        filters: whose places narrow the list; each action is judged over the whole of its place.
        registers: where the actions are.
    """
    last = filters.period.last
    window = Period(first=add_months(last, 1 - MONTHS_BACK), last=last)
    touched = [action for action in registers.actions if action.touches(filters)]
    cases = [_case(reader, action, window, registers) for action in touched]
    cases.sort(key=lambda case: (_ORDER.index(case.impact), case.action.start, case.action.id))
    judged = Filters(period=window, facilities=_facilities(touched))
    by_month = monthly_counts(reader, list(PEOPLE.values()), judged)
    used = Period(first=min(by_month, default=last), last=last)
    return ImpactBoard(
        about=_about(reader, filters),
        finding=board_finding(cases),
        details=board_details(cases),
        cases=tuple(cases),
        as_of=as_of(
            reader, judged.over(used), list(by_month.values()), max(by_month, default=None)
        ),
    )


def _facilities(actions: Sequence[Action]) -> tuple[str, ...]:
    """Return the hospitals that actions are judged in; none where one is of the whole system."""
    ids = {action.facility_id for action in actions}
    return () if "" in ids else tuple(sorted(ids))


def _about(reader: Reader, filters: Filters) -> str:
    """Return whose actions are listed, and the months that they are judged by."""
    cuts = "all service lines and channels, " if filters.service_lines or filters.channels else ""
    places = filters.describe_places(options(reader).names())
    whose = f"Actions that concern {places}" if filters.facilities else places
    return f"{whose}, {cuts}months to {month_name(filters.period.last)}"


def _case(reader: Reader, action: Action, window: Period, registers: Registers) -> ImpactCase:
    measure = get_measure(action.measure_id)
    start = month_of(action.start)
    found = latest_run(measure, window)
    months = found[1] if found else window
    here = action.narrow(Filters(period=months))
    series = _monthly(reader, action, here)
    places = places_of(reader, action, months, registers)
    trend = judge(measure, series) if series else None
    evidence = _evidence(action, series, places, trend, start)
    verdict = judge_impact(evidence)
    is_hidden = trend is None and any(point.score.suppressed for point in series)
    pooled = _monthly(reader, action, places.together) if places.together else ()
    return ImpactCase(
        action=action,
        measure=measure,
        place=_place_name(reader, action),
        impact=verdict.impact,
        why=year_by_year(reader, action, months) if is_hidden else verdict.why,
        start=start,
        evidence=evidence,
        series=series,
        others=pooled,
        trend=trend,
        warnings=warnings_of(action, measure, evidence, places, months, registers),
    )


def _monthly(reader: Reader, action: Action, filters: Filters) -> tuple[MonthPoint, ...]:
    rows = score_by(reader, get_measure(action.measure_id), filters, (Dimension.MONTH,))
    return tuple(
        MonthPoint(month=date.fromisoformat(f"{row.group[0]}-01"), score=row.score, run=0)
        for row in rows
    )


def _evidence(
    action: Action,
    series: Sequence[MonthPoint],
    places: Places,
    trend: Trend | None,
    start: date,
) -> Evidence:
    values = [value_of(p.month, p.score) for p in series if p.score.value is not None]
    since = month_number(start)
    past, others = interrupted(values, since), None
    if places.panel:
        others = difference(places.panel, places.own, since)
    by_itself = _by_itself(places, since)
    if get_measure(action.measure_id).direction is Direction.DECREASE:
        past = past.turned() if past else None
        others = replace(others, change=others.change.turned()) if others else None
        by_itself = -by_itself
    judged = trend.points if trend is not None and trend.footing.shows_verdicts else ()
    types = {point.month: point.type for point in judged}
    just_before = [add_months(start, -step) for step in range(1, _JUST_BEFORE + 1)]
    return Evidence(
        before=sum(value.month < since for value in values),
        after=sum(value.month >= since for value in values),
        improved=any(m >= start and t is PointType.IMPROVEMENT for m, t in types.items()),
        worsened=any(m >= start and t is PointType.CONCERN for m, t in types.items()),
        was_improving=any(types.get(month) is PointType.IMPROVEMENT for month in just_before),
        past=past,
        others=others,
        by_itself=max(0.0, by_itself),
    )


def _by_itself(places: Places, since: int) -> float:
    """Return what the place would move by itself, from a year before the action at most."""
    before = {}
    for name, values in places.panel.items():
        early = [
            (value, error)
            for value, error in zip(values, places.errors[name], strict=True)
            if since - _BASELINE <= value.month < since
        ]
        if early:
            before[name] = mean_with_error([v for v, _ in early], [e for _, e in early])
    if places.own not in before or len(before) < 3:
        return 0.0
    return expected_return(before, places.own)


def _place_name(reader: Reader, action: Action) -> str:
    names = options(reader).names()
    parts = [names.get(place, place) for place in (action.facility_id, action.unit_id) if place]
    return ", ".join(parts) or "all hospitals"
