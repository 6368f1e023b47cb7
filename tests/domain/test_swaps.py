"""Can few people in a place still be many when the sum of all places is told?"""

from __future__ import annotations

import pytest

from cxboard.domain.disclosure import Patch
from cxboard.domain.swaps import Layers

MONTHS = ("2026-01", "2026-02")


def line(*people: int) -> dict[str, tuple[int, ...]]:
    return {month: (n,) for month, n in zip(MONTHS, people, strict=True)}


def layers(other: int, *, hidden: bool = True) -> Layers:
    """Return two places; one has 3 people in a cell, the other a number in that opposite."""
    tables = {
        "H1": {"A": line(3, 30), "B": line(30, 30)},
        "H2": {"A": line(30, 30), "B": line(30, other)},
    }
    patch = Patch(rows=frozenset("AB"), columns=frozenset(MONTHS), dark=frozenset())
    return Layers(
        tables=tables,
        patches={"H1": (patch,), "H2": (patch,) if hidden else ()},
        dark=frozenset(),
        rows=frozenset(),
        places=frozenset(),
        smallest=11,
    )


@pytest.mark.parametrize(
    ("other", "hidden", "is_safe"), [(30, True, True), (2, True, False), (30, False, False)]
)
def test_a_cell_is_safe_when_enough_people_can_be_swapped_into_it(
    other: int, hidden: bool, is_safe: bool
) -> None:
    unsafe = layers(other, hidden=hidden).unsafe({})
    assert ("A", MONTHS[0]) not in unsafe if is_safe else ("A", MONTHS[0]) in unsafe


def test_where_the_sums_are_hidden_one_place_is_enough() -> None:
    whole = Patch(rows=frozenset("AB"), columns=frozenset(MONTHS), dark=frozenset())
    sums = {(row, month): whole for row in "AB" for month in MONTHS}
    assert ("A", MONTHS[0]) not in layers(2, hidden=False).unsafe(sums)
