"""What does an upload do to the headline measures, old against new?"""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.domain.filters import Filters
from cxboard.domain.periods import DEFAULT_PERIOD, parse_period
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader, opened
from cxboard.queries.rollup_source import Overlay
from cxboard.results.scorecard import scorecard
from cxboard.storage.publications import NOTHING, Publication
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class KpiChange:
    """A headline measure of the whole system on the scorecard before and after; None: not shown."""

    measure: str
    before: float | None
    after: float | None


def kpi_changes(before: Reader | None, after: Reader) -> list[KpiChange]:
    """Return the headline measures that differ, each over the latest 12 months of its state."""
    old, new = headline_values(before), headline_values(after)
    return [
        KpiChange(measure=measure, before=old.get(measure), after=new.get(measure))
        for measure in dict.fromkeys([*old, *new])
        if old.get(measure) != new.get(measure)
    ]


def headline_values(reader: Reader | None) -> dict[str, float | None]:
    """Return each headline measure's value as the scorecard opens; empty without data."""
    months = months_with_data(reader) if reader else None
    if reader is None or months is None:
        return {}
    filters = Filters(period=parse_period(DEFAULT_PERIOD, months[1]))
    return {row.measure.id: row.score.value for row in scorecard(reader, filters).rows}


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
