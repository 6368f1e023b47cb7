"""Which units differ from the others by more than chance? A funnel of a measure, by unit."""

from __future__ import annotations

from cxboard.analysis.funnel import Tally, funnel
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.results.funnel_types import UnitFunnel
from cxboard.results.options import options
from cxboard.results.score import score_by

FEWEST = 5
"""Units below which a funnel says nothing about how much they vary."""


def unit_funnel(reader: Reader, filters: Filters, measure_id: str) -> UnitFunnel | None:
    """Return the units of a population among each other; None when too few can be shown."""
    measure = get_measure(measure_id)
    if filters.units:
        return None
    rows = score_by(reader, measure, filters, (Dimension.FACILITY, Dimension.UNIT))
    names = options(reader).names()
    tallies = []
    for row in rows:
        facility, unit = row.group
        if unit and row.score.value is not None and row.score.n:
            name = f"{names.get(unit, unit)}, {names.get(facility, facility)}"
            share = row.score.value / 100
            tallies.append(Tally(name=name, numerator=share * row.score.n, denominator=row.score.n))
    if len(tallies) < FEWEST:
        return None
    return UnitFunnel(
        measure=measure,
        funnel=funnel(tallies),
        hidden=sum(row.score.suppressed for row in rows),
        is_composite=measure.is_composite,
    )
