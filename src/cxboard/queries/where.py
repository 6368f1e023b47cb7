"""Filters as SQL conditions with bound parameters. No value ever becomes part of the text."""

from __future__ import annotations

from typing import Any

from cxboard.domain.errors import BadRequest
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import CUTS, Dimension

COLUMNS = {
    Dimension.MONTH: "strftime(month, '%Y-%m')",
    Dimension.QUARTER: "strftime(month, '%Y') || 'Q' || quarter(month)",
    Dimension.YEAR: "strftime(month, '%Y')",
    Dimension.FACILITY: "facility_id::VARCHAR",
    Dimension.UNIT: "unit_id::VARCHAR",
    Dimension.SERVICE_LINE: "service_line::VARCHAR",
}
"""What a dimension groups by; cuts group by `cut_value`."""


def cut_of(filters: Filters, by: tuple[Dimension, ...]) -> Dimension | None:
    """Return the one cut that a question needs, or None when it needs none.

    Raises:
        BadRequest: it needs two; counts are kept for one cut at a time, so that nobody can be
            singled out by crossing them.
    """
    needed = [cut for cut in CUTS if cut in by or cut in filters.chosen()]
    if len(needed) > 1:
        raise BadRequest(
            f"Results are kept by {needed[0]} or by {needed[1]}, not by both at once. "
            "Take one of them away."
        )
    return needed[0] if needed else None


def condition(filters: Filters, cut: Dimension | None) -> tuple[str, dict[str, Any]]:
    """Return the condition of a WHERE clause, and its parameters."""
    parts = ["month BETWEEN $first AND $last"]
    values: dict[str, Any] = {"first": filters.period.first, "last": filters.period.last}
    if cut is not None:
        parts.append("cut = $cut")
        values["cut"] = cut.value
    for dimension, chosen in filters.chosen().items():
        column = "cut_value" if dimension is cut else f"{dimension_column(dimension)}::VARCHAR"
        parts.append(f"list_contains(${dimension.value}, {column})")
        values[dimension.value] = list(chosen)
    return " AND ".join(parts), values


def dimension_column(dimension: Dimension) -> str:
    """Return the rollup's column of a place dimension."""
    return {
        Dimension.FACILITY: "facility_id",
        Dimension.UNIT: "unit_id",
        Dimension.SERVICE_LINE: "service_line",
    }[dimension]
