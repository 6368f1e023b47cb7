"""The HCAHPS domains from one's own surveys: every measure of an instrument, and one in detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cxboard.domain.catalogue import get_measure, measures_of
from cxboard.domain.filters import Filters
from cxboard.domain.letters import uncapitalised
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import Period
from cxboard.domain.references import Benchmark
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add
from cxboard.domain.vocabulary import Dimension, Instrument
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import (
    keys_of,
    known_counts,
    latest_run,
    monthly_counts,
    run_of,
    run_window,
    within,
)
from cxboard.results.details import scorecard_details
from cxboard.results.disclosure import Clearance
from cxboard.results.executive import hospital_concerns, with_concerns
from cxboard.results.findings import ranked, scorecard_finding
from cxboard.results.ladder import as_figure
from cxboard.results.linear import LINEAR_KEYS, own_linear
from cxboard.results.options import options
from cxboard.results.published import published_benchmarks
from cxboard.results.scorecard import measure_rows, series, series_window
from cxboard.results.stretches import stretches
from cxboard.results.trends import judge_in
from cxboard.results.types import (
    DomainDetail,
    DomainRow,
    Domains,
    FacilityGrid,
    HospitalConcern,
    ItemRow,
    ScorecardRow,
)
from cxboard.storage.reference import benchmarks_of
from cxboard.storage.registers import shipped


def domains(
    reader: Reader, filters: Filters, instrument: Instrument, registers: Registers | None = None
) -> Domains:
    """Return all measures of an instrument over the part of the period in which it was used.

    Args:
        reader: the publication.
        filters: the population and period.
        instrument: the edition of the survey.
        registers: targets and rebases; None for nothing but what we bring along.
    """
    measures = measures_of(instrument)
    window = _instrument_window(measures, filters.period, instrument)
    if window is None:
        finding = f"Nobody was asked with this survey in {filters.period.describe()}."
        return Domains(
            finding=finding,
            rows=(),
            grid=FacilityGrid(facilities=(), measures=measures, cells=()),
            as_of=as_of(reader, filters, [], None),
        )
    narrowed = filters.over(window)
    keys = dict.fromkeys([*keys_of(measures), *BEHIND, *LINEAR_KEYS])
    by_month = monthly_counts(reader, list(keys), filters.over(series_window(window)))
    in_window = within(by_month, window)
    counts = add(in_window)
    averages = _benchmarks(reader)
    clearance = Clearance(reader, narrowed)
    kept = registers or shipped()
    trends = measure_rows(reader, narrowed, measures, by_month, kept)
    concerns = hospital_concerns(reader, narrowed, trends, kept)
    trends = with_concerns(trends, concerns)
    judged = {row.measure.id: row for row in trends}
    rows = tuple(
        DomainRow(
            measure=m,
            judged=judged.get(m.id),
            score=as_figure(m, clearance.score(m, run_of(m, instrument), counts, window)),
            benchmarks=averages(m),
            linear=own_linear(m, by_month, window)
            if clearance.shows(m, run_of(m, instrument), window)
            else None,
        )
        for m in measures
    )
    rows = tuple(replace(r, linear=None) if r.score.value is None else r for r in rows)
    order = [row.measure.id for row in ranked(trends)]
    rows = tuple(sorted(rows, key=lambda r: order.index(r.measure.id) if r.judged else len(order)))
    return Domains(
        finding=_finding(rows, trends, window, concerns),
        details=scorecard_details(trends, concerns),
        rows=rows if any(row.score.n != 0 for row in rows) else (),
        grid=_grid(reader, narrowed, measures, instrument),
        as_of=as_of(
            reader,
            narrowed,
            in_window,
            max((month for month in by_month if month >= window.first), default=None),
        ),
    )


def domain_detail(
    reader: Reader,
    filters: Filters,
    measure_id: str,
    state: str | None = None,
    registers: Registers | None = None,
) -> DomainDetail:
    """Return one domain: its months over three years, judged; its items, its benchmarks.

    Args:
        reader: the publication.
        filters: the population and period.
        measure_id: an HCAHPS measure.
        state: two-letter state whose published average is added to the benchmarks.
        registers: what people entered; None for nothing but what we bring along.
    """
    measure = get_measure(measure_id)
    window = series_window(filters.period)
    by_month = monthly_counts(reader, keys_of([measure]), filters.over(window))
    found = latest_run(measure, filters.period)
    items: tuple[ItemRow, ...] = ()
    now, clearance = Score(), Clearance(reader, filters)
    if found is not None:
        run, months = found
        counts = add(within(by_month, months))
        now = as_figure(measure, clearance.score(measure, run, counts, months))
        scored = clearance.items(measure, run, counts, months)
        items = tuple(ItemRow(item=item, score=as_figure(measure, shown)) for item, shown in scored)
    points = series(measure, by_month, window, clearance)
    target, trend = judge_in(registers or shipped(), measure, points, filters)
    return DomainDetail(
        measure=measure,
        headline=_headline(measure, now, items, filters.period),
        series=points,
        items=items,
        benchmarks=_benchmarks(reader, state)(measure),
        target=target,
        trend=trend,
        stretches=stretches(measure, points, by_month, window, clearance),
    )


def _instrument_window(
    measures: tuple[Measure, ...], period: Period, instrument: Instrument
) -> Period | None:
    edition = next(e for e in measures[0].editions if e.instrument is instrument)
    return run_window((edition,), period)


def _benchmarks(
    reader: Reader, state: str | None = None
) -> Callable[[Measure], tuple[Benchmark, ...]]:
    """Return a look-up of averages: those that were ingested before those that we bring along."""
    ingested = published_benchmarks(reader, state)
    return lambda measure: (
        *ingested.get(measure.id, ()),
        *benchmarks_of(measure.id),
    )


def _grid(
    reader: Reader, filters: Filters, measures: tuple[Measure, ...], instrument: Instrument
) -> FacilityGrid:
    """Return top-box scores by hospital."""
    groups = known_counts(reader, keys_of(measures), filters, (Dimension.FACILITY,))
    names = options(reader).names()
    lines: dict[str, tuple[Score, ...]] = {}
    for (hospital,), counts in groups.items():
        clearance = Clearance(reader, replace(filters, facilities=(hospital,)))
        line = tuple(
            as_figure(
                measure,
                clearance.score(measure, run_of(measure, instrument), counts, filters.period),
            )
            for measure in measures
        )
        if any(score != Score() for score in line):
            lines[hospital] = line
    return FacilityGrid(
        facilities=tuple((key, names.get(key, key)) for key in lines),
        measures=measures,
        cells=tuple(lines.values()),
    )


def _finding(
    rows: Sequence[DomainRow],
    judged: Sequence[ScorecardRow],
    window: Period,
    concerns: Sequence[HospitalConcern],
) -> str:
    if all(row.score.value is None for row in rows):
        few = any(row.score.suppressed or row.score.held_back for row in rows)
        who = "Too few people" if few else "Nobody"
        return f"{who} answered in {window.describe()}: there is no result to show."
    return scorecard_finding(judged, window, concerns, what="domains")


def _headline(measure: Measure, now: Score, items: tuple[ItemRow, ...], period: Period) -> str:
    if now.value is None:
        return f"{measure.title}: nothing to show for {period.describe()}."
    lead = f"{measure.title}: {format_value(now.value, measure.unit)} {measure.top_label}"
    scored = [row for row in items if row.score.value is not None]
    if len(scored) < 2:
        return lead
    weakest = min(scored, key=lambda row: row.score.value or 0)
    return (
        f"{lead}; weakest item: {uncapitalised(weakest.item.wording)} "
        f"({format_value(weakest.score.value, measure.unit)})"
    )
