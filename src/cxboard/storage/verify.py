"""Do ledger and lake agree? Every file that the newest publication relies on, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError

from cxboard.domain.vocabulary import Kind
from cxboard.storage.durable import sha256_of
from cxboard.storage.lake import Lake
from cxboard.storage.ledger_tables import lake_files, uploads
from cxboard.storage.publications import Publication, current_in
from cxboard.storage.seals import broken
from cxboard.storage.uploads import first_attempt
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is not as the ledger says.

    `code` is missing, size, content, unreadable, unlisted, upload or ledger; `name` the file or
    table; `detail` a sentence.
    """

    code: str
    name: str
    detail: str


def verify(workspace: Workspace, *, contents: bool = True) -> list[Difference]:
    """Compare the newest publication with the lake and return every difference.

    Args:
        workspace: what to check.
        contents: also read every file and compare its SHA-256; without it only names and sizes
            are compared, which takes milliseconds and misses damage that keeps the size.
    """
    with workspace.ledger.read() as connection:
        publication = current_in(connection)
        found = list(_ledger_differences(workspace, connection, publication))
        if contents and not found:
            found += _changed_rows(workspace, connection)
        if publication is not None:
            found += _file_differences(workspace, connection, contents)
            if not found:
                found += _table_differences(workspace, connection, publication)
        if contents and not found:
            found += _unknown_uploads(workspace, connection)
    return found


def lake_paths(
    lake: Lake, publication_tables: Iterable[tuple[str, int]]
) -> list[tuple[str, int, Path]]:
    """Return every file of some table versions as (table, version, path)."""
    return [
        (table, version, path)
        for table, version in publication_tables
        for path in (
            *lake.files(table, version),
            *lake.commits(table, version),
            *lake.checkpoints(table, version),
        )
    ]


def _ledger_differences(
    workspace: Workspace, connection: Connection, publication: Publication | None
) -> Iterator[Difference]:
    if workspace.ledger.is_sqlite:
        try:
            answer = connection.execute(text("PRAGMA quick_check")).scalar_one()
        except DatabaseError as error:
            answer = str(error.orig)
        if answer != "ok":
            yield Difference(code="ledger", name="ledger", detail=f"SQLite reports: {answer}.")
    committed = set(
        connection.execute(
            select(uploads.c.upload_id).where(uploads.c.state == "committed")
        ).scalars()
    )
    for upload_id in publication.uploads if publication else ():
        if upload_id not in committed:
            yield Difference(
                code="upload",
                name=upload_id,
                detail="The publication counts it, but the ledger has no such committed upload.",
            )


def _changed_rows(workspace: Workspace, connection: Connection) -> Iterator[Difference]:
    """Find rows of the ledger that can be read and are not what was written."""
    if workspace.ledger.is_sqlite:
        for check in ("integrity_check", "foreign_key_check"):
            for row in connection.execute(text(f"PRAGMA {check}")):
                if row[0] != "ok":
                    yield Difference(code="ledger", name=str(row[0])[:80], detail=f"{check} fails.")
    for name in broken(connection):
        detail = "The ledger’s row is not what was written and sealed."
        yield Difference(code="ledger", name=name, detail=detail)


def _unknown_uploads(workspace: Workspace, connection: Connection) -> Iterator[Difference]:
    """Find rows of uploads that the ledger never heard of: it is new, or an older copy."""
    known = {
        first_attempt(one) for one in connection.execute(select(uploads.c.upload_id)).scalars()
    }
    lake = workspace.lake
    for table in (kind.value for kind in Kind if lake.exists(kind.value)):
        files = lake.files(table, lake.version(table))
        brought = pl.scan_parquet(files, missing_columns="insert").select("upload_id").unique()
        for upload_id in sorted(brought.collect()["upload_id"]):
            if first_attempt(upload_id) not in known:
                detail = (
                    f"The lake’s table {table} has rows of this upload, and the ledger does not "
                    "know it: the ledger is not the one that belongs to this lake, or an older "
                    "copy of it."
                )
                yield Difference(code="upload", name=upload_id, detail=detail)


def _file_differences(
    workspace: Workspace, connection: Connection, contents: bool
) -> Iterator[Difference]:
    for row in connection.execute(select(lake_files).order_by(lake_files.c.path)):
        difference = _compare(workspace.lake.root / row.path, row, contents)
        if difference is not None:
            yield difference


def _compare(path: Path, row: Any, contents: bool) -> Difference | None:
    if not path.is_file():
        return Difference(code="missing", name=row.path, detail="The file is not there.")
    size = path.stat().st_size
    if size != row.size:
        detail = f"The file has {size} bytes; {row.size} were published."
        return Difference(code="size", name=row.path, detail=detail)
    if contents and sha256_of(path) != row.sha256:
        detail = "The content is not what was published (its SHA-256 differs)."
        return Difference(code="content", name=row.path, detail=detail)
    return None


def _table_differences(
    workspace: Workspace, connection: Connection, publication: Publication
) -> Iterator[Difference]:
    listed = set(connection.execute(select(lake_files.c.path)).scalars())
    for table, version in publication.tables.items():
        try:
            paths = lake_paths(workspace.lake, [(table, version)])
        except Exception as error:  # whatever a damaged log makes delta-rs raise is a difference
            detail = f"Version {version} cannot be opened: {str(error)[:200]}"
            yield Difference(code="unreadable", name=table, detail=detail)
            continue
        for _, _, path in paths:
            name = path.relative_to(workspace.lake.root).as_posix()
            if name not in listed and ".checkpoint" not in name:
                detail = "The published version uses a file that the ledger does not know."
                yield Difference(code="unlisted", name=name, detail=detail)
