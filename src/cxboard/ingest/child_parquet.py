"""Inside the child: a Parquet file becomes Parquet of nothing but text, or is refused.

The footer is judged first: it says how much a small file would unpack to. It can lie, and then
the child's own limits end it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import duckdb
import numpy as np
import numpy.typing as npt

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.child_engine import (
    connect,
    copy_to_parquet,
    literal,
    measured,
    name,
    only,
)
from cxboard.ingest.dialect import header_problems
from cxboard.ingest.forms import Form, Shape
from cxboard.ingest.job import Job, ReadTable
from cxboard.ingest.limits import megabytes
from cxboard.ingest.parquet_footer import durations, why_unreadable
from cxboard.ingest.report import Problem, error
from cxboard.ingest.structure_problems import BadStructure

_DAY_OR_MOMENT = (
    "CASE WHEN {0} = date_trunc('day', {0}) THEN strftime({0}, '%Y-%m-%d') "
    "ELSE CAST({0} AS VARCHAR) END"
)
_NUMBER = (
    "CASE WHEN {0} = trunc({0}) AND abs({0}) < 1e15 THEN CAST(CAST({0} AS BIGINT) AS VARCHAR) "
    "ELSE CAST({0} AS VARCHAR) END"
)
"""Whole numbers without “.0”: a column of ids with a gap is one of decimals to pandas."""

_AS_TEXT = {
    "VARCHAR": "{0}",
    '"NULL"': "CAST({0} AS VARCHAR)",  # a column of blanks only, as pandas writes it
    "BOOLEAN": "upper(CAST({0} AS VARCHAR))",  # no answer 1 of a scale
    "DATE": "CAST({0} AS VARCHAR)",
    "FLOAT": _NUMBER,
    "DOUBLE": _NUMBER,
    "DECIMAL": "CAST({0} AS VARCHAR)",
    "UUID": "CAST({0} AS VARCHAR)",
    "TIMESTAMP": _DAY_OR_MOMENT,
    "TIMESTAMP_NS": _DAY_OR_MOMENT,
    "TIMESTAMP_MS": _DAY_OR_MOMENT,
    "TIMESTAMP_S": _DAY_OR_MOMENT,
    **{
        f"{sign}{size}": "CAST({0} AS VARCHAR)"
        for sign in ("", "U")
        for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
    },
}
"""How a value of each type is written as text; what is not listed is refused."""

_NOT_READ = {
    "TIMESTAMP WITH TIME ZONE": ("moments with a time zone", "Write the local day."),
    "TIMESTAMPTZ_NS": ("moments with a time zone", "Write the local day."),
    "BLOB": ("bytes", "Write them as text."),
    "TIME": ("times without a day", "Write the day."),
    "TIME_NS": ("times without a day", "Write the day."),
}
"""What columns hold that are refused, by type, and what to do about it."""
_NESTED = ("a list or a structure", "Write one plain value a cell.")
_DURATION = ("lengths of time", "Write plain minutes, or text such as 00:12:30.")


def read_parquet(job: Job) -> ReadTable:
    """Write every value as text to `job.rows_file` and return its headers and row numbers.

    Raises:
        BadStructure: damaged, nested, too large, or with column names that are not unique.
        MemoryError: it needs more than a child may have.
    """
    with connect(job) as connection:
        return _read(connection, job)


def _read(connection: duckdb.DuckDBPyConnection, job: Job) -> ReadTable:
    try:
        headers, rows = _footer(connection, job)
        if held := durations(job.source):
            raise BadStructure([_bad_type(column, *_DURATION) for column in held])
        described = connection.sql(f"FROM {_table(job)}")
        columns = list(zip(described.columns, map(str, described.types), strict=True))
        _check_types(columns)
        chosen = ", ".join(
            f"{_AS_TEXT[_plain(kind)].format(name(column))} AS c{place}"
            for place, (column, kind) in enumerate(columns)
        )
        blank = _blank_rows(connection, columns, job)
        query = f"SELECT {chosen} FROM {_table(job)}"  # noqa: S608 (names are quoted)
        if len(blank):
            query += f" WHERE NOT ({_is_blank(columns)})"
        copy_to_parquet(connection, query, job)
        found = measured(connection, job, len(columns))
    except duckdb.Error as wrong:
        if isinstance(wrong, duckdb.OutOfMemoryException):
            raise MemoryError from None
        reason = _without_path(wrong, job)
        known = why_unreadable(job.source, reason)
        raise BadStructure([known or _damaged(reason)]) from None
    if (has := found.rows + len(blank)) != rows:
        raise BadStructure([_damaged(f"its footer says {rows:,} rows and it has {has:,}")])
    if not found.rows:
        raise BadStructure([problems.no_rows()])
    if max(found.longest) > job.limits.cell_bytes:
        place = found.longest.index(max(found.longest))
        raise BadStructure([_long_cell(headers[place], job.limits.cell_bytes)])
    return ReadTable(
        headers=headers,
        lines=np.delete(np.arange(1, rows + 1, dtype=np.int32), blank),
        shape=Shape(form=Form.PARQUET),
        notices=(problems.blank_rows(len(blank)),) if len(blank) else (),
    )


def _blank_rows(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[tuple[str, str]], job: Job
) -> npt.NDArray[np.int64]:
    """Return the places of rows without any value; the first column alone clears most files."""
    places: list[tuple[int]] = []
    for some in (columns[:1], columns):
        counted = f"SELECT row_number() OVER () - 1 AS place, {_is_blank(some)} AS blank"
        query = f"SELECT place FROM ({counted} FROM {_table(job)}) WHERE blank"  # noqa: S608
        places = connection.execute(query).fetchall()
        if not places:
            break
    return np.array(places, np.int64).reshape(-1)


def _is_blank(columns: Sequence[tuple[str, str]]) -> str:
    """Return the condition, in SQL, that none of some columns has a value."""
    return " AND ".join(
        f"trim(coalesce({name(column)}, ''), ' \t\r\n') = ''"
        if _plain(kind) == "VARCHAR"
        else f"{name(column)} IS NULL"
        for column, kind in columns
    )


def _footer(connection: duckdb.DuckDBPyConnection, job: Job) -> tuple[tuple[str, ...], int]:
    """Return column names and number of rows as the footer has them, once it is harmless."""
    schema = connection.execute(
        "SELECT name, num_children, repetition_type FROM parquet_schema($1)", [only(job.source)]
    ).fetchall()
    headers = tuple(str(row[0]).strip() for row in schema[1:])
    nested = [str(row[0]) for row in schema[1:] if row[1] or row[2] == "REPEATED"]
    if nested:
        raise BadStructure([_bad_type(nested[0], *_NESTED)])
    if wrong := header_problems(headers, job.limits.columns):
        raise BadStructure(wrong)
    totals = connection.execute(
        "SELECT (SELECT sum(num_rows) FROM parquet_file_metadata($1)), "
        "(SELECT sum(total_uncompressed_size) FROM parquet_metadata($1))",
        [only(job.source)],
    ).fetchone()
    assert totals is not None
    rows, unpacked = int(totals[0] or 0), int(totals[1] or 0)
    if not rows or not headers:
        raise BadStructure([problems.no_rows()])
    if rows > job.limits.rows:
        raise BadStructure([problems.too_many_rows(job.limits.rows)])
    if unpacked > job.limits.parquet_unpacked_bytes:
        raise BadStructure([_unpacks_to(unpacked)])
    return headers, rows


def _check_types(columns: list[tuple[str, str]]) -> None:
    wrong = [(column, kind) for column, kind in columns if _plain(kind) not in _AS_TEXT]
    if wrong:
        raise BadStructure(
            [
                _bad_type(column, *_NOT_READ.get(kind, (f"values of type {kind}", _NESTED[1])))
                for column, kind in wrong
            ]
        )


def _plain(kind: str) -> str:
    return re.sub(r"\(.*\)", "", kind)


def _table(job: Job) -> str:
    return f"read_parquet({literal(only(job.source))}, hive_partitioning = false)"


def _bad_type(column: str, kind: str, fix: str) -> Problem:
    return error(
        "wrong_column_type",
        f"Column “{column}” holds {kind}; only text, numbers, dates and yes/no are read.",
        fix,
        column=column,
    )


def _without_path(wrong: duckdb.Error, job: Job) -> str:
    """Return what DuckDB says in a line; where the server keeps its files is nobody's business."""
    said = str(wrong).splitlines()[0].replace(str(job.source), job.source.name)
    return said[:120].rstrip(".")


def _damaged(reason: str) -> Problem:
    return error(
        "damaged_file",
        f"The Parquet file cannot be read: {reason}.",
        "Write the file again, or send it as CSV.",
    )


def _long_cell(column: str, most: int) -> Problem:
    return error(
        "cell_too_long",
        f"A value of “{column}” is longer than {most // 1024} KB.",
        "Shorten the text.",
        column=column,
    )


def _unpacks_to(size: int) -> Problem:
    return error(
        "file_too_large",
        f"The file unpacks to {megabytes(size)}, more than is read at once.",
        "Split it by month and send the parts one after another.",
    )
