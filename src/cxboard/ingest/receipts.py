"""Parts of a receipt that come from the ledger or the rows: counts, periods, earlier uploads."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.report import IngestReport, RowCounts, warning
from cxboard.storage.publications import Publication
from cxboard.storage.uploads import UploadRecord
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace


class Counted(Protocol):
    """What storage says of a candidate's rows."""

    @property
    def accepted(self) -> int:
        """Rows that are new or changed."""

    @property
    def unchanged(self) -> int:
        """Rows that say what is published already."""

    @property
    def restated(self) -> int:
        """Accepted rows that replace a published one."""


def periods(kind: Kind, rows: pl.DataFrame) -> tuple[str, ...]:
    """Return the months of rows, or the periods that published scores cover, ascending."""
    if kind is Kind.ORGANISATION:
        return ()
    if kind is Kind.PUBLISHED:
        pairs = rows.select("start_date", "end_date").unique().sort("end_date", "start_date")
        return tuple(f"{start}/{end}" for start, end in pairs.iter_rows())
    return tuple(f"{month:%Y-%m}" for month in rows["month"].unique().sort().to_list())


def unchanged(
    workspace: Workspace, record: UploadRecord, publication: Publication, report: IngestReport
) -> IngestReport:
    """Return the receipt of a file that readers see already."""
    counts = record.counts
    rows = RowCounts(
        read=counts["read"],
        rejected=counts["rejected"],
        duplicate=counts["duplicate"],
        unchanged=counts["accepted"] + counts["unchanged"],
    )
    when = record.committed_at or record.staged_at
    notice = warning(
        "already_published",
        f"The same file was published on {when:%Y-%m-%d at %H:%M} UTC by {record.by} as "
        f"“{record.file_name}” ({record.upload_id}).",
        "Nothing.",
    )
    known = _known(workspace, record, publication, report)
    return replace(known, outcome="unchanged", rows=rows, problems=(notice,))


def published_again(
    workspace: Workspace, record: UploadRecord, publication: Publication, report: IngestReport
) -> IngestReport:
    """Return the receipt of an undone file that readers see again."""
    counts = record.counts
    rows = RowCounts(
        **{name: counts[name] for name in RowCounts.__dataclass_fields__},
    )
    notice = warning(
        "published_again",
        f"The same file was published before and undone; it counts again ({record.upload_id}).",
        "Nothing.",
    )
    known = _known(workspace, record, publication, report)
    return replace(known, outcome="published", rows=rows, problems=(notice,))


def _known(
    workspace: Workspace, record: UploadRecord, publication: Publication, report: IngestReport
) -> IngestReport:
    spoken_of = tuple(f"{month:%Y-%m}" for month in record.months)
    if record.kind is Kind.PUBLISHED:
        columns = ("start_date", "end_date", "upload_id")
        shown = read_visible(workspace, publication, record.kind, columns)
        spoken_of = periods(record.kind, shown.filter(pl.col("upload_id") == record.upload_id))
    return replace(
        report,
        upload_id=record.upload_id,
        kind=record.kind,
        publication=publication.id,
        periods=() if record.kind is Kind.ORGANISATION else spoken_of,
    )
