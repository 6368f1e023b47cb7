"""Where does a number come from? Definition, counts, statement, uploads: all of it, for any number.

A receipt counts again. What it shows of people went through the same gate as the page's number,
so a number that is hidden has a receipt that says why, and nothing else.
"""

from __future__ import annotations

from cxboard.analysis.comparison import difference
from cxboard.domain.adjustment import AdjustmentStatus
from cxboard.domain.catalogue import get_measure
from cxboard.domain.completeness import Incomplete
from cxboard.domain.errors import UnknownValue
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period, months_between
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Dimension, Family, Kind
from cxboard.queries.reader import Reader
from cxboard.queries.where import PLACES
from cxboard.results.arithmetic import difference_steps
from cxboard.results.counting import latest_run
from cxboard.results.dictionary import Feed, feeds
from cxboard.results.disclosure import Clearance
from cxboard.results.linear import OwnLinear, shown_linear
from cxboard.results.options import options
from cxboard.results.policy import policy
from cxboard.results.published import published_benchmarks
from cxboard.results.receipt_types import Asked, Counting, Figure, LeftOut, Receipt
from cxboard.results.recounting import countings, months, series
from cxboard.results.score import left_out
from cxboard.results.scorecard import series_window
from cxboard.storage.completeness import LEFT_OUT
from cxboard.storage.contributions import Contribution, contributions
from cxboard.storage.reference import benchmarks_of
from cxboard.storage.registers import shipped
from cxboard.storage.standards import adjustment_tables
from cxboard.storage.workspace import Workspace

_HIDDEN = (
    "Hidden: it tells of 1 to {most} people, or would give such a group away by subtraction from "
    "other figures. No count behind it is shown."
)
_CLEARED = (
    "Nothing that tells of 1 to {most} people is shown or can be found by subtraction; groups and "
    "months that small are hidden or stand together."
)
_NO_PEOPLE = "Nobody is behind it: it was set or published by somebody else."


def receipt(
    workspace: Workspace,
    reader: Reader,
    filters: Filters,
    asked: Asked,
    registers: Registers | None = None,
) -> Receipt:
    """Return the receipt of a number.

    Args:
        workspace: where the uploads of the publication are known.
        reader: the publication that the page shows.
        filters: the page's population and period.
        asked: which number of it.
        registers: what people entered; None for nothing but what we bring along.

    Raises:
        UnknownValue: there is no such hospital.
    """
    measure = get_measure(asked.measure_id)
    known = options(reader)
    hospitals = {facility.id for facility in known.facilities}
    if asked.facility and asked.facility not in hospitals:
        raise UnknownValue("hospital", asked.facility, hospitals)
    if asked.period:
        filters = filters.over(asked.period)
    counted = countings(reader, filters, asked, measure)
    by_month = months(reader, filters, measure) if asked.figure is Figure.MONTHS else ()
    population = asked.narrow(filters).over(_window(filters, asked, counted))
    is_counted = bool(counted or by_month)
    rows = _rows(workspace, reader, population, measure) if is_counted else ()
    hidden = any(each.shown.suppressed for each in counted)
    found = latest_run(measure, filters.period)
    return Receipt(
        asked=asked,
        measure=measure,
        edition=found[0][-1] if found else None,
        population=population.describe(known.names()),
        countings=counted,
        months=by_month,
        series=series(reader, filters, measure) if by_month else None,
        references=_references(reader, filters, asked, registers or shipped()),
        conclusion=_conclusion(asked, counted),
        left_out=() if hidden else _incomplete(reader, population, rows),
        outside=left_out(measure, filters.period, _grouping(asked)),
        suppression=_suppression(is_hidden=hidden) if is_counted else _NO_PEOPLE,
        adjustment=_adjustment(measure),
        linear=_linear(reader, population, asked, counted),
        uploads=_uploads(workspace, reader, measure, rows),
        publication=reader.publication,
    )


def _linear(
    reader: Reader, population: Filters, asked: Asked, counted: tuple[Counting, ...]
) -> OwnLinear | None:
    if asked.figure is not Figure.VALUE or asked.item or not counted:
        return None
    return shown_linear(reader, population, get_measure(asked.measure_id), counted[0].shown)


