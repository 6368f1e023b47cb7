"""One step from a publication to the next: counts rebuilt, files listed, readers moved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, insert, select

from cxboard.domain.errors import LakeDiffers
from cxboard.domain.vocabulary import Kind
from cxboard.storage.durable import sha256_of
from cxboard.storage.ledger_tables import lake_files
from cxboard.storage.publications import Publication, record
from cxboard.storage.rollups import build_counts, catalogue_fingerprint
from cxboard.storage.steps import Begin, Step, unheard
from cxboard.storage.tables import ROLLUPS
from cxboard.storage.uploads import UploadRecord, mark_committed
from cxboard.storage.verify import lake_paths, verify
from cxboard.storage.workspace import Workspace


def is_fresh(publication: Publication | None) -> bool:
    """Whether a publication's counts were made for the catalogue as it stands."""
    return publication is None or publication.catalogue == catalogue_fingerprint()


def require_sound(workspace: Workspace) -> None:
    """Raise LakeDiffers when lake and ledger disagree by name or size of a file."""
    differences = verify(workspace, contents=False)
    if differences:
        raise LakeDiffers(
            f"Lake and ledger disagree ({differences[0].name}: {differences[0].detail} "
            f"{len(differences)} in all). Nothing is written until this is resolved; "
            "`cxboard verify` names every difference."
        )


def in_order(records: Sequence[UploadRecord], chosen: set[str]) -> tuple[str, ...]:
    """Return chosen uploads, oldest first: the order in which they were first taken in."""
    ordered = sorted(records, key=lambda record: record.seq)
    return tuple(record.upload_id for record in ordered if record.upload_id in chosen)


def move(
    workspace: Workspace,
    before: Publication | None,
    uploads: tuple[str, ...],
    changed: dict[str, int],
    months: Mapping[Kind, Collection[date]],
    *,
    reason: str,
    upload_id: str | None,
    by: str,
    begin: Begin = unheard,
) -> Publication:
    """Rebuild the counts of some months and make everything so far what readers see."""
    tables = dict(before.tables if before else {}) | changed
    if before is not None and not is_fresh(before):
        lake = workspace.lake
        months = {k: lake.months(k.value, tables[k.value]) for k in ROLLUPS if k.value in tables}
    tables |= _count(workspace, tables, uploads, months, begin)
    begin(Step.PUBLISH)
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


def _count(
    workspace: Workspace,
    tables: Mapping[str, int],
    uploads: tuple[str, ...],
    months: Mapping[Kind, Collection[date]],
    begin: Begin,
) -> dict[str, int]:
    """Build everything counted for some months anew; return the new versions by table."""
    lake, versions = workspace.lake, dict[str, int]()
    for kind in ROLLUPS:
        if not (wanted := sorted(set(months.get(kind, ())))):
            continue
        begin(Step.COUNT)
        counts = build_counts(
            lake, kind, version=tables[kind.value], uploads=uploads, months=wanted
        )
        for table, rows in counts.items():
            if table in tables:  # a killed upload may have left counts that nobody ever saw
                lake.rewind(table, tables[table])
            versions[table] = lake.replace_months(table, rows, wanted).version
    return versions


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
