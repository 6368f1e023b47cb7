"""What goes with the overall rating and the recommendation, and how well is it done?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import polars as pl

from cxboard.analysis.drivers import Cells, Drivers, NotEnough, chosen, drivers, gathered
from cxboard.domain.catalogue import get_measure
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.filters import Filters
from cxboard.domain.letters import uncapitalised
from cxboard.domain.listing import in_words
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import Period
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Counts, add
from cxboard.domain.vocabulary import Instrument, Unit
from cxboard.queries.reader import Reader
from cxboard.queries.score_moments import score_moments
from cxboard.results.as_of import PEOPLE, as_of
from cxboard.results.counting import keys_of, monthly_counts, run_of
from cxboard.results.disclosure import Clearance
from cxboard.results.learning_types import DriverBoard, DriverRow, Quadrant
from cxboard.storage.moments import Cases, pairs

OUTCOMES = ("overall_rating", "recommend_hospital")

_PEOPLE_STEP = 50


def driver_board(reader: Reader, filters: Filters, outcome_id: str) -> DriverBoard:
    """Return what goes with an outcome, from the months of the period that share one survey."""
    outcome = get_measure(outcome_id)
    instrument, period = _survey(filters.period)
    narrowed = filters.over(period)
    if _reaches_too_far(filters):
        finding = "Drivers are kept by hospital and service line: choose all units and channels."
        people = monthly_counts(reader, list(PEOPLE.values()), narrowed)
        return _nothing(outcome, finding, reader, narrowed, list(people.values()))
    rows = score_moments(reader, narrowed, instrument)
    measures = [get_measure(name) for name in _names(rows)]
    by_month = monthly_counts(reader, [*keys_of(measures), *PEOPLE.values()], narrowed)
    counts = list(by_month.values())
    if rows.is_empty():
        finding = f"Nobody answered all that is compared here in {period.describe()}."
        return _nothing(outcome, finding, reader, narrowed, counts)
    cells = _cells(rows.filter(pl.col("cases") == Cases.COMPLETE), measures, outcome)
    try:
        if cells is None:
            raise NotEnough("Nobody answered everything that is compared here.")
        found = drivers(cells)
    except NotEnough as reason:
        finding = f"What moves {_lower(outcome)} cannot be told here. {reason}"
        return _nothing(outcome, finding, reader, narrowed, counts)
    clearance = Clearance(reader, narrowed)
    scores = [
        clearance.score(measure, run_of(measure, instrument), add(counts), period)
        for measure in _causes(measures)
    ]
    board = _board(outcome, _causes(measures), found, cells, scores)
    return replace(
        board,
        sensitivity=_sensitivity(rows, measures, outcome, board),
        as_of=as_of(reader, narrowed, counts, max(by_month)),
    )


def _survey(period: Period) -> tuple[Instrument, Period]:
    """Return the newest survey of a period, and the months in which it was used."""
    since = period.since(INSTRUMENT_BREAK)
    return (Instrument.LEGACY, period) if since is None else (Instrument.UPDATED, since)


def _reaches_too_far(filters: Filters) -> bool:
    return bool(filters.units or filters.channels)


def _names(rows: pl.DataFrame) -> list[str]:
    """Return the measures of complete cases, in the order in which their sums are kept."""
    return max(rows["measures"].to_list(), key=len, default=[])


def _causes(measures: Sequence[Measure]) -> list[Measure]:
    return [measure for measure in measures if measure.id not in OUTCOMES]


def _cells(rows: pl.DataFrame, measures: Sequence[Measure], outcome: Measure) -> Cells | None:
    """Return the sums by month and hospital, of the outcome and then of its drivers."""
    if rows.is_empty():
        return None
    size = len(measures)
    everything = gathered(
        list(zip(rows["month"], rows["facility_id"], strict=True)),
        rows["n"].to_list(),
        [sums[:size] for sums in rows["sums"].to_list()],
        [products[: len(pairs(size))] for products in rows["products"].to_list()],
        pairs(size),
    )
    ids = [measure.id for measure in measures]
    return chosen(everything, [ids.index(m.id) for m in (outcome, *_causes(measures))])


def _board(
    outcome: Measure,
    causes: Sequence[Measure],
    found: Drivers,
    cells: Cells,
    scores: Sequence[Score],
) -> DriverBoard:
    usual = median([each.value for each in scores if each.value is not None] or [0.0])
    even = 1 / len(causes)
    rows = [
        DriverRow(
            measure=measure,
            weight=weight,
            score=own,
            quadrant=_quadrant(weight.share >= even, (own.value or 0.0) >= usual),
        )
        for measure, weight, own in zip(causes, found.weights, scores, strict=True)
    ]
    rows.sort(key=lambda row: row.weight.rank)
    return DriverBoard(
        outcome=outcome,
        finding=_finding(outcome, rows),
        details=_details(outcome, rows, found),
        rows=tuple(rows),
        explained=found.explained,
        floor=found.floor,
        usual=usual,
        people=_PEOPLE_STEP * round(float(cells.people.sum()) / _PEOPLE_STEP),
        cells=len(cells.people),
        sensitivity="",
        as_of=None,
    )


def _quadrant(is_important: bool, is_well_done: bool) -> Quadrant:
    if is_important:
        return Quadrant.KEEP if is_well_done else Quadrant.FIX
    return Quadrant.PLENTY if is_well_done else Quadrant.LOW


def _finding(outcome: Measure, rows: Sequence[DriverRow]) -> str:
    """Return where to look first; without such a driver, what is tied to the outcome most."""
    fix = [_lower(row.measure) for row in rows if row.quadrant is Quadrant.FIX]
    if not fix:
        return (
            f"{_strongest(outcome, rows)} No domain is both more closely tied than the average "
            "domain and below their median."
        )
    they, score = ("it is", "scores") if len(fix) == 1 else ("they are", "score")
    return (
        f"Look first at {in_words(fix)}: {they} more closely tied to {_lower(outcome)} than the "
        f"average domain, and {score} below the median of the domains."
    )


def _strongest(outcome: Measure, rows: Sequence[DriverRow]) -> str:
    """Return what is tied to the outcome most; several when they cannot be told apart."""
    first = [row for row in rows if row.weight.best_rank == 1]
    titles = in_words([row.measure.title for row in first])
    if len(first) > 1:
        return (
            f"{titles} are most closely tied to {_lower(outcome)}; their order cannot be told "
            "apart."
        )
    return (
        f"{titles} is most closely tied to {_lower(outcome)}: "
        f"{_share(first[0].weight.share)} of what all domains together explain."
    )


def _details(outcome: Measure, rows: Sequence[DriverRow], found: Drivers) -> tuple[str, ...]:
    fix = any(row.quadrant is Quadrant.FIX for row in rows)
    lost = [row.measure.title for row in rows if row.weight.lower <= found.floor]
    sentences = [_strongest(outcome, rows)] if fix else []
    sentences.append(
        f"All domains together explain {_share(found.explained)} of the differences between "
        f"people in {_lower(outcome)}; the rest is something else."
    )
    if lost:
        sentences.append(f"Not to be told from chance: {in_words(lost)}.")
    return tuple(sentences)


def _sensitivity(
    rows: pl.DataFrame, measures: Sequence[Measure], outcome: Measure, board: DriverBoard
) -> str:
    """Return what the order would be among all who were not screened out of anything."""
    fewer = min(rows["measures"].to_list(), key=len)
    asked = [measure for measure in measures if measure.id in fewer]
    left_out = [m.title for m in _causes(measures) if m.id not in fewer]
    cells = _cells(rows, asked, outcome)
    if cells is None or not left_out:
        return ""
    try:
        found = drivers(cells)
    except NotEnough:
        return ""
    people = _PEOPLE_STEP * round(float(cells.people.sum()) / _PEOPLE_STEP)
    order = sorted(zip(found.weights, _causes(asked), strict=True), key=lambda each: each[0].rank)
    there = [measure.id for _, measure in order]
    here = [row.measure.id for row in board.rows if row.measure.id in there]
    same = sum(a == b for a, b in zip(here[:3], there[:3], strict=True))
    verdict = (
        "the first three stay the same"
        if same == 3
        else f"the order begins with {in_words([measure.title for _, measure in order[:3]])}"
    )
    return (
        f"Sensitivity: {in_words(left_out)} are asked of some people only. Without them, among "
        f"about {people:,} people, {verdict}."
    )


def _nothing(
    outcome: Measure, finding: str, reader: Reader, filters: Filters, counts: Sequence[Counts]
) -> DriverBoard:
    return DriverBoard(
        outcome=outcome,
        finding=finding,
        details=(),
        rows=(),
        explained=0.0,
        floor=0.0,
        usual=0.0,
        people=0,
        cells=0,
        sensitivity="",
        as_of=as_of(reader, filters, counts, None),
    )


def _share(share: float) -> str:
    return format_value(100 * share, Unit.PERCENT, 0)


def _lower(measure: Measure) -> str:
    return uncapitalised(measure.title)
