"""How do several answers of one person go together? Codes made of the codes of items.

Whether somebody answered any item of a composite, and which of two items got a top-box answer, are
counted like answers. They are looked up rather than worked out in SQL, which takes ten times as
long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.domain.composites import FIRST, SECOND, pair_key
from cxboard.domain.items import NULL, Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.scoring import counted_pairs, respondents
from cxboard.domain.vocabulary import Kind
from cxboard.storage.counted import composites
from cxboard.storage.people import People

Codes = npt.NDArray[np.int8]


def together(kind: Kind, people: People) -> dict[str, Codes]:
    """Return the codes of everything that is counted of a kind, items' own included.

    What nobody has an answer to is left out.
    """
    found = {name: codes for name, codes in people.answers.items() if (codes > NULL).any()}
    for measure in composites(kind):
        found |= _of_composite(measure, people, found)
    return found | {respondents(kind.value): np.ones(len(people.units), np.int8)}


def _of_composite(
    measure: Measure, people: People, answers: Mapping[str, Codes]
) -> dict[str, Codes]:
    any_answered = np.zeros(len(people.units), np.bool_)
    for edition in measure.editions:
        items = [item for item in edition.items if item.key in answers]
        if items:
            here = within(edition, people.places["month"])[people.units]
            any_answered |= here & _any_answered(items, answers)
    return {respondents(measure.id): np.where(any_answered, 1, NULL).astype(np.int8)} | {
        pair_key(*pair): _both(*pair, answers)
        for pair in counted_pairs(measure)
        if all(item.key in answers for item in pair)
    }


def looked_up(
    table: Mapping[int, float], codes: Codes, otherwise: float, dtype: npt.DTypeLike
) -> npt.NDArray[Any]:
    """Return for each code what a table says of it."""
    values: npt.NDArray[Any] = np.full(256, otherwise, dtype)
    values[np.array(list(table), np.int8).view(np.uint8)] = list(table.values())
    return values.take(codes.view(np.uint8))


def within(edition: Edition, months: pl.Series) -> npt.NDArray[np.bool_]:
    """Tell for each month whether it lies in an edition's time."""
    return np.array([edition.overlaps(month, month) for month in months], np.bool_)


def _any_answered(items: Iterable[Item], answers: Mapping[str, Codes]) -> npt.NDArray[np.bool_]:
    answered = [
        looked_up(dict.fromkeys(item.scale.codes, True), answers[item.key], False, np.bool_)
        for item in items
    ]
    return np.asarray(np.any(answered, axis=0))


def _both(first: Item, second: Item, answers: Mapping[str, Codes]) -> Codes:
    """Return which of two answered items got a top-box answer; see NEITHER, FIRST, SECOND, BOTH."""
    one, other = (_top(item, worth, answers) for item, worth in ((first, FIRST), (second, SECOND)))
    return np.where((one < 0) | (other < 0), NULL, one + other).astype(np.int8)


def _top(item: Item, worth: int, answers: Mapping[str, Codes]) -> Codes:
    """Return `worth` for a top-box answer, 0 for another, -1 for none."""
    table = dict.fromkeys(item.scale.codes, 0) | dict.fromkeys(item.scale.top, worth)
    return looked_up(table, answers[item.key], -1, np.int8)
