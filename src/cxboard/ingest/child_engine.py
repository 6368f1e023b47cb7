"""Inside the child: DuckDB, kept to one source file and one folder."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxboard.ingest.job import Job
from cxboard.ingest.limits import CHUNK


@dataclass(frozen=True)
class Measured:
    """Rows, and per column the bytes of all its values and of its longest."""

    rows: int
    bytes: tuple[int, ...]
    longest: tuple[int, ...]


def connect(job: Job) -> duckdb.DuckDBPyConnection:
    """Return a connection that reaches the source and the job's folder and nothing else."""
    connection = duckdb.connect()
    for setting in (
        f"SET allowed_paths = [{literal(str(job.source))}, {literal(only(job.source))}]",
        f"SET allowed_directories = [{literal(str(job.folder))}]",
        f"SET temp_directory = {literal(str(job.folder / 'spill'))}",
        f"SET memory_limit = {literal(job.limits.duckdb_memory)}",
        "SET threads = 2",
        "SET preserve_insertion_order = true",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET enable_progress_bar = false",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        connection.execute(setting)
    return connection


def copy_to_parquet(connection: duckdb.DuckDBPyConnection, query: str, job: Job) -> None:
    """Write a query's rows, in their order, where the parent looks for them.

    Raises:
        OSError: the disk is full.
        duckdb.Error: the query's source cannot be read.
    """
    try:
        connection.execute(
            f"COPY ({query}) TO {literal(str(job.rows_file))} "
            f"(FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE {CHUNK})"
        )
    except duckdb.IOException as wrong:
        if os.strerror(errno.ENOSPC) in str(wrong):  # all that DuckDB gives away
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise


def measured(connection: duckdb.DuckDBPyConnection, job: Job, width: int) -> Measured:
    """Return the measures of what was written."""
    names = [f"c{place}" for place in range(width)]
    sums = ", ".join(f"coalesce(sum(strlen({name})), 0)" for name in names)
    tops = ", ".join(f"coalesce(max(strlen({name})), 0)" for name in names)
    source = f"read_parquet({literal(only(job.rows_file))})"
    query = f"SELECT count(*), {sums}, {tops} FROM {source}"  # noqa: S608 (our own names)
    row = connection.execute(query).fetchone()
    assert row is not None
    sizes = tuple(int(value) for value in row)
    return Measured(sizes[0], sizes[1 : width + 1], sizes[width + 1 :])


def literal(text: str) -> str:
    """Return text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def only(path: Path) -> str:
    """Return a path as DuckDB has to be told it, so that no sign of its name is a pattern.

    DuckDB takes `extract[1].csv` for a pattern that `extract1.csv` fits.
    """
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def name(text: str) -> str:
    """Return text as an SQL name."""
    return '"' + text.replace('"', '""') + '"'
