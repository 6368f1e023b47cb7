"""What do a page's numbers rest on: which publication, which months, how many people?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cxboard.domain.filters import Filters
from cxboard.domain.periods import add_months
from cxboard.domain.scoring import Counts, add, respondents
from cxboard.domain.vocabulary import Kind
from cxboard.queries.reader import Reader
from cxboard.results.disclosure import Clearance
from cxboard.results.types import AsOf
from cxboard.storage.completeness import LEFT_OUT

PEOPLE = {kind: respondents(kind.value) for kind in (Kind.SURVEY, Kind.CONTACT)}
"""Pseudo-items that count completed surveys and contacts."""

BEHIND = (*PEOPLE.values(), LEFT_OUT)
"""Everything that the as-of line counts; surveys that do not count are among it."""

_STILL_COMING = timedelta(days=42 + 49)
"""HCAHPS: first contact up to 42 days after discharge, then 49 days to answer."""


def as_of(
    reader: Reader, filters: Filters, counts: Sequence[Counts], latest_month: date | None
) -> AsOf:
    """Return the as-of line of a page whose period has these counts."""
    total, clearance = add(counts), Clearance(reader, filters)
    shown = {key: clearance.people(key, total, filters.period) for key in BEHIND}
    surveys = shown[PEOPLE[Kind.SURVEY]]
    return AsOf(
        publication=reader.publication.id,
        published_at=reader.publication.created_at,
        period=filters.period,
        surveys=surveys,
        contacts=shown[PEOPLE[Kind.CONTACT]],
        incomplete=shown[LEFT_OUT],
        latest_month=latest_month,
        provisional_from=None if surveys == 0 else _provisional_from(reader, filters),
    )


def _provisional_from(reader: Reader, filters: Filters) -> date | None:
    """Return the period's first month whose surveys may still come in, or None."""
    closed = (reader.publication.created_at - _STILL_COMING).date()
    month = filters.period.first
    while month <= filters.period.last:
        if add_months(month, 1) - timedelta(days=1) > closed:
            return month
        month = add_months(month, 1)
    return None
