"""Which rows of a fact table does a publication show?

A row is visible when its upload is active and no later active upload names its key. Rows that
repeat a key are flagged `restates` when they are written, so that finding the later ones reads
almost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.storage.lake import Lake
from cxboard.storage.publications import Publication
from cxboard.storage.tables import table_of
from cxboard.storage.workspace import Workspace

Connection = duckdb.DuckDBPyConnection


def working_connection() -> Connection:
    """Return a DuckDB connection for building, with nothing installed or loaded from outside."""
    connection = duckdb.connect()
    for setting in (
        "SET threads = 2",
        "SET memory_limit = '4GB'",
        "SET preserve_insertion_order = false",
        "SET perfect_ht_threshold = 20",  # count by small integers without hashing them
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET enable_progress_bar = false",
    ):
        connection.execute(setting)
    return connection


def quoted(text: str) -> str:
    """Return text as an SQL literal; for our own paths and ids only, never for user input."""
    return "'" + text.replace("'", "''") + "'"


def parquet(paths: Iterable[Path], *, same_columns: bool = False) -> str:
    """Return a table expression over Parquet files of one table, `month` taken from their path.

    Fact tables gain columns when the catalogue gains items, so their files are matched by name;
    with `same_columns`, as rollups have them, nothing is opened before it is read.
    """
    listed = ", ".join(quoted(str(path)) for path in paths)
    by_name = "" if same_columns else "union_by_name = true, "
    return (
        f"read_parquet([{listed}], {by_name}hive_partitioning = true, "
        "hive_types = {'month': DATE})"
    )


def create_visible(
    connection: Connection,
    lake: Lake,
    *,
    kind: Kind,
    version: int | None,
    uploads: Sequence[str],
    months: Iterable[date] | None = None,
    candidate: Path | None = None,
) -> None:
    """Create the view "visible": the rows of a kind that readers see.

    Args:
        connection: where to create it.
        lake: the lake to read.
        kind: which table.
        version: its version, None when the table does not exist yet.
        uploads: active uploads, oldest first.
        months: only rows of these months; all when None.
        candidate: Parquet of a checked extract that would become the latest upload.
    """
    wanted = None if months is None else set(months)
    every = lake.files(kind.value, version) if version is not None else []
    near = every if version is None else lake.files(kind.value, version, wanted)
    schema = table_of(kind).schema()
    _create_source(connection, "near", near, candidate, schema, wanted)
    _create_source(connection, "every", every, candidate, schema, None)
    order = [*uploads, "candidate"] if candidate else list(uploads)
    active = "SELECT unnest($1::VARCHAR[]) AS upload_id, unnest(range(len($1))) AS seq"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE active AS {active}", [order])
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE latest AS
        SELECT record_key, max(seq) AS seq FROM every JOIN active USING (upload_id)
        WHERE restates GROUP BY record_key
    """)
    restated = connection.execute("SELECT count(*) FROM latest").fetchall()[0][0]
    newest = "LEFT JOIN latest USING (record_key) WHERE coalesce(active.seq >= latest.seq, true)"
    connection.execute(f"""
        CREATE OR REPLACE TEMP VIEW visible AS
        SELECT near.* FROM near JOIN active USING (upload_id) {newest if restated else ""}
    """)


def _create_source(
    connection: Connection,
    name: str,
    files: Sequence[Path],
    candidate: Path | None,
    schema: dict[str, pl.DataType],
    months: set[date] | None,
) -> None:
    """Create a view of lake files and candidate with every column of the schema."""
    empty = ", ".join(f"NULL::{SQL_TYPES[str(t)]} AS {column}" for column, t in schema.items())
    parts = [f"SELECT {empty} WHERE false"]
    if files:
        parts.append(f"SELECT * FROM {parquet(files)}")
    if candidate is not None:
        rows = (
            f"SELECT *, 'candidate' AS upload_id, true AS restates "
            f"FROM read_parquet({quoted(str(candidate))}, hive_partitioning = false)"
        )
        if months is not None:
            listed = ", ".join(f"DATE {quoted(str(month))}" for month in sorted(months))
            rows += f" WHERE month IN ({listed or 'NULL'})"
        parts.append(rows)
    union = " UNION ALL BY NAME ".join(parts)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {union}")


SQL_TYPES = {
    "String": "VARCHAR",
    "Date": "DATE",
    "Int8": "TINYINT",
    "Int64": "BIGINT",
    "Float64": "DOUBLE",
    "Boolean": "BOOLEAN",
    "List(String)": "VARCHAR[]",
    "List(Float64)": "DOUBLE[]",
}


def read_visible(
    workspace: Workspace, publication: Publication | None, kind: Kind, columns: Sequence[str]
) -> pl.DataFrame:
    """Return columns of the rows that a publication shows, in no particular order.

    Meant for small tables such as the organisation register. Empty before the first upload.
    """
    version = publication.tables.get(kind.value) if publication else None
    uploads = publication.uploads if publication else ()
    with working_connection() as connection:
        create_visible(connection, workspace.lake, kind=kind, version=version, uploads=uploads)
        chosen = ", ".join(columns)
        rows: pl.DataFrame = connection.sql(f"SELECT {chosen} FROM visible").pl()
        return rows
