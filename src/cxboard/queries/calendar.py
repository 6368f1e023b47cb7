"""How are months, quarters and years written? Once each, in a table, and never row by row."""

from __future__ import annotations

import duckdb

from cxboard.domain.vocabulary import Dimension
from cxboard.queries.enumerations import enumerate_names

TIMES = {
    Dimension.MONTH: "written_month",
    Dimension.QUARTER: "written_quarter",
    Dimension.YEAR: "written_year",
}
"""For each dimension of time, the column that has it as it is written, an enumeration."""

_WRITTEN = {
    Dimension.MONTH: "strftime(month, '%Y-%m')",
    Dimension.QUARTER: "strftime(month, '%Y') || 'Q' || quarter(month)",
    Dimension.YEAR: "strftime(month, '%Y')",
}


def create_calendar(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Create "calendar": the months of a table, from its first to its last, as they are written."""
    written = ", ".join(f"{_WRITTEN[dimension]} AS {column}" for dimension, column in TIMES.items())
    connection.execute(
        f"CREATE TEMP TABLE months AS SELECT month, {written} FROM (SELECT unnest(generate_series("
        f"min(month), max(month), INTERVAL 1 MONTH))::DATE AS month FROM {table})"
    )
    columns = enumerate_names(connection, "months", TIMES.values(), "name")
    connection.execute(f"CREATE TABLE calendar AS SELECT month, {columns} FROM months")
    connection.execute("DROP TABLE months")
