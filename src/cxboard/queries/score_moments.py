"""How do the scores of the same people go together? Sums and products, by month and hospital."""

from __future__ import annotations

from typing import Any

import polars as pl

from cxboard.domain.errors import BadRequest
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import Dimension, Instrument
from cxboard.queries.reader import Reader

KEPT_BY = (Dimension.FACILITY, Dimension.SERVICE_LINE)
"""What the sums can be narrowed to."""


def score_moments(reader: Reader, filters: Filters, instrument: Instrument) -> pl.DataFrame:
    """Return the sums of a population and period, those of one instrument.

    Columns month, facility_id, cases, measures (ids), n (people), sums and products as the lake
    keeps them (storage.moments); a month and hospital has a row for each service line and
    selection of cases, in a fixed order.

    Raises:
        BadRequest: the filters narrow what the sums are not kept by.
    """
    chosen = filters.chosen()
    if other := [dimension for dimension in chosen if dimension not in KEPT_BY]:
        raise BadRequest(
            f"How scores go together is kept by hospital and service line, not by {other[0]}. "
            "Choose all of them in the row above."
        )
    values: dict[str, Any] = {"first": filters.period.first, "last": filters.period.last}
    narrowed = ""
    for dimension, wanted in chosen.items():
        column = "facility_id" if dimension is Dimension.FACILITY else "service_line"
        narrowed += f" AND list_contains(${column}s::VARCHAR[], {column})"
        values |= {f"{column}s": list(wanted)}
    rows: pl.DataFrame = (
        reader.cursor()
        .sql(
            f"""
            SELECT month, facility_id, cases, measures, n, sums, products FROM moments
            WHERE instrument = $instrument AND month BETWEEN $first AND $last {narrowed}
            ORDER BY month, facility_id, service_line, cases
            """,
            params=values | {"instrument": instrument.value},
        )
        .pl()
    )
    return rows
