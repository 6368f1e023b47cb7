"""The lake: Delta tables of Parquet files. The only module that opens them.

Every table is partitioned by `month`. Rows of fact tables are only appended; months of the rollup
are replaced. Readers pin a version, so nothing here disturbs them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import polars as pl
from deltalake import CommitProperties, DeltaTable, Schema, Transaction, WriterProperties
from deltalake.transaction import AddAction, create_table_with_add_actions

from cxboard.storage.durable import sync

_LOG = "_delta_log"

_KEEP_HISTORY = {
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
}
"""Old versions are old publications, and a board may ask for one years later."""

_PARTITION = ["month"]

_ROW_GROUP = 50_000
"""Small row groups let a reader of the sorted rollups skip all cuts but its own."""

_WRITER = WriterProperties(compression="ZSTD", max_row_group_size=_ROW_GROUP)


@dataclass(frozen=True)
class Commit:
    """A table's version after a write, and every file that the write made."""

    version: int
    files: tuple[Path, ...]


class Lake:
    """All tables below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[tuple[str, int], tuple[Path, ...]] = {}
        root.mkdir(parents=True, exist_ok=True)

    def path(self, table: str) -> Path:
        """Return the folder of a table."""
        return self.root / table

    def exists(self, table: str) -> bool:
        """Whether the table has ever been committed."""
        return (self.path(table) / _LOG).is_dir() and DeltaTable.is_deltatable(
            str(self.path(table))
        )

    def version(self, table: str) -> int:
        """Return the newest version of a table, whether published or not."""
        version: int = self._open(table).version()
        return version

    def files(self, table: str, version: int, months: Iterable[date] | None = None) -> list[Path]:
        """Return the data files of one version, optionally only those of some months."""
        wanted = None if months is None else {f"month={month:%Y-%m-%d}" for month in months}
        every = self._every_file(table, version)
        return [path for path in every if wanted is None or path.parent.name in wanted]

    def _every_file(self, table: str, version: int) -> tuple[Path, ...]:
        """Return a version's files, remembered: a version never changes, and asking costs 7 ms."""
        if (table, version) not in self._files:
            uris = self._open(table, version).file_uris()
            paths = (Path(unquote(uri.removeprefix("file://"))) for uri in uris)
            self._files[table, version] = tuple(sorted(paths))
        return self._files[table, version]

    def months(self, table: str, version: int) -> list[date]:
        """Return the months that have rows in one version."""
        folders = {path.parent.name for path in self.files(table, version)}
        return sorted(date.fromisoformat(name.removeprefix("month=")) for name in folders)

    def commits(self, table: str, version: int) -> list[Path]:
        """Return the log files that make up a version, oldest first."""
        folder = self.path(table) / _LOG
        return [folder / f"{number:020d}.json" for number in range(version + 1)]

    def checkpoints(self, table: str, version: int) -> list[Path]:
        """Return the summaries of the log that opening a version may start from, oldest first."""
        every = sorted((self.path(table) / _LOG).glob("*.checkpoint*.parquet"))
        return [path for path in every if int(path.name.partition(".")[0]) <= version]

    def surplus(self, table: str, version: int) -> int:
        """Return how many files a version has beyond one a month."""
        return len(self.files(table, version)) - len(self.months(table, version))

    def compact(self, table: str) -> Commit | None:
        """Write the small files of each month as one; None when none has several.

        Rows stay as they are, and older versions keep their files, so no reader is disturbed.
        """
        handle = self._open(table)
        before = handle.version()
        handle.optimize.compact(writer_properties=_WRITER)
        return None if handle.version() == before else self._settle(table, before)

    def leftovers(self, table: str) -> list[Path]:
        """Return files that no commit ever named: what killed writers left behind.

        Raises:
            ValueError: a commit is missing or cannot be read, so nobody knows what it named.
        """
        folder, version = self.path(table), self.version(table)
        named = {path for log in self.commits(table, version) for path in _added(log)}
        data = {path for path in folder.rglob("*.parquet") if path.parent.name != _LOG}
        cut_off = {path for path in folder.rglob("*#*") if path.is_file()}
        return sorted((data - named) | cut_off)

    def has_transaction(self, table: str, app_id: str) -> bool:
        """Whether a write with this application id was committed before."""
        return self.exists(table) and self._open(table).transaction_version(app_id) is not None

    def append(self, table: str, rows: pl.DataFrame, app_id: str) -> Commit:
        """Append rows under an application id and sync them to the disk.

        A repeated application id is refused by has_transaction(), which the writer asks first
        under the writer lock.
        """
        return self._write(table, rows, app_id=app_id)

    def replace_months(self, table: str, rows: pl.DataFrame, months: Iterable[date]) -> Commit:
        """Replace whole months with rows, all or nothing; months without rows become empty."""
        return self._write(table, rows, replaced=sorted(set(months)))

    def rewind(self, table: str, version: int) -> Commit | None:
        """Make an older version the newest one again; None when it is already."""
        handle = self._open(table)
        if handle.version() == version:
            return None
        before = handle.version()
        handle.restore(version)
        return self._settle(table, before)

    def _write(
        self,
        table: str,
        rows: pl.DataFrame,
        *,
        app_id: str | None = None,
        replaced: Sequence[date] | None = None,
    ) -> Commit:
        """Write a file for each month and commit them together, in place of `replaced` months.

        The files are written here and only named to delta-rs, whose own writer takes four times as
        long to part the rows by month. A file that no commit names is nobody's.
        """
        schema = Schema.from_arrow(rows.clear().to_arrow().schema)
        with ThreadPoolExecutor(2) as pool:
            files = list(pool.map(lambda part: self._write_month(table, *part), _by_month(rows)))
        how = CommitProperties(app_transactions=[Transaction(app_id, 1)] if app_id else None)
        if not self.exists(table):
            create_table_with_add_actions(
                str(self.path(table)),
                schema,
                files,
                partition_by=_PARTITION,
                configuration=_KEEP_HISTORY,
                commit_properties=how,
            )
            return self._settle(table, -1)
        handle = self._open(table)
        before = handle.version()
        known = {field.name for field in handle.schema().fields}
        if new := [field for field in schema.fields if field.name not in known]:
            handle.alter.add_columns(new)
        listed = [month.isoformat() for month in replaced or ()]
        handle.create_write_transaction(
            files,
            "append" if replaced is None else "overwrite",
            handle.schema(),
            partition_by=_PARTITION,
            partition_filters=None if replaced is None else [("month", "in", listed)],
            commit_properties=how,
        )
        return self._settle(table, before)

    def _write_month(self, table: str, month: date, rows: pl.DataFrame) -> AddAction:
        """Write one month's rows to a file of their own; return what a commit says of it."""
        name = f"month={month.isoformat()}/part-{uuid.uuid4()}.parquet"
        path = self.path(table) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows.write_parquet(path, compression="zstd", compression_level=1, row_group_size=_ROW_GROUP)
        status = path.stat()
        return AddAction(
            path=name,
            size=status.st_size,
            partition_values={"month": month.isoformat()},
            modification_time=status.st_mtime_ns // 1_000_000,
            data_change=True,
            stats=json.dumps({"numRecords": len(rows)}),
        )

    def _settle(self, table: str, before: int) -> Commit:
        """Sync everything that was committed after a version."""
        version = self.version(table)
        logs = self.commits(table, version)[before + 1 :]
        older = set(self.files(table, before)) if before >= 0 else set()
        added = [path for path in self.files(table, version) if path not in older]
        checkpoints = [p for p in self.checkpoints(table, version) if p.name > f"{before:020d}."]
        sync([*added, *logs, *checkpoints])
        return Commit(version=version, files=(*added, *logs))

    def _open(self, table: str, version: int | None = None) -> DeltaTable:
        return DeltaTable(str(self.path(table)), version=version)


def _added(log: Path) -> list[Path]:
    """Return the data files that a commit added."""
    try:
        actions = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as wrong:
        raise ValueError(f"the commit {log.name} cannot be read ({wrong})") from None
    if not actions:
        raise ValueError(f"the commit {log.name} is empty")
    names = (action["add"]["path"] for action in actions if "add" in action)
    return [log.parents[1] / unquote(name) for name in names]


def _by_month(rows: pl.DataFrame) -> Iterator[tuple[date, pl.DataFrame]]:
    """Yield each run of rows of one month, without the column that names it.

    Rows come sorted by month; slices of them cost nothing.
    """
    start = 0
    for run in rows["month"].rle().to_list():
        yield run["value"], rows.slice(start, run["len"]).drop("month")
        start += run["len"]
