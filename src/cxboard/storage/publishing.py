"""From a checked extract to what everybody sees: all of it or nothing, once.

The order makes a kill at any moment harmless. Rows are appended under the file's SHA-256 and
synced; they belong to no publication yet. Counts are rebuilt for the months concerned and synced.
Then one ledger transaction lists the new files, marks the upload committed and records the
publication. Whoever repeats the command after a kill finds the rows already there by their
SHA-256 and goes on from where it was cut off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.storage import receipt_parts
from cxboard.storage.classify import Effect, classify
from cxboard.storage.compacting import compact_grown
from cxboard.storage.durable import sha256_of
from cxboard.storage.ledger import Ledger
from cxboard.storage.moving import in_order, move, require_sound
from cxboard.storage.publications import Publication, current
from cxboard.storage.rollups import build_rollup
from cxboard.storage.steps import Begin, Step, unheard
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS, SYSTEM_COLUMNS, table_of
from cxboard.storage.uploads import UploadRecord, all_uploads, stage
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A checked extract.

    `rows_file` is Parquet in the table's schema without upload_id and restates; `counts` are the
    receipt's numbers of rows that never became part of it, `reading` what it says about how the
    file was read.
    """

    upload_id: str
    sha256: str
    file_name: str
    size: int
    kind: Kind
    rows_file: Path
    by: str
    read: int
    rejected: int
    duplicate: int
    reading: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Published:
    """What became of an extract. Without new or restated rows `publication` is the one before."""

    publication: Publication | None
    before: Publication | None
    accepted: int
    unchanged: int
    restated: int
    months: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would become of an extract: the same counts, and the counts of the months it touches.

    `candidate` holds the rows, as long as the extract is at hand; of an upload that is published
    already once, `uploads` are those that would be active with it.
    """

    before: Publication | None
    kind: Kind
    accepted: int
    unchanged: int
    restated: int
    months: tuple[date, ...]
    rollup: pl.DataFrame
    candidate: Path | None = None
    uploads: tuple[str, ...] | None = None


def publish(workspace: Workspace, candidate: Candidate, begin: Begin = unheard) -> Published:
    """Publish a checked extract; without new or restated rows nothing is written.

    Args:
        workspace: the data folder.
        candidate: the extract.
        begin: told of each step; what it raises leaves the publication as it was.

    Raises:
        LakeDiffers: lake and ledger disagree, so nothing may be written.
        Busy: another writer holds the lake for too long.
    """
    with workspace.writing(candidate.by, begin):
        before = current(workspace.ledger)
        require_sound(workspace)
        begin(Step.COMPARE)
        effect = classify(workspace, before, candidate.kind, candidate.rows_file)
        after = before
        if effect.accepted:
            after = _commit(workspace, before, candidate, effect, begin)
        return Published(
            publication=after,
            before=before,
            accepted=effect.accepted,
            unchanged=effect.unchanged,
            restated=effect.restated,
            months=effect.months,
        )


def active_with_rows(
    ledger: Ledger, publication: Publication, candidate: Candidate
) -> UploadRecord | None:
    """Return the active upload that the same file gave with the same rows, or None.

    To publish it again would move nothing: it has its place already, and of rows that a later
    upload restated that one counts.
    """
    same = [
        record
        for record in all_uploads(ledger)
        if record.sha256 == candidate.sha256 and record.upload_id in publication.uploads
    ]
    rows = sha256_of(candidate.rows_file) if same else ""
    return next((record for record in same if record.rows_sha256 == rows), None)


def preview(workspace: Workspace, candidate: Candidate, begin: Begin = unheard) -> Preview:
    """Return what publishing a checked extract would change, and write nothing."""
    begin(Step.COMPARE)
    before = current(workspace.ledger)
    kind = candidate.kind
    effect = classify(workspace, before, kind, candidate.rows_file)
    rollup = pl.DataFrame(schema=ROLLUP_SCHEMA)
    if kind in ROLLUPS:
        begin(Step.COUNT)
        rollup = build_rollup(
            workspace.lake,
            kind,
            version=before.tables.get(kind.value) if before else None,
            uploads=before.uploads if before else (),
            months=effect.months,
            candidate=candidate.rows_file,
        )
    return Preview(
        before=before,
        kind=kind,
        accepted=effect.accepted,
        unchanged=effect.unchanged,
        restated=effect.restated,
        months=effect.months,
        rollup=rollup,
        candidate=candidate.rows_file,
    )


def _commit(
    workspace: Workspace,
    before: Publication | None,
    candidate: Candidate,
    effect: Effect,
    begin: Begin,
) -> Publication:
    begin(Step.SAVE)
    table = candidate.kind.value
    with workspace.ledger.begin() as connection:
        upload_id = stage(
            connection,
            upload_id=candidate.upload_id,
            sha256=candidate.sha256,
            rows_sha256=sha256_of(candidate.rows_file),
            file_name=candidate.file_name,
            size=candidate.size,
            kind=table,
            by=candidate.by,
            counts={
                "read": candidate.read,
                "accepted": effect.accepted,
                "rejected": candidate.rejected,
                "duplicate": candidate.duplicate,
                "unchanged": effect.unchanged,
                "restated": effect.restated,
            },
            months=[month.isoformat() for month in effect.months],
        )
        receipt_parts.keep(connection, upload_id, "reading", candidate.reading)
    app_id = f"sha256:{candidate.sha256} {upload_id}"
    if not workspace.lake.has_transaction(table, app_id):
        workspace.lake.append(table, _stamped(candidate, upload_id, effect), app_id)
    compact_grown(workspace.lake, table)
    chosen = {*(before.uploads if before else ()), upload_id}
    return move(
        workspace,
        before,
        in_order(all_uploads(workspace.ledger), chosen),
        {table: workspace.lake.version(table)},
        {candidate.kind: effect.months},
        reason="ingest",
        upload_id=upload_id,
        by=candidate.by,
        begin=begin,
    )


def _stamped(candidate: Candidate, upload_id: str, effect: Effect) -> pl.DataFrame:
    """Return the extract's rows with what CX Board adds, in the table's column order."""
    columns = table_of(candidate.kind).schema()
    restates = pl.col("record_key").is_in(effect.repeated_keys.implode())
    return (
        pl.read_parquet(candidate.rows_file, hive_partitioning=False)
        .with_columns(restates=restates, upload_id=pl.lit(upload_id))
        .select([name for name in columns if name not in SYSTEM_COLUMNS] + list(SYSTEM_COLUMNS))
    )
