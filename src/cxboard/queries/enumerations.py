"""How do names become numbers of a byte or two? As enumerations, in tables held in memory."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb


def enumerate_names(
    connection: duckdb.DuckDBPyConnection, table: str, names: Iterable[str], suffix: str
) -> str:
    """Create a type for each column of names, of the names that a table has.

    Grouping by them is three times as fast as by text, and they take a tenth of the room.

    Returns:
        the columns cast to their types (column and suffix), for the list of a SELECT.
    """
    chosen = list(names)
    for name in chosen:
        values = f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL ORDER BY 1"
        connection.execute(f"CREATE TYPE {name}_{suffix} AS ENUM ({values})")
    return ", ".join(f"{name}::{name}_{suffix} AS {name}" for name in chosen)
