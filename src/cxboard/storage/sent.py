"""Where did more surveys come back than were sent? Two extracts that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from cxboard.domain.scoring import respondents
from cxboard.domain.vocabulary import Kind
from cxboard.storage.publications import Publication
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS
from cxboard.storage.workspace import Workspace

_COUNTED = {Kind.SURVEY: respondents(Kind.SURVEY.value), Kind.INDICATOR: "surveys_sent"}
"""What of each rollup is compared: completed surveys, and surveys sent."""


@dataclass(frozen=True, kw_only=True)
class Outnumbered:
    """A hospital's month in which more surveys were completed than sent."""

    facility_id: str
    month: date
    sent: int
    completed: int


def outnumbered(workspace: Workspace, effect: Published | Preview, kind: Kind) -> list[Outnumbered]:
    """Return the hospitals' months that an upload touches and that contradict themselves.

    Args:
        workspace: where the lake is.
        effect: what the upload did, or would do.
        kind: the upload's kind; others than surveys and indicators contradict nothing here.
    """
    if kind not in _COUNTED or not effect.accepted:
        return []
    counts = {one: _counts(workspace, effect, one, kind) for one in _COUNTED}
    both = counts[Kind.INDICATOR].join(
        counts[Kind.SURVEY], on=["facility_id", "month"], suffix="_completed"
    )
    found = both.filter(pl.col("n_completed") > pl.col("n")).sort("month", "facility_id")
    columns = ("facility_id", "month", "n", "n_completed")
    return [
        Outnumbered(facility_id=place, month=month, sent=sent, completed=completed)
        for place, month, sent, completed in found.select(columns).iter_rows()
    ]


def _counts(
    workspace: Workspace, effect: Published | Preview, kind: Kind, own: Kind
) -> pl.DataFrame:
    """Return one count of the months concerned, by hospital and month."""
    if isinstance(effect, Published):
        rows = _published(workspace, effect.publication, kind, effect.months)
    elif kind is own:
        rows = effect.rollup.lazy()
    else:
        rows = _published(workspace, effect.before, kind, effect.months)
    own_rows = rows.filter(item=_COUNTED[kind], cut="all")
    return own_rows.group_by("facility_id", "month").agg(pl.col("n").sum()).collect()


def _published(
    workspace: Workspace, publication: Publication | None, kind: Kind, months: tuple[date, ...]
) -> pl.LazyFrame:
    version = publication.tables.get(ROLLUPS[kind]) if publication else None
    files = [] if version is None else workspace.lake.files(ROLLUPS[kind], version, months)
    if not files:
        return pl.LazyFrame(schema=ROLLUP_SCHEMA)
    return pl.scan_parquet(files, hive_partitioning=True)