def _suppression(*, is_hidden: bool) -> str:
    return (_HIDDEN if is_hidden else _CLEARED).format(most=policy().smallest - 1)


def _grouping(asked: Asked) -> tuple[Dimension, ...]:
    return (Dimension.MONTH,) if asked.figure is Figure.MONTHS else ()


def _window(filters: Filters, asked: Asked, counted: tuple[Counting, ...]) -> Period:
    """Return all months that the number rests on."""
    if asked.figure is Figure.MONTHS:
        return series_window(filters.period)
    periods = [each.period for each in counted] or [filters.period]
    return Period(first=min(p.first for p in periods), last=max(p.last for p in periods))


def _conclusion(asked: Asked, counted: tuple[Counting, ...]) -> tuple[str, ...]:
    """Return how a change comes from its two values, or why there is none."""
    if asked.figure is not Figure.CHANGE:
        return ()
    if len(counted) < 2:
        return ("There is no earlier period of the same questions to compare with.",)
    now, before = (each.shown for each in counted)
    change = difference(now, before)
    if change is None:
        return ("One of the two values cannot be shown, or has no interval: no change is given.",)
    return tuple(difference_steps(now, before, change))


def _references(
    reader: Reader, filters: Filters, asked: Asked, kept: Registers
) -> tuple[Benchmark | Target, ...]:
    if asked.figure is Figure.TARGET:
        target = kept.target_of(asked.measure_id, filters)
        return (target,) if target else ()
    if asked.figure is Figure.BENCHMARKS:
        ingested = published_benchmarks(reader).get(asked.measure_id, ())
        return (*ingested, *benchmarks_of(asked.measure_id))
    return ()


def _adjustment(measure: Measure) -> str:
    """Return whether the value is adjusted; one's own scores never are, and why is said."""
    lead = f"Raw, {AdjustmentStatus.UNADJUSTED}: as answered."
    if measure.family is not Family.HCAHPS:
        return lead
    spans = "; ".join(
        Period(first=t.first.replace(day=1), last=t.last.replace(day=1)).describe()
        for t in adjustment_tables()
    )
    return (
        f"{lead} CMS’s coefficients for patient mix and survey mode are at hand for linear scores "
        f"of discharges of {spans} only, and are not used for any other months."
    )


def _rows(
    workspace: Workspace, reader: Reader, population: Filters, measure: Measure
) -> tuple[Contribution, ...]:
    """Return what each upload contributes to the months and places of the number."""
    columns = {**PLACES, Dimension.CHANNEL: "channel"}
    places = {columns[dimension]: values for dimension, values in population.chosen().items()}
    period = population.period
    return tuple(
        row
        for kind in measure.kinds
        for row in contributions(
            workspace,
            reader.publication,
            kind,
            months_between(period.first, period.last),
            places,
        )
    )


def _incomplete(
    reader: Reader, population: Filters, rows: tuple[Contribution, ...]
) -> tuple[LeftOut, ...]:
    """Return the surveys that were not completed; how many, where that may be shown."""
    may_be_known = Clearance(reader, population).knows(LEFT_OUT, population.period)
    reasons = {
        Incomplete.BROKEN_OFF.words: sum(row.broken_off for row in rows),
        Incomplete.TOO_FEW_ANSWERS.words: sum(row.too_few_answers for row in rows),
    }
    return tuple(
        LeftOut(reason=reason, people=n if may_be_known else None)
        for reason, n in reasons.items()
        if n
    )


def _uploads(
    workspace: Workspace, reader: Reader, measure: Measure, rows: tuple[Contribution, ...]
) -> tuple[Feed, ...]:
    """Return the uploads whose rows the number rests on, newest first."""
    ids = {row.upload_id for row in rows}
    kinds: tuple[Kind, ...] = measure.kinds
    every = (feed for kind in kinds for feed in feeds(workspace.ledger, reader.publication, kind))
    return tuple(feed for feed in every if feed.upload_id in ids)
