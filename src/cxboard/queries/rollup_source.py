"""Which rows are a publication's rollup? Its Parquet, settled and overlaid, as one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.storage.countable import overdue
from cxboard.storage.publications import Publication
from cxboard.storage.tables import ROLLUP_SCHEMA
from cxboard.storage.visible import SQL_TYPES, create_visible, parquet
from cxboard.storage.workspace import Workspace

_HANDLED = ("acknowledged_date", "answered_date")
"""Days on which something was done about feedback."""


@dataclass(frozen=True)
class Overlay:
    """Rollup rows that stand in for everything published of their kind and months.

    `candidate` is the Parquet of the checked extract that they come from, if it is one; `uploads`
    are those that would be active then, where they are others than the publication's.
    """

    kind: Kind
    rows: pl.DataFrame
    months: tuple[date, ...]
    candidate: Path | None = None
    uploads: tuple[str, ...] | None = None


def query_of_rollups(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    publication: Publication,
    files: Mapping[Kind, list[Path]],
    overlay: Overlay | None,
) -> str:
    """Return a query of all rollup files, the overlay in the place of its kind and months."""
    end = _feedback_end(connection, workspace, publication, overlay)
    return _source(connection, files, overlay, end)


def parquet_or_nothing(files: list[Path], schema: Mapping[str, pl.DataType] = ROLLUP_SCHEMA) -> str:
    """Return a query of files of one table; without any, of no row with its columns."""
    if files:
        return f"SELECT * FROM {parquet(files, same_columns=True)}"
    nulls = (f"NULL::{SQL_TYPES[str(dtype)]} AS {name}" for name, dtype in schema.items())
    return f"SELECT {', '.join(nulls)} WHERE false"


def _source(
    connection: duckdb.DuckDBPyConnection,
    files: Mapping[Kind, list[Path]],
    overlay: Overlay | None,
    feedback_end: date | None,
) -> str:
    """Return a query of all rollup files, the overlay in the place of its kind and months.

    Complaints of the feedback rollup are settled as of the last day that feedback speaks of.
    """
    apart = {Kind.FEEDBACK} | ({overlay.kind} if overlay else set())
    together = [path for kind, paths in files.items() if kind not in apart for path in paths]
    texts = {kind: parquet_or_nothing(files.get(kind, [])) for kind in sorted(apart)}
    if overlay is not None:
        texts[overlay.kind] = _overlaid(connection, texts[overlay.kind], overlay)
    if feedback_end is not None:
        settled = overdue(f"DATE '{feedback_end}'")
        texts[Kind.FEEDBACK] = (
            f"SELECT * REPLACE ({settled} AS answer) FROM ({texts[Kind.FEEDBACK]})"
        )
    return " UNION ALL BY NAME ".join([parquet_or_nothing(together), *texts.values()])


def _overlaid(connection: duckdb.DuckDBPyConnection, rollup: str, overlay: Overlay) -> str:
    """Return a query of one kind's rollup in which the overlay stands for its months."""
    connection.register("overlay_rows", overlay.rows.to_arrow())
    connection.execute("CREATE TABLE overlay AS SELECT * FROM overlay_rows")
    connection.unregister("overlay_rows")
    replaced = " OR ".join(f"month = DATE '{month}'" for month in overlay.months) or "false"
    return (
        f"SELECT * FROM ({rollup}) WHERE NOT ({replaced}) UNION ALL BY NAME SELECT * FROM overlay"
    )


def _feedback_end(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    publication: Publication,
    overlay: Overlay | None,
) -> date | None:
    """Return the last day that any feedback speaks of; None without feedback."""
    own = overlay if overlay and overlay.kind is Kind.FEEDBACK else None
    candidate, uploads = (own.candidate, own.uploads) if own else (None, None)
    if Kind.FEEDBACK.value not in publication.tables and candidate is None:
        return None
    create_visible(
        connection,
        workspace.lake,
        kind=Kind.FEEDBACK,
        version=publication.tables.get(Kind.FEEDBACK.value),
        uploads=publication.uploads if uploads is None else uploads,
        candidate=candidate,
    )
    days = ", ".join(f"max({day})" for day in ("received_date", *_HANDLED))
    rows = connection.execute(f"SELECT greatest({days}) FROM visible").fetchall()
    end: date | None = rows[0][0]
    return end
