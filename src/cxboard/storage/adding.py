"""Adds up people's scores and the products of them: the table of `moments`, from arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.domain.items import NULL, Item
from cxboard.domain.measures import Edition
from cxboard.domain.vocabulary import Instrument
from cxboard.storage.moments import SCHEMA, Cases, asks_everybody, editions
from cxboard.storage.people import People
from cxboard.storage.together import looked_up, within

Scores = npt.NDArray[np.float64]

_PLACE = ("month", "facility_id", "service_line")


def sums(people: People) -> pl.DataFrame:
    """Return the sums of some months' people.

    Returns:
        SCHEMA: one row per month, hospital, service line, instrument and selection of cases.
    """
    places = people.places.select(_PLACE).unique(maintain_order=True).with_row_index("cell")
    cells = people.places.join(places, on=_PLACE, how="left", maintain_order="left")["cell"]
    rows = [
        {**places.row(cell, named=True), "instrument": instrument.value, **told}
        for instrument in Instrument
        for cell, told in _of_instrument(people, instrument, cells.to_numpy())
    ]
    return (
        pl.DataFrame(rows, schema={"cell": pl.UInt32(), **SCHEMA})
        .drop("cell")
        .sort("month", "cases", "instrument", "facility_id", "service_line")
    )


def _of_instrument(
    people: People, instrument: Instrument, cells: npt.NDArray[np.uint32]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield cells of month, hospital and service line, and what they add up to."""
    asked = editions(instrument)
    names, everybody = list(asked), sum(map(asks_everybody, asked.values()))
    used = within(asked[names[0]], people.places["month"])[people.units]
    if not used.any() or not all(_is_answered(each, people) for each in asked.values()):
        return
    scores = np.column_stack([_score(e.items, people.answers, used) for e in asked.values()])
    told = ~np.isnan(scores)
    kept = told[:, :everybody].all(axis=1)
    scores = scores[kept]
    complete = np.asarray(told[kept].all(axis=1))
    groups = 2 * cells[people.units[used][kept]].astype(np.int64) + complete
    order = np.argsort(groups, kind="stable")
    ends = np.flatnonzero(np.diff(groups[order], append=-1)) + 1
    for rows in np.split(order, ends[:-1]):
        if len(rows):
            is_complete = bool(complete[rows[0]])
            chosen = names if is_complete else names[:everybody]
            cases = Cases.COMPLETE if is_complete else Cases.REST
            added = _added(scores[rows, : len(chosen)])
            yield int(groups[rows[0]]) // 2, {"cases": cases.value, "measures": chosen, **added}


def _is_answered(edition: Edition, people: People) -> bool:
    """Whether anybody answers a measure, or not everybody is asked; else nobody has all scores."""
    return not asks_everybody(edition) or any(
        (people.answers[item.key] > NULL).any() for item in edition.items
    )


def _added(scores: Scores) -> dict[str, Any]:
    """Return the sums of one cell's people; products in the order of `moments.pairs`."""
    products = scores.T @ scores
    return {
        "n": len(scores),
        "sums": scores.sum(axis=0).tolist(),
        "products": products[np.tril_indices(len(products))].tolist(),
    }


def _score(
    items: tuple[Item, ...],
    answers: Mapping[str, npt.NDArray[np.int8]],
    used: npt.NDArray[np.bool_],
) -> Scores:
    """Return a measure's score of those used: the mean of what they answered, or NaN."""
    linear = [
        looked_up(
            {code: item.scale.linear(code) for code in item.scale.codes},
            answers[item.key][used],
            np.nan,
            np.float64,
        )
        for item in items
    ]
    if len(linear) == 1:
        return np.asarray(linear[0])
    answered = sum((~np.isnan(each)).astype(np.int8) for each in linear)
    total = sum(np.nan_to_num(each) for each in linear)
    return np.where(answered == 0, np.nan, total / np.maximum(answered, 1))
