"""What of a file that was taken in before? Undone, it counts again, in the place it had."""

from __future__ import annotations

import polars as pl

from cxboard.storage.classify import months_touched
from cxboard.storage.moving import in_order
from cxboard.storage.publications import Publication
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.rollups import build_rollup
from cxboard.storage.steps import Begin
from cxboard.storage.switching import redo
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS
from cxboard.storage.uploads import UploadRecord, all_uploads
from cxboard.storage.workspace import Workspace


def bring_back(
    workspace: Workspace, record: UploadRecord, before: Publication, by: str, begin: Begin
) -> Published:
    """Publish an undone file again; the counts are those of its first receipt."""
    return Published(
        publication=redo(workspace, record.upload_id, by, begin),
        before=before,
        accepted=record.counts["accepted"],
        unchanged=record.counts["unchanged"],
        restated=record.counts["restated"],
        months=record.months,
    )


def foresee(workspace: Workspace, record: UploadRecord, before: Publication) -> Preview:
    """Return what bring_back() would change, and write nothing."""
    months = months_touched(workspace, record.kind, record.upload_id)
    uploads = in_order(all_uploads(workspace.ledger), {*before.uploads, record.upload_id})
    rollup = pl.DataFrame(schema=ROLLUP_SCHEMA)
    if record.kind in ROLLUPS:
        rollup = build_rollup(
            workspace.lake,
            record.kind,
            version=before.tables[record.kind.value],
            uploads=uploads,
            months=months,
        )
    return Preview(
        before=before,
        kind=record.kind,
        accepted=record.counts["accepted"],
        unchanged=record.counts["unchanged"],
        restated=record.counts["restated"],
        months=tuple(months),
        rollup=rollup,
        uploads=uploads,
    )
