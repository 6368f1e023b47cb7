"""From a checked extract to what everybody sees: all of it or nothing, once.

The order makes a kill at any moment harmless. Rows are appended under the file's SHA-256 and
synced; they belong to no publication yet. Counts are rebuilt for the months concerned and synced.
Then one ledger transaction lists the new files, marks the upload committed and records the
publication. Whoever repeats the command after a kill finds the rows already there by their
SHA-256 and goes on from where it was cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, insert, select

from cxboard.domain.errors import BadRequest, LakeDiffers
from cxboard.domain.vocabulary import Kind
from cxboard.storage.classify import Effect, classify, months_touched
from cxboard.storage.durable import sha256_of
from cxboard.storage.ledger_tables import lake_files
from cxboard.storage.publications import Publication, current, record
from cxboard.storage.rollups import build_rollup, catalogue_fingerprint
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS, SYSTEM_COLUMNS, table_of
from cxboard.storage.uploads import UploadRecord, all_uploads, get_upload, mark_committed, stage
from cxboard.storage.verify import lake_paths, verify
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A checked extract.

    `rows_file` is Parquet in the table's schema without upload_id and restates; `counts` are the
    receipt's numbers of rows that never became part of it.
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
    """What would become of an extract: the same counts, and the counts of the months it touches."""

    before: Publication | None
    kind: Kind
    accepted: int
    unchanged: int
    restated: int
    months: tuple[date, ...]
    rollup: pl.DataFrame


def publish(workspace: Workspace, candidate: Candidate) -> Published:
    """Publish a checked extract; without new or restated rows nothing is written.

    Raises:
        LakeDiffers: lake and ledger disagree, so nothing may be written.
        Busy: another writer holds the lake for too long.
    """
    with workspace.writing():
        before = current(workspace.ledger)
        _require_sound(workspace)
        effect = classify(workspace, before, candidate.kind, candidate.rows_file)
        after = before
        if effect.accepted:
            after = _commit(workspace, before, candidate, effect)
        return Published(
            publication=after,
            before=before,
            accepted=effect.accepted,
            unchanged=effect.unchanged,
            restated=effect.restated,
            months=effect.months,
        )


def preview(workspace: Workspace, candidate: Candidate) -> Preview:
    """Return what publishing a checked extract would change, and write nothing."""
    before = current(workspace.ledger)
    kind = candidate.kind
    effect = classify(workspace, before, kind, candidate.rows_file)
    rollup = pl.DataFrame(schema=ROLLUP_SCHEMA)
    if kind in ROLLUPS:
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
    )


def undo(workspace: Workspace, upload_id: str, by: str) -> Publication:
    """Publish the lake without an upload's rows; what they had replaced shows again.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload is not part of what readers see.
    """
    return _switch(workspace, upload_id, by, active=False)


def redo(workspace: Workspace, upload_id: str, by: str) -> Publication:
    """Publish the lake with an undone upload's rows again.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload is part of what readers see already, or was never committed.
    """
    return _switch(workspace, upload_id, by, active=True)


def refresh_rollup(workspace: Workspace) -> Publication | None:
    """Rebuild every count if the catalogue has changed since they were made."""
    if _is_fresh(current(workspace.ledger)):
        return current(workspace.ledger)
    with workspace.writing():
        before = current(workspace.ledger)
        if before is None or _is_fresh(before):
            return before
        _require_sound(workspace)
        return _move(
            workspace,
            before,
            before.uploads,
            {},
            {},
            reason="rebuild",
            upload_id=None,
            by="CX Board",
        )


def _is_fresh(publication: Publication | None) -> bool:
    return publication is None or publication.catalogue == catalogue_fingerprint()


def _require_sound(workspace: Workspace) -> None:
    differences = verify(workspace, contents=False)
    if differences:
        raise LakeDiffers(
            f"Lake and ledger disagree ({differences[0].name}: {differences[0].detail} "
            f"{len(differences)} in all). Nothing is written until this is resolved; "
            "`cxboard verify` names every difference."
        )


def _switch(workspace: Workspace, upload_id: str, by: str, *, active: bool) -> Publication:
    with workspace.writing():
        upload = get_upload(workspace.ledger, upload_id)
        before = current(workspace.ledger)
        _require_sound(workspace)
        if before is None or upload.state != "committed":
            raise BadRequest(f"{upload.upload_id} was never published, so nothing can be changed.")
        if (upload.upload_id in before.uploads) is active:
            state = "already part of" if active else "not part of"
            raise BadRequest(f"{upload.upload_id} is {state} what readers see ({before.id}).")
        chosen = {*before.uploads, upload.upload_id} - (set() if active else {upload.upload_id})
        return _move(
            workspace,
            before,
            _in_order(all_uploads(workspace.ledger), chosen),
            {},
            {upload.kind: months_touched(workspace, upload.kind, upload.upload_id)},
            reason="redo" if active else "undo",
            upload_id=upload.upload_id,
            by=by,
        )


def _in_order(records: Sequence[UploadRecord], chosen: set[str]) -> tuple[str, ...]:
    """Return chosen uploads, oldest first: the order in which they were first taken in."""
    ordered = sorted(records, key=lambda record: record.seq)
    return tuple(record.upload_id for record in ordered if record.upload_id in chosen)


def _commit(
    workspace: Workspace, before: Publication | None, candidate: Candidate, effect: Effect
) -> Publication:
    table = candidate.kind.value
    with workspace.ledger.begin() as connection:
        stage(
            connection,
            upload_id=candidate.upload_id,
            sha256=candidate.sha256,
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
    app_id = f"sha256:{candidate.sha256}"
    if not workspace.lake.has_transaction(table, app_id):
        workspace.lake.append(table, _stamped(candidate, effect), app_id)
    chosen = {*(before.uploads if before else ()), candidate.upload_id}
    return _move(
        workspace,
        before,
        _in_order(all_uploads(workspace.ledger), chosen),
        {table: workspace.lake.version(table)},
        {candidate.kind: effect.months},
        reason="ingest",
        upload_id=candidate.upload_id,
        by=candidate.by,
    )


def _stamped(candidate: Candidate, effect: Effect) -> pl.DataFrame:
    """Return the extract's rows with what CX Board adds, in the table's column order."""
    columns = table_of(candidate.kind).schema()
    repeated = effect.repeated_keys.to_frame().with_columns(restates=pl.lit(True))
    return (
        pl.read_parquet(candidate.rows_file, hive_partitioning=False)
        .join(repeated, on="record_key", how="left", maintain_order="left")
        .with_columns(pl.col("restates").fill_null(False), upload_id=pl.lit(candidate.upload_id))
        .select([name for name in columns if name not in SYSTEM_COLUMNS] + list(SYSTEM_COLUMNS))
    )


def _move(
    workspace: Workspace,
    before: Publication | None,
    uploads: tuple[str, ...],
    changed: dict[str, int],
    months: Mapping[Kind, Iterable[date]],
    *,
    reason: str,
    upload_id: str | None,
    by: str,
) -> Publication:
    """Rebuild the counts of some months and make everything so far what readers see."""
    tables = dict(before.tables if before else {}) | changed
    if before is not None and not _is_fresh(before):
        lake = workspace.lake
        months = {k: lake.months(k.value, tables[k.value]) for k in ROLLUPS if k.value in tables}
    for kind, rollup in ROLLUPS.items():
        if wanted := sorted(set(months.get(kind, ()))):
            if rollup in tables:  # a killed upload may have left counts that nobody ever saw
                workspace.lake.rewind(rollup, tables[rollup])
            version = tables[kind.value]
            rows = build_rollup(
                workspace.lake, kind, version=version, uploads=uploads, months=wanted
            )
            tables[rollup] = workspace.lake.replace_months(rollup, rows, wanted).version
    with workspace.ledger.begin() as connection:
        _list_files(workspace, connection, tables)
        if reason == "ingest" and upload_id is not None:
            mark_committed(connection, upload_id)
        return record(
            connection,
            reason=reason,
            upload_id=upload_id,
            by=by,
            tables=tables,
            uploads=uploads,
            catalogue=catalogue_fingerprint(),
        )


def _list_files(workspace: Workspace, connection: Connection, tables: dict[str, int]) -> None:
    """Write size and SHA-256 of every file of these versions that the ledger does not list yet."""
    listed = set(connection.execute(select(lake_files.c.path)).scalars())
    root = workspace.lake.root
    for table, version, path in lake_paths(workspace.lake, tables.items()):
        name = path.relative_to(root).as_posix()
        if name in listed:
            continue
        values = {"path": name, "table_name": table, "version": version}
        values |= {"size": path.stat().st_size, "sha256": sha256_of(path)}
        connection.execute(insert(lake_files).values(**values))
        listed.add(name)
