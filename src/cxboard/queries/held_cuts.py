"""How do cuts become quick to ask? A copy in memory, small and in the order of the questions.

Two to four million rows, which is what the cuts of forty units have at any number of surveys, take
60 to 100 MB.
"""

from __future__ import annotations

import duckdb

from cxboard.queries.enumerations import enumerate_names

MOST_ROWS = 20_000_000
"""Rows that are held at the most, about half a gigabyte; more of them stay in Parquet."""

_NAMES = ("facility_id", "unit_id", "service_line", "cut", "cut_value", "item")


def hold_cuts(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Copy the rows of "rollup_cut" into memory, and let that name the copy from now on.

    Returns:
        Whether they are held; False where there are too many.
    """
    counted = cursor.execute("SELECT count(*) FROM rollup_cut").fetchall()
    if counted[0][0] > MOST_ROWS:
        return False
    columns = enumerate_names(cursor, "rollup_cut", _NAMES, "held")
    cursor.execute(
        f"CREATE TABLE held_cut AS SELECT * REPLACE ({columns}) FROM rollup_cut "
        "WHERE cut <> 'all' ORDER BY cut, item, month"
    )
    cursor.execute("CREATE OR REPLACE VIEW rollup_cut AS SELECT * FROM held_cut")
    return True
