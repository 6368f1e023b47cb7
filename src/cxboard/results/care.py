"""Is care centred on the patient? Eight domains, the items that carry them, by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxboard.analysis.comparison import difference
from cxboard.domain.catalogue import measures_in
from cxboard.domain.catalogue.care_domains import coverage
from cxboard.domain.filters import Filters
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_change, format_value
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add
from cxboard.domain.vocabulary import Dimension, Family, Unit
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import (
    keys_of,
    latest_run,
    monthly_counts,
    run_window,
    within,
)
from cxboard.results.disclosure import Clearance
from cxboard.results.groups import Compared, compared
from cxboard.results.options import options
from cxboard.results.scorecard import ByMonth, series, series_window
from cxboard.results.trends import judge_in
from cxboard.results.types import AsOf, Charted

MEASURES = measures_in(Family.PATIENT_CENTRED)

_SENTENCES = 3

Change = tuple[float, float, float]
"""Difference to the period before, and its 95 % limits."""


@dataclass(frozen=True, kw_only=True)
class CareDomainRow(Charted):
    """One domain over the period; without answers `items` is what would carry it.

    `compared` are the earlier months in words: only those that asked the same questions.
    """

    coverage: str
    score: Score
    change: Change | None
    compared: str | None
    items: tuple[tuple[Item, Score], ...]


@dataclass(frozen=True, kw_only=True)
class Care:
    """The page; without surveys in the selection `rows` is empty."""

    finding: str
    details: tuple[str, ...]
    rows: tuple[CareDomainRow, ...]
    hospitals: Compared
    service_lines: Compared
    names: tuple[tuple[str, str], ...]
    as_of: AsOf


def care(reader: Reader, filters: Filters, registers: Registers) -> Care:
    """Return the eight domains of a population and period."""
    window = series_window(filters.period)
    by_month = monthly_counts(reader, [*keys_of(MEASURES), *BEHIND], filters.over(window))
    clearance = Clearance(reader, filters)
    found = [_row(measure, filters, by_month, registers, clearance) for measure in MEASURES]
    rows = tuple(sorted(found, key=_weakest_first))
    hospitals = compared(reader, MEASURES, filters, Dimension.FACILITY)
    names = options(reader).names()
    return Care(
        finding=_finding(rows),
        details=_details(rows, hospitals, names),
        rows=rows if any(row.score.n != 0 for row in rows) else (),
        hospitals=hospitals,
        service_lines=compared(reader, MEASURES, filters, Dimension.SERVICE_LINE),
        names=tuple(names.items()),
        as_of=as_of(reader, filters, within(by_month, filters.period), max(by_month, default=None)),
    )


def _row(
    measure: Measure,
    filters: Filters,
    by_month: ByMonth,
    registers: Registers,
    clearance: Clearance,
) -> CareDomainRow:
    period = filters.period
    run, months = latest_run(measure, period) or (measure.runs()[-1], period)
    earlier = run_window(run, months.before())
    now, before = (
        clearance.score(measure, run, add(within(by_month, part)), part) if part else Score()
        for part in (months, earlier)
    )
    points = series(measure, by_month, series_window(period), clearance)
    target, trend = judge_in(registers, measure, points, filters)
    return CareDomainRow(
        measure=measure,
        coverage=coverage(measure),
        score=now,
        change=difference(now, before),
        compared=earlier.describe() if earlier and not now.suppressed else None,
        items=tuple(clearance.items(measure, run, add(within(by_month, months)), months)),
        series=points,
        target=target,
        trend=trend,
    )


def _weakest_first(row: CareDomainRow) -> float:
    return row.score.value if row.score.value is not None else 101.0


def _finding(rows: Sequence[CareDomainRow]) -> str:
    shown = [row for row in rows if row.score.value is not None]
    if not shown:
        few = any(row.score.suppressed for row in rows)
        return (
            "Too few people answered in this selection to show a result."
            if few
            else "Nobody answered a question of patient-centred care in this selection."
        )
    low, high = (choose(shown, key=lambda row: row.score.value or 0.0) for choose in (min, max))
    silent = [row.measure.title.lower() for row in rows if row.score.value is None]
    unasked = f"; not told by these surveys: {', '.join(silent)}" if silent else ""
    return (
        f"{low.measure.title} is the weakest of the domains of care ({_percent(low.score)}), "
        f"{high.measure.title.lower()} the strongest ({_percent(high.score)}){unasked}."
    )


def _details(
    rows: Sequence[CareDomainRow], hospitals: Compared, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return up to three sentences: what worsens, what moved, and the hospital furthest below."""
    worse = [row.measure.title.lower() for row in rows if row.trend and row.trend.is_concern]
    moved = [row for row in rows if row.change and (row.change[1] > 0 or row.change[2] < 0)]
    fell = [row for row in moved if row.change and row.change[0] < 0]
    rose = [row for row in moved if row.change and row.change[0] > 0]
    sentences = [f"By month a real change for the worse: {', '.join(worse)}."] if worse else []
    if furthest := furthest_below(hospitals):
        place, measure, gap = furthest
        sentences.append(
            f"Furthest below all hospitals: {names.get(place, place)} in "
            f"{measure.title.lower()}, {format_change(gap)} points."
        )
    sentences += [f"Fell by more than chance: {_moves(fell)}."] if fell else []
    sentences += [f"Rose by more than chance: {_moves(rose)}."] if rose else []
    return tuple(sentences[:_SENTENCES])


def furthest_below(table: Compared) -> tuple[str, Measure, float] | None:
    """Return the group and measure furthest below the total, if beyond its own interval."""
    found = [
        (score.value - total.value, group, measure)
        for group, cells in zip(table.groups, table.cells, strict=True)
        for score, total, measure in zip(cells, table.total, table.measures, strict=True)
        if score.value is not None
        and total.value is not None
        and (score.upper is None or score.upper < total.value)
    ]
    if not found or len(table.groups) < 2:
        return None
    gap, group, measure = min(found, key=lambda entry: entry[0])
    return group, measure, gap


def _moves(rows: Sequence[CareDomainRow]) -> str:
    ordered = sorted(rows, key=lambda row: -abs(row.change[0] if row.change else 0.0))
    return ", ".join(
        f"{row.measure.title.lower()} ({format_change(row.change[0] if row.change else None)} to "
        f"{_percent(row.score)})"
        for row in ordered
    )


def _percent(score: Score) -> str:
    return format_value(score.value, Unit.PERCENT)
