"""Inside the child: a CSV file becomes Parquet of nothing but text, or is refused."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

import duckdb
import numpy as np
import numpy.typing as npt

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.child_engine import copy_to_parquet, literal, measured
from cxboard.ingest.dialect import Dialect
from cxboard.ingest.job import Job
from cxboard.ingest.structure import read_structure
from cxboard.ingest.structure_problems import BadStructure

Lines = npt.NDArray[np.int32]


def read_text(connection: duckdb.DuckDBPyConnection, job: Job) -> tuple[tuple[str, ...], Lines]:
    """Write every cell of a text file to `job.rows_file` and return its headers and lines.

    Raises:
        BadStructure: it is not one table, or DuckDB finds another table than we did.
    """
    with ThreadPoolExecutor(1) as other:  # both readers spend their time outside Python's lock
        copies: list[Future[None]] = []

        def begin(dialect: Dialect) -> None:
            query = f"SELECT * FROM {_table(job, dialect)}"  # noqa: S608 (our own names)
            copies.append(other.submit(copy_to_parquet, connection, query, job))

        try:
            structure = read_structure(job.source, job.limits, job.known, begin)
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
    return structure.dialect.headers, structure.lines


def _table(job: Job, dialect: Dialect) -> str:
    """Return DuckDB's reader with nothing left to guess.

    It is not strict, because strict it takes one kind of line end only; what it would forgive,
    the structure has refused already, and the bytes of every column are compared afterwards.
    """
    width = len(dialect.headers)
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv({literal(str(job.source))}, auto_detect = false, header = true, "
        f"columns = {{{columns}}}, delim = {literal(dialect.delimiter)}, "
        "quote = '\"', escape = '\"', strict_mode = false, null_padding = false, "
        f"max_line_size = {2 * job.limits.record_bytes})"
    )
