"""Filters as SQL conditions with bound parameters. No value ever becomes part of the text."""

from __future__ import annotations

from typing import Any

from cxboard.domain.errors import BadRequest
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import CUTS, PERSON_CUTS, Dimension

PLACES = {
    Dimension.FACILITY: "facility_id",
    Dimension.UNIT: "unit_id",
    Dimension.SERVICE_LINE: "service_line",
}
"""The rollup's columns of place."""

TIMES = {
    Dimension.MONTH: "strftime(month, '%Y-%m')",
    Dimension.QUARTER: "strftime(month, '%Y') || 'Q' || quarter(month)",
    Dimension.YEAR: "strftime(month, '%Y')",
}
"""How a month is written for each dimension of time."""


def cut_of(filters: Filters, by: tuple[Dimension, ...]) -> Dimension | None:
    """Return the one cut that a question needs, or None when it needs none.

    Raises:
        BadRequest: it needs two, or a cut of the person below the hospital; such counts are not
            kept, so that nobody can be singled out by crossing them.
    """
    asked = {*by, *filters.chosen()}
    needed = [cut for cut in CUTS if cut in asked]
    if len(needed) > 1:
        raise BadRequest(
            f"Results are kept by {needed[0]} or by {needed[1]}, not by both at once. "
            "Take one of them away."
        )
    if not needed:
        return None
    below = [place for place in (Dimension.UNIT, Dimension.SERVICE_LINE) if place in asked]
    if needed[0] in PERSON_CUTS and below:
        raise BadRequest(
            f"Results by {needed[0]} are kept by hospital, not by {below[0]}. "
            "Take one of them away."
        )
    return needed[0]


def condition(filters: Filters, cut: Dimension | None) -> tuple[str, dict[str, Any]]:
    """Return the condition of a WHERE clause, and its parameters."""
    parts = ["month BETWEEN $first AND $last"]
    values: dict[str, Any] = {"first": filters.period.first, "last": filters.period.last}
    if cut is not None:
        parts.append("cut = $cut")
        values["cut"] = cut.value
    for dimension, chosen in filters.chosen().items():
        names = [f"{dimension.value}_{number}" for number in range(len(chosen))]
        values |= dict(zip(names, chosen, strict=True))
        column = "cut_value" if dimension is cut else PLACES[dimension]
        # In memory the column is an enumeration: casting the value once beats casting every row.
        cast = "${}" if cut is not None else f"TRY_CAST(${{}} AS {column}_name)"
        parts.append(f"{column} IN ({', '.join(cast.format(name) for name in names)})")
    return " AND ".join(parts), values
