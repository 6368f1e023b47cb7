"""Which hospitals and units are there, and which service lines, channels and months have data?"""

from __future__ import annotations

from datetime import date

import polars as pl

from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader


def register(reader: Reader) -> pl.DataFrame:
    """Return one row per unit of the organisation register, ordered by hospital and unit.

    Columns facility_id, facility_name, unit_id, unit_name, service_line, state, all text.
    """
    rows: pl.DataFrame = (
        reader.cursor()
        .sql("""
            SELECT facility_id, facility_name, unit_id, unit_name, service_line, state
            FROM organisation ORDER BY facility_id, unit_id
        """)
        .pl()
    )
    return rows


def places(reader: Reader) -> pl.DataFrame:
    """Return the places that have answers: facility_id, unit_id, service_line, ordered."""
    rows: pl.DataFrame = (
        reader.cursor()
        .sql("""
            SELECT facility_id, unit_id, service_line FROM place ORDER BY ALL
        """)
        .pl()
    )
    return rows


def months_with_data(reader: Reader) -> tuple[date, date] | None:
    """Return the first and the last month with answers, or None without any."""
    first, last = reader.cursor().execute("SELECT min(month), max(month) FROM rollup").fetchall()[0]
    return None if first is None else (first, last)


def cut_values(reader: Reader, cut: Dimension) -> list[str]:
    """Return the values of a cut that have answers, ordered."""
    rows = reader.cursor().execute(
        "SELECT DISTINCT cut_value FROM rollup_cut WHERE cut = $cut ORDER BY 1", {"cut": cut.value}
    )
    return [value for (value,) in rows.fetchall()]
