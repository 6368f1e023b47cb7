"""Parts of a receipt that come from the ledger or the rows: counts, periods, earlier uploads."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.report import IngestReport, RowCounts, error, warning
from cxboard.storage.publications import Publication
from cxboard.storage.tables import table_of
from cxboard.storage.uploads import UploadRecord, all_uploads
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
    if kind is Kind.VBP:
        return tuple(f"FY{year}" for year in rows["fiscal_year"].unique().sort())
    if table_of(kind).day is None:
        return ()
    if kind is Kind.PUBLISHED:
        pairs = rows.select("start_date", "end_date").unique().sort("end_date", "start_date")
        return tuple(f"{start}/{end}" for start, end in pairs.iter_rows())
    return tuple(f"{month:%Y-%m}" for month in rows["month"].unique().sort().to_list())


_PERIOD = {Kind.PUBLISHED: ("start_date", "end_date"), Kind.VBP: ("fiscal_year",)}
"""Columns that say which period a row is of, where they are not its month."""


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
        _what_remains(workspace, record, publication),
    )
    known = _known(workspace, record, publication, report)
    return replace(known, outcome="unchanged", rows=rows, problems=(notice,))


def published_again(
    workspace: Workspace, record: UploadRecord, publication: Publication, report: IngestReport
) -> IngestReport:
    """Return the receipt of an undone file that readers see again."""
    notice = warning(
        "published_again",
        f"The same file was published before and undone; it counts again ({record.upload_id}).",
        "Nothing.",
    )
    known = _known(workspace, record, publication, report)
    return replace(known, outcome="published", rows=_first_counts(record), problems=(notice,))


def still_rejected(
    workspace: Workspace, record: UploadRecord, publication: Publication, report: IngestReport
) -> IngestReport:
    """Return the receipt of an undone file of which only some rows were once accepted."""
    rejected = error(
        "rows_rejected",
        "Some rows did not pass the checks when the file was published before it was undone.",
        "Mend them and send the file again, or bring the others back.",
        option="--accept-partial",
        count=record.counts["rejected"],
    )
    known = _known(workspace, record, publication, report)
    return replace(known, publication=None, rows=_first_counts(record)).refused(rejected)


def _first_counts(record: UploadRecord) -> RowCounts:
    return RowCounts(**{name: record.counts[name] for name in RowCounts.__dataclass_fields__})


def _what_remains(workspace: Workspace, record: UploadRecord, publication: Publication) -> str:
    """Return what the sender of a known file may still want, and how to get it."""
    if rejected := record.counts["rejected"]:
        return f"Nothing, or mend the rows that were rejected ({rejected:,}) and send them."
    later = [
        other.upload_id
        for other in all_uploads(workspace.ledger)
        if other.upload_id in publication.uploads and other.seq > record.seq
        if other.kind is record.kind and other.counts["restated"]
    ]
    if later:
        return (
            f"Nothing; rows that {later[0]} restated since are shown as it has them. If this "
            f"file’s rows are the right ones, undo {later[0]}."
        )
    return "Nothing."


def _known(
    workspace: Workspace, record: UploadRecord, publication: Publication, report: IngestReport
) -> IngestReport:
    """Return a receipt with what the ledger and the file's own rows say."""
    columns = _PERIOD.get(record.kind, ("month",))
    alone = replace(publication, uploads=(record.upload_id,))
    own = read_visible(workspace, alone, record.kind, columns)
    return replace(
        report,
        upload_id=record.upload_id,
        kind=record.kind,
        publication=publication.id,
        periods=periods(record.kind, own),
    )
