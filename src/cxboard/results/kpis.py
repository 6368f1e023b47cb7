"""What does an upload do to the headline measures, old against new?

Both sides are cleared as figures of their own publication are, and one of them as it may be shown
beside the other: what few people's answers moved is told by its new value alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cxboard.domain.catalogue import get_measure, headline_measures
from cxboard.domain.filters import Filters
from cxboard.domain.periods import DEFAULT_PERIOD, parse_period
from cxboard.domain.scoring import add
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader, opened
from cxboard.queries.rollup_source import Overlay
from cxboard.results.counting import keys_of, latest_run, monthly_counts, within
from cxboard.results.disclosure import Clearance
from cxboard.results.earlier import beside
from cxboard.storage.publications import NOTHING, Publication
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class KpiChange:
    """A headline measure of the whole system before and after; None: not there, or not shown."""

    measure: str
    before: float | None
    after: float | None


def kpi_changes(before: Reader | None, after: Reader, *, foreseen: bool = False) -> list[KpiChange]:
    """Return the headline measures that differ, each over the latest 12 months of its state.

    Args:
        before: what there was; None for nothing.
        after: what there is, or would be.
        foreseen: whether `before` is what readers go on seeing: then it is the other side that is
            left out where the difference would tell of few people.
    """
    old, new = headline_values(before), headline_values(after)
    moved = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    if before is not None and foreseen:
        new = only_shown(beside(after, [before]), moved, new)
    elif before is not None:
        old = only_shown(beside(before, [after]), moved, old)
    return [KpiChange(measure=name, before=old.get(name), after=new.get(name)) for name in moved]


def headline_values(reader: Reader | None) -> dict[str, float | None]:
    """Return each headline measure's value over the scorecard's months; empty without data."""
    filters = _headline_filters(reader)
    if reader is None or filters is None:
        return {}
    measures, values, clearance = headline_measures(), {}, Clearance(reader, filters)
    by_month = monthly_counts(reader, keys_of(measures), filters)
    for measure in measures:
        if found := latest_run(measure, filters.period):
            counts = add(within(by_month, found[1]), keys_of([measure]))
            values[measure.id] = clearance.score(measure, found[0], counts, found[1]).value
    return values


def only_shown(
    reader: Reader, measures: Iterable[str], values: dict[str, float | None]
) -> dict[str, float | None]:
    """Return headline values, None for those that a reader may not be shown.

    Args:
        reader: a publication as it may be shown beside others (see `results.earlier`).
        measures: ids of the measures that are asked for.
        values: what the publication says of them by itself.
    """
    filters = _headline_filters(reader)
    if filters is None:
        return {}
    clearance = Clearance(reader, filters)

    def is_shown(name: str) -> bool:
        measure = get_measure(name)
        found = latest_run(measure, filters.period)
        return found is not None and clearance.shows(measure, *found)

    return {name: values.get(name) if is_shown(name) else None for name in measures}


def _headline_filters(reader: Reader | None) -> Filters | None:
    months = months_with_data(reader) if reader else None
    return Filters(period=parse_period(DEFAULT_PERIOD, months[1])) if months else None


def headline_changes(
    workspace: Workspace, before: Publication | None, after: Published | Preview
) -> list[tuple[str, float | None, float | None]]:
    """Return the headline measures that an upload changes or would change, old and new."""
    old, new = before_and_after(workspace, before, after)
    found = kpi_changes(old, new) if new else []
    return [(change.measure, change.before, change.after) for change in found]


def before_and_after(
    workspace: Workspace, before: Publication | None, after: Published | Preview
) -> tuple[Reader | None, Reader | None]:
    """Return the readers of what there was and of what there is, or would be; None for nothing."""
    old = opened(workspace, before) if before else None
    if isinstance(after, Published):
        return old, opened(workspace, after.publication) if after.publication else None
    overlay = Overlay(after.kind, after.rollup, after.months, after.candidate, after.uploads)
    return old, Reader(workspace, before or NOTHING, overlay)
