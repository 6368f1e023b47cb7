"""Is care centred on the patient? Eight domains, the items that carry them, by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxboard.domain.catalogue import measures_in
from cxboard.domain.catalogue.care_domains import coverage
from cxboard.domain.filters import Filters
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_change, format_percent
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add
from cxboard.domain.vocabulary import Dimension, Family
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import ByMonth, keys_of, latest_run, monthly_counts, within
from cxboard.results.details import concern_sentences
from cxboard.results.disclosure import Clearance
from cxboard.results.executive import hospital_concerns, with_concerns
from cxboard.results.findings import worsened
from cxboard.results.groups import Compared, compared, furthest_below
from cxboard.results.options import options
from cxboard.results.scorecard import measure_rows, series_window
from cxboard.results.types import AsOf, HospitalConcern, ScorecardRow, Sentence

MEASURES = measures_in(Family.PATIENT_CENTRED)

_SENTENCES = 3


@dataclass(frozen=True, kw_only=True)
class CareDomainRow:
    """One domain over the period; without answers `items` is what would carry it.

    `judged` are its months with their verdicts, None where nobody was ever asked.
    """

    measure: Measure
    coverage: str
    judged: ScorecardRow | None
    items: tuple[tuple[Item, Score], ...]

    @property
    def score(self) -> Score:
        """The domain's value over the period."""
        return self.judged.score if self.judged else Score()


@dataclass(frozen=True, kw_only=True)
class Care:
    """The page; without surveys in the selection `rows` is empty."""

    finding: str
    details: tuple[Sentence, ...]
    rows: tuple[CareDomainRow, ...]
    hospitals: Compared
    service_lines: Compared
    names: tuple[tuple[str, str], ...]
    as_of: AsOf


def care(reader: Reader, filters: Filters, registers: Registers) -> Care:
    """Return the eight domains of a population and period."""
    window = series_window(filters.period)
    by_month = monthly_counts(reader, [*keys_of(MEASURES), *BEHIND], filters.over(window))
    judged = measure_rows(reader, filters, MEASURES, by_month, registers)
    concerns = hospital_concerns(reader, filters, judged, registers)
    judged = with_concerns(judged, concerns)
    rows = _rows(judged, by_month, Clearance(reader, filters), filters)
    hospitals = compared(reader, MEASURES, filters, Dimension.FACILITY)
    names = options(reader).names()
    return Care(
        finding=_finding(rows, judged, concerns),
        details=_details(rows, judged, concerns, hospitals, names),
        rows=rows if any(row.score.n != 0 for row in rows) else (),
        hospitals=hospitals,
        service_lines=compared(reader, MEASURES, filters, Dimension.SERVICE_LINE),
        names=tuple(names.items()),
        as_of=as_of(reader, filters, within(by_month, filters.period), max(by_month, default=None)),
    )


def _rows(
    judged: Sequence[ScorecardRow], by_month: ByMonth, clearance: Clearance, filters: Filters
) -> tuple[CareDomainRow, ...]:
    """Return all domains, the weakest first."""
    known = {row.measure.id: row for row in judged}
    rows = (
        CareDomainRow(
            measure=measure,
            coverage=coverage(measure),
            judged=known.get(measure.id),
            items=_items(measure, by_month, clearance, filters),
        )
        for measure in MEASURES
    )
    return tuple(sorted(rows, key=_weakest_first))


def _items(
    measure: Measure, by_month: ByMonth, clearance: Clearance, filters: Filters
) -> tuple[tuple[Item, Score], ...]:
    """Return the questions of the newest survey of the period with their scores."""
    period = filters.period
    run, months = latest_run(measure, period) or (measure.runs()[-1], period)
    return tuple(clearance.items(measure, run, add(within(by_month, months)), months))


def _weakest_first(row: CareDomainRow) -> float:
    return row.score.value if row.score.value is not None else 101.0


def _finding(
    rows: Sequence[CareDomainRow],
    judged: Sequence[ScorecardRow],
    concerns: Sequence[HospitalConcern],
) -> str:
    """Return what really worsened, and which domains are the weakest and the strongest."""
    shown = [row for row in rows if row.score.value is not None]
    if not shown:
        few = any(row.score.suppressed for row in rows)
        return (
            "Too few people answered in this selection to show a result."
            if few
            else "Nobody answered a question of patient-centred care in this selection."
        )
    low, high = (choose(shown, key=lambda row: row.score.value or 0.0) for choose in (min, max))
    worse = worsened(judged, concerns)
    stand = (
        f"he weakest domain of care is {low.measure.title.lower()} "
        f"({format_percent(low.score.value)}), the strongest {high.measure.title.lower()} "
        f"({format_percent(high.score.value)})"
    )
    return f"{worse}; t{stand}." if worse else f"T{stand}."


def _details(
    rows: Sequence[CareDomainRow],
    judged: Sequence[ScorecardRow],
    concerns: Sequence[HospitalConcern],
    hospitals: Compared,
    names: Mapping[str, str],
) -> tuple[Sentence, ...]:
    """Return up to three sentences: what worsens, who is furthest below, what moved or is mute."""
    moved = [row for row in judged if row.change and row.change.beyond_chance]
    fell = [row for row in moved if row.change and row.change.difference < 0]
    rose = [row for row in moved if row.change and row.change.difference > 0]
    said = []
    if furthest := furthest_below(hospitals):
        place, measure, gap = furthest
        said.append(
            f"Furthest below all hospitals: {names.get(place, place)} in "
            f"{measure.title.lower()}, {format_change(gap)} points."
        )
    said += [f"Fell by more than chance: {_moves(fell)}."] if fell else []
    heard = any(row.score.n != 0 for row in rows)
    silent = [row.measure.title.lower() for row in rows if heard and row.score.n == 0]
    said += [f"Not told by these surveys: {', '.join(silent)}."] if silent else []
    said += [f"Rose by more than chance: {_moves(rose)}."] if rose else []
    found = concern_sentences(judged, concerns)[:1]
    return tuple([*found, *(Sentence(text=text) for text in said)][:_SENTENCES])


def _moves(rows: Sequence[ScorecardRow]) -> str:
    ordered = sorted(rows, key=lambda row: -abs(row.change.difference if row.change else 0.0))
    return ", ".join(
        f"{row.measure.title.lower()} "
        f"({format_change(row.change.difference if row.change else None)} to "
        f"{format_percent(row.score.value)})"
        for row in ordered
    )
