"""Many small files become one a month, and what killed writers left behind goes away.

Nothing that any publication names is touched: versions keep their files, and only files that no
commit of the lake and no line of the ledger knows are removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from cxboard.domain.errors import LakeDiffers
from cxboard.domain.vocabulary import Kind
from cxboard.storage.lake import Lake
from cxboard.storage.ledger_tables import lake_files
from cxboard.storage.moving import move, require_sound
from cxboard.storage.publications import Publication, current
from cxboard.storage.steps import Begin, unheard
from cxboard.storage.workspace import Workspace

MANY = 50
"""Files beyond one a month with which a table is compacted by itself: a query of 100 files takes
12 ms, of 1,000 files 88 ms, of one 4 ms."""


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """What compaction did: files a table has, before and after, and names of removed leftovers.

    `publication` is the one that readers see now; it is a new one only if a table changed.
    """

    publication: Publication | None
    tables: dict[str, tuple[int, int]]
    removed: tuple[str, ...]


def compact_grown(lake: Lake, table: str) -> None:
    """Compact a table that has grown into many files, for the publication that is being made."""
    if lake.surplus(table, lake.version(table)) > MANY:
        lake.compact(table)


def compact(workspace: Workspace, by: str, begin: Begin = unheard) -> Tidied:
    """Compact every table of facts, publish the same rows in fewer files, remove leftovers.

    Args:
        workspace: the data folder.
        by: who asks for it.
        begin: told who is waited for, and each step; what it raises ends the waiting.

    Raises:
        LakeDiffers: lake and ledger disagree, so nothing may be written.
        Busy: another writer holds the lake for too long.
    """
    with workspace.writing(by, begin):
        require_sound(workspace)
        removed = sweep(workspace)
        before = current(workspace.ledger)
        if before is None:
            return Tidied(publication=None, tables={}, removed=removed)
        lake = workspace.lake
        grown = [
            kind.value
            for kind in Kind
            if kind.value in before.tables and lake.surplus(kind.value, before.tables[kind.value])
        ]
        for table in grown:  # a run that was cut off may have done this already
            lake.compact(table)
        after = before
        if grown:
            changed = {table: lake.version(table) for table in grown}
            after = move(
                workspace,
                before,
                before.uploads,
                changed,
                {},
                reason="compact",
                upload_id=None,
                by=by,
            )
        return Tidied(
            publication=after,
            tables={
                table: (
                    len(lake.files(table, before.tables[table])),
                    len(lake.files(table, after.tables[table])),
                )
                for table in grown
            },
            removed=removed,
        )


def sweep(workspace: Workspace) -> tuple[str, ...]:
    """Remove files of the lake that belong to nothing; the caller holds the writer's lock.

    Returns:
        their names below the lake's folder.

    Raises:
        LakeDiffers: a commit cannot be read, so it is not known what belongs to something.
    """
    root = workspace.lake.root
    with workspace.ledger.read() as connection:
        listed = set(connection.execute(select(lake_files.c.path)).scalars())
    removed = []
    for table in sorted(folder.name for folder in root.iterdir() if folder.is_dir()):
        for path in _leftovers(workspace.lake, table):
            name = path.relative_to(root).as_posix()
            if name not in listed:
                path.unlink()
                removed.append(name)
    return tuple(removed)


def _leftovers(lake: Lake, table: str) -> list[Path]:
    """Return a table's leftovers; a table without a commit has none yet that one could tell."""
    if not lake.exists(table):
        return []
    try:
        return lake.leftovers(table)
    except ValueError as wrong:
        raise LakeDiffers(
            f"Table {table}: {wrong}. Nothing is removed until this is resolved; `cxboard verify` "
            "names what differs."
        ) from None
