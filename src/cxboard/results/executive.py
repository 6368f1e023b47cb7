"""The scorecard of a board: the whole, and what worsened at one hospital and is lost in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import parse_month
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Dimension, Direction
from cxboard.queries.reader import Reader
from cxboard.results.counting import ByMonth, grouped_counts, keys_of
from cxboard.results.details import scorecard_details
from cxboard.results.findings import scorecard_finding
from cxboard.results.lowest import lowest_hospital
from cxboard.results.options import options
from cxboard.results.scorecard import measure_rows, scorecard, series_window
from cxboard.results.types import Change, HospitalConcern, Scorecard, ScorecardRow


def executive_scorecard(reader: Reader, filters: Filters, registers: Registers) -> Scorecard:
    """Return the scorecard of a population and period, single hospitals' concerns with it."""
    card = scorecard(reader, filters, registers)
    concerns = hospital_concerns(reader, filters, card.rows, registers)
    rows = with_concerns(card.rows, concerns)
    return replace(
        card,
        finding=scorecard_finding(rows, filters.period, concerns),
        details=scorecard_details(
            rows, concerns, lowest_hospital(reader, filters, [row.measure for row in rows])
        ),
        rows=rows,
    )


def with_concerns(
    rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern]
) -> tuple[ScorecardRow, ...]:
    """Return the rows, each with the hospitals at which its measure really worsened."""
    there: dict[str, list[HospitalConcern]] = defaultdict(list)
    for concern in concerns:
        there[concern.row.measure.id].append(concern)
    return tuple(replace(row, worse_at=tuple(there[row.measure.id])) for row in rows)


def hospital_concerns(
    reader: Reader, filters: Filters, rows: Sequence[ScorecardRow], registers: Registers
) -> tuple[HospitalConcern, ...]:
    """Return the measures that worsened at one hospital alone, the furthest from its mean first.

    Of many hospitals and measures some give a false alarm every month; so beside the signal the
    change against the period before has to be more than chance, too.

    Args:
        reader: the publication.
        filters: the population; with a hospital chosen there is nothing to look for.
        rows: its own rows; what worsens as a whole is said there.
        registers: targets and rebases.
    """
    measures = [row.measure for row in rows if not (row.trend and row.trend.is_concern)]
    if filters.facilities or filters.units or not measures:
        return ()
    names, found = options(reader).names(), []
    for facility, by_month in _by_hospital(reader, filters, measures).items():
        there = filters.at(facility)
        own = measure_rows(reader, there, measures, by_month, registers, stretched=False)
        found += [
            HospitalConcern(facility_id=facility, place=names.get(facility, facility), row=row)
            for row in own
            if _worsened(row)
        ]
    return tuple(sorted(found, key=_rank))


def _by_hospital(
    reader: Reader, filters: Filters, measures: Sequence[Measure]
) -> dict[str, ByMonth]:
    window = filters.over(series_window(filters.period))
    counted = grouped_counts(
        reader, keys_of(measures), window, (Dimension.FACILITY, Dimension.MONTH)
    )
    found: dict[str, ByMonth] = defaultdict(dict)
    for (facility, month), counts in counted.items():
        found[facility][parse_month(month)] = counts
    return found


def _worsened(row: ScorecardRow) -> bool:
    return bool(row.trend and row.trend.is_concern and row.change and _is_worse(row, row.change))


def _is_worse(row: ScorecardRow, change: Change) -> bool:
    sign = 1 if row.measure.direction is Direction.INCREASE else -1
    return change.beyond_chance and change.difference * sign < 0


def _rank(concern: HospitalConcern) -> float:
    return -concern.row.trend.distance if concern.row.trend else 0.0
