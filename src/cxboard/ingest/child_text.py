"""Inside the child: a CSV file becomes Parquet of nothing but text, or is refused."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.child_engine import (
    ReadTable,
    connect,
    copy_to_parquet,
    literal,
    measured,
    only,
)
from cxboard.ingest.dialect import Dialect
from cxboard.ingest.job import Job
from cxboard.ingest.limits import Limits
from cxboard.ingest.structure import read_structure
from cxboard.ingest.structure_problems import BadStructure
from cxboard.ingest.text_source import TextSource, as_windows_text, text_source, write_plain


def read_text(job: Job) -> ReadTable:
    """Write every cell of a text file to `job.rows_file`.

    Raises:
        BadStructure: it is not one table, or DuckDB finds another table than we did.
    """
    source = text_source(job.source, job.reading, job.known)
    with connect(job) as connection:
        try:
            return _read(connection, job, source)
        except BadStructure as wrong:
            if job.reading.encoding or wrong.problems[0].code != "wrong_encoding":
                raise
            other = as_windows_text(source)
            if other is None:
                raise
            return _read(connection, job, other)


def _read(connection: duckdb.DuckDBPyConnection, job: Job, source: TextSource) -> ReadTable:
    """Read a text file as it was looked at, by two readers."""
    path = job.source
    if not source.is_plain:
        path = job.plain_file
        write_plain(source, path)
    with ThreadPoolExecutor(1) as other:  # both readers spend their time outside Python's lock
        copies: list[Future[None]] = []

        def begin(dialect: Dialect) -> None:
            if len(dialect.headers) == 1:
                raise BadStructure([problems.one_column(dialect.headers[0])])
            query = f"SELECT * FROM {_table(path, dialect, job.limits)}"  # noqa: S608 (our own names)
            copies.append(other.submit(copy_to_parquet, connection, query, job))

        try:
            structure = read_structure(
                path,
                job.limits,
                job.known,
                begin,
                delimiter=source.shape.delimiter,
                first_line=source.shape.header_row,
            )
        except BaseException:
            connection.interrupt()
            raise
    try:
        copies[0].result()
    except duckdb.Error as wrong:
        if isinstance(wrong, duckdb.OutOfMemoryException):
            raise
        reason = str(wrong).splitlines()[0][:120]
        raise BadStructure([problems.readers_disagree(reason)]) from None
    found = measured(connection, job, len(structure.column_bytes))
    if found.rows != structure.records:
        what = f"{structure.records:,} rows against {found.rows:,}"
        raise BadStructure([problems.readers_disagree(what)])
    both = zip(structure.dialect.headers, structure.column_bytes, found.bytes, strict=True)
    differing = [header for header, ours, theirs in both if ours != theirs]
    if differing:
        raise BadStructure([problems.readers_disagree(f"column “{differing[0]}” differs")])
    return ReadTable(
        headers=structure.dialect.headers,
        lines=structure.lines,
        shape=replace(source.shape, delimiter=structure.dialect.delimiter),
        notices=source.notices,
    )


def _table(path: Path, dialect: Dialect, limits: Limits) -> str:
    """Return DuckDB's reader with nothing left to guess.

    It is not strict, because strict it takes one kind of line end only; what it would forgive,
    the structure has refused already, and the bytes of every column are compared afterwards.
    """
    width = len(dialect.headers)
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv({literal(only(path))}, auto_detect = false, header = true, "
        f"columns = {{{columns}}}, delim = {literal(dialect.delimiter)}, "
        "quote = '\"', escape = '\"', strict_mode = false, null_padding = false, "
        f"max_line_size = {2 * limits.record_bytes})"
    )
