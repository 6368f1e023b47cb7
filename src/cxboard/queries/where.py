"""Filters as SQL conditions with bound parameters. No value ever becomes part of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cxboard.domain.errors import BadRequest
from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import CUTS, HOSPITAL_CUTS, Dimension

PLACES = {
    Dimension.FACILITY: "facility_id",
    Dimension.UNIT: "unit_id",
    Dimension.SERVICE_LINE: "service_line",
}
"""The rollup's columns of place."""


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
    if needed[0] in HOSPITAL_CUTS and below:
        raise BadRequest(
            f"Results by {needed[0]} are kept by hospital, not by {below[0]}. "
            "Take one of them away."
        )
    return needed[0]


Known = Mapping[str, frozenset[str]]
"""Values of each enumerated column of a publication."""


def condition(filters: Filters, cut: Dimension | None, known: Known) -> tuple[str, dict[str, Any]]:
    """Return the condition of a WHERE clause, and its parameters."""
    parts = ["month BETWEEN $first AND $last"]
    values: dict[str, Any] = {"first": filters.period.first, "last": filters.period.last}
    if cut is not None:
        parts.append("cut = $cut")
        values["cut"] = cut.value
    for dimension, chosen in filters.chosen().items():
        column = "cut_value" if dimension is cut else PLACES[dimension]
        text, bound = among(column, chosen, None if cut else known)
        parts.append(text)
        values |= bound
    return " AND ".join(parts), values


_FEW = 8
"""Up to so many values, naming each makes the quicker query; beyond, one list of them does."""


def among(column: str, chosen: Iterable[str], known: Known | None) -> tuple[str, dict[str, Any]]:
    """Return the condition that a column has one of some values, and its parameters.

    In memory the column is an enumeration: values that it does not know, which no row has, are
    left out, and a long list is cast once instead of every row. In Parquet (`known` is None), IN
    lets whole row groups be skipped.
    """
    values = [value for value in chosen if known is None or value in known[column]]
    if known is not None and len(values) > _FEW:
        return f"list_contains(${column}s::{column}_name[], {column})", {f"{column}s": values}
    bound = {f"{column}_{number}": value for number, value in enumerate(values)}
    return f"{column} IN ({', '.join(f'${name}' for name in bound) or 'NULL'})", bound
