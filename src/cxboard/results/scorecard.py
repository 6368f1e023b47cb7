"""The executive scorecard: each headline measure against before, against others, against target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cxboard.analysis.comparison import difference
from cxboard.domain.actions import Action
from cxboard.domain.catalogue import headline_measures
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period, add_months, months_between
from cxboard.domain.registers import Registers
from cxboard.domain.scoring import add
from cxboard.domain.vocabulary import Family
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import (
    ByMonth,
    Run,
    keys_of,
    latest_run,
    monthly_counts,
    run_window,
    within,
)
from cxboard.results.details import scorecard_details
from cxboard.results.disclosure import Clearance
from cxboard.results.findings import scorecard_finding
from cxboard.results.ladder import as_figure
from cxboard.results.options import options
from cxboard.results.stretches import stretches
from cxboard.results.trends import judge_in
from cxboard.results.types import Change, MonthPoint, Scorecard, ScorecardRow
from cxboard.storage.reference import benchmarks_of
from cxboard.storage.registers import shipped

SERIES_MONTHS = 36
"""Months of a sparkline: three years show a season three times."""


def scorecard(reader: Reader, filters: Filters, registers: Registers | None = None) -> Scorecard:
    """Return the executive scorecard of a population and period.

    Args:
        reader: the publication.
        filters: the population and period.
        registers: what people entered; None for nothing but what we bring along.
    """
    kept = registers or shipped()
    measures = headline_measures()
    by_month = monthly_counts(
        reader, [*keys_of(measures), *BEHIND], filters.over(series_window(filters.period))
    )
    rows = measure_rows(reader, filters, measures, by_month, kept)
    return Scorecard(
        finding=scorecard_finding(rows, filters.period),
        details=scorecard_details(rows),
        rows=rows,
        as_of=as_of(reader, filters, within(by_month, filters.period), max(by_month, default=None)),
    )


def measure_rows(
    reader: Reader,
    filters: Filters,
    measures: Sequence[Measure],
    by_month: ByMonth,
    kept: Registers,
    *,
    stretched: bool = True,
) -> tuple[ScorecardRow, ...]:
    """Return a line for each measure that was ever asked in the months given.

    Without `stretched`, longer stretches do not stand in for hidden months: a verdict needs none.
    """
    clearance = Clearance(reader, filters)
    latest = options(reader).latest_month
    found = (
        _row(measure, filters, by_month, kept, clearance, latest, stretched=stretched)
        for measure in measures
    )
    return tuple(row for row in found if row is not None)


def series_window(period: Period) -> Period:
    """Return the months that a period's trend shows: at least the period and the one before."""
    start = min(add_months(period.last, 1 - SERIES_MONTHS), period.before().first)
    return Period(first=start, last=period.last)


def series(
    measure: Measure,
    by_month: ByMonth,
    window: Period,
    clearance: Clearance,
    *,
    boxes: bool = True,
) -> tuple[MonthPoint, ...]:
    """Return a measure's months, cleared for display, in a window; a silent month has none.

    Without `boxes` the scores carry no shares but those that their values speak of.
    """
    cleared = clearance.score if boxes else clearance.value
    points: list[MonthPoint] = []
    for number, run in enumerate(measure.runs()):
        months = run_window(run, window)
        for month in months_between(months.first, months.last) if months else ():
            counts = by_month.get(month, {})
            shown = cleared(measure, run, counts, Period(first=month, last=month))
            if shown.suppressed or shown.n or shown.value is not None:  # no complaint is one, too
                points.append(MonthPoint(month=month, score=shown, run=number))
    return tuple(points)


def _row(
    measure: Measure,
    filters: Filters,
    by_month: ByMonth,
    registers: Registers,
    clearance: Clearance,
    latest: date | None,
    *,
    stretched: bool,
) -> ScorecardRow | None:
    """Return a measure's line; None when nobody was asked in the whole window."""
    period = filters.period
    window = Period(first=min(by_month, default=period.first), last=period.last)
    points = series(measure, by_month, window, clearance)
    found = latest_run(measure, period)
    if not points or found is None:
        return None
    run, months = found
    counts = add(within(by_month, months), keys_of([measure]))
    target, trend = judge_in(registers, measure, points, filters)
    return ScorecardRow(
        measure=measure,
        score=as_figure(measure, clearance.score(measure, run, counts, months)),
        change=_change(measure, run, (months, months.before(latest)), by_month, clearance),
        benchmarks=benchmarks_of(measure.id),
        target=target,
        series=points,
        trend=trend,
        stretches=stretches(measure, points, by_month, window, clearance) if stretched else (),
        latest_month=max(point.month for point in points),
        actions=_open_actions(registers.actions_of(measure.id, filters)),
        notes=_notes(measure, period, months),
    )


def _open_actions(actions: Iterable[Action]) -> tuple[Action, ...]:
    return tuple(sorted((a for a in actions if a.status.is_open), key=lambda action: action.due))


def _change(
    measure: Measure,
    run: Run,
    periods: tuple[Period, Period],
    by_month: ByMonth,
    clearance: Clearance,
) -> Change | None:
    """Compare two periods of the same run; None without answers in both, or too few people."""
    months, earlier = periods[0], run_window(run, periods[1])
    if earlier is None:
        return None
    keys = keys_of([measure])
    now, before = (
        as_figure(measure, clearance.score(measure, run, add(within(by_month, part), keys), part))
        for part in (months, earlier)
    )
    found = difference(now, before)
    if found is None:
        return None
    change, lower, upper = found
    return Change(
        difference=change,
        lower=lower,
        upper=upper,
        beyond_chance=lower > 0 or upper < 0,
        compared=earlier.describe(),
    )


def _notes(measure: Measure, period: Period, months: Period) -> tuple[str, ...]:
    notes = []
    if months != period:
        notes.append(f"{months.describe()} only: asked differently or not at all before.")
    crosses = months.before().first < INSTRUMENT_BREAK <= months.last
    if measure.family is Family.HCAHPS and crosses and len(measure.editions) > 1:
        notes.append("The HCAHPS survey and its modes changed on 1 January 2025.")
    return tuple(notes)
