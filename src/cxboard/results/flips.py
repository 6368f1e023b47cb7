"""Which verdicts turn, and which numbers appear or are hidden, when an upload is published?"""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.domain.filters import Filters
from cxboard.domain.periods import DEFAULT_PERIOD, parse_period
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader
from cxboard.results.kpis import before_and_after
from cxboard.results.scorecard import scorecard
from cxboard.results.types import ScorecardRow
from cxboard.storage.publications import Publication
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.workspace import Workspace

_HIDDEN, _SHOWN, _NONE = "hidden", "shown", "none"


@dataclass(frozen=True, kw_only=True)
class Flip:
    """One thing that a scorecard says otherwise than before.

    `facility` is None for the whole system; `what` is variation, assurance or display; `before` and
    `after` are the words for it.
    """

    measure: str
    facility: str | None
    what: str
    before: str
    after: str


def flips(before: Reader | None, after: Reader) -> list[Flip]:
    """Return what turns on the scorecard of the whole system and of every hospital."""
    known = sorted((before.known["facility_id"] if before else set()) | after.known["facility_id"])
    return [flip for place in (None, *known) for flip in _of_place(before, after, place)]


def verdict_changes(
    workspace: Workspace, before: Publication | None, after: Published | Preview
) -> list[Flip]:
    """Return what an upload turns, or would turn."""
    old, new = before_and_after(workspace, before, after)
    return flips(old, new) if new else []


def _of_place(before: Reader | None, after: Reader, facility: str | None) -> list[Flip]:
    old, new = _said(before, facility), _said(after, facility)
    return [
        Flip(
            measure=key[0],
            facility=facility,
            what=key[1],
            before=old.get(key, _NONE),
            after=new.get(key, _NONE),
        )
        for key in dict.fromkeys([*old, *new])
        if old.get(key, _NONE) != new.get(key, _NONE)
    ]


def _said(reader: Reader | None, facility: str | None) -> dict[tuple[str, str], str]:
    """Return what a scorecard says of each measure, over the latest 12 months of its state."""
    months = months_with_data(reader) if reader else None
    if (
        reader is None
        or months is None
        or (facility and facility not in reader.known["facility_id"])
    ):
        return {}
    period = parse_period(DEFAULT_PERIOD, months[1])
    filters = Filters(period=period, facilities=(facility,) if facility else ())
    return {
        (row.measure.id, what): words
        for row in scorecard(reader, filters).rows
        for what, words in _words(row).items()
    }


def _words(row: ScorecardRow) -> dict[str, str]:
    trend = row.trend
    return {
        "display": _HIDDEN if row.score.value is None else _SHOWN,
        "variation": trend.variation.value if trend and trend.variation else _NONE,
        "assurance": trend.assurance.value if trend and trend.assurance else _NONE,
    }
