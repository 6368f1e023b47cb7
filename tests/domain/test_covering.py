"""Which cells are hidden together? Small tables, and what must be true of every one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxboard.domain.covering import Covering
from cxboard.domain.disclosure import NOBODY, Block, Patch, fits, is_open, over, total, touched

YEAR = [f"2026-{month:02}" for month in range(1, 13)]


def year(months: list[str]) -> Block:
    """Return a year with quarters and months."""
    quarters = [months[start : start + 3] for start in range(0, len(months), 3)]
    return Block(
        columns=tuple(months),
        pieces=tuple(
            Block(columns=tuple(own), pieces=tuple(Block(columns=(month,)) for month in own))
            for own in quarters
        ),
    )


def cover(lines: dict[str, list[int]]) -> list[Patch]:
    months = YEAR[: max(map(len, lines.values()))]
    table = {
        row: {month: (n,) for month, n in zip(months, line, strict=False)}
        for row, line in lines.items()
    }
    return Covering(table=table, smallest=11).cover(year(months))


# people by row and month | for each patch, its rows, its months, and the rows known together
TABLES = [
    ({"A": [50, 40, 30], "B": [20, 20, 20]}, []),
    ({"A": [50, 40, 30], "B": [20, 3, 20], "C": [12, 60, 60]}, [("BC", "12", "")]),
    ({"A": [50, 40, 30], "B": [3, 4, 5], "C": [60, 60, 60]}, [("AB", "123", "")]),
    ({"A": [50, 40, 30], "B": [1, 0, 5], "C": [60, 60, 60]}, [("AB", "123", "AB")]),
    ({"A": [50, 40, 30], "B": [0, 0, 0]}, []),
    ({"A": [5, 40, 40], "B": [3, 50, 50]}, [("AB?", "123", "")]),  # 8 people altogether
]


@pytest.mark.parametrize(("lines", "expected"), TABLES)
def test_a_small_cell_hides_behind_others(
    lines: dict[str, list[int]], expected: list[tuple[str, str, str]]
) -> None:
    found = [
        (
            "".join(sorted(row.replace(NOBODY, "?") for row in patch.rows)),
            "".join(sorted(month[-1] for month in patch.columns)),
            "".join(sorted(patch.dark)),
        )
        for patch in cover(lines)
    ]
    assert [("".join(sorted(a)), b, c) for a, b, c in expected] == found


def test_what_a_patch_leaves_open() -> None:
    (patch,) = cover({"A": [50, 40, 30], "B": [3, 4, 5], "C": [60, 60, 60]})

    def opens(rows: str, *months: int) -> bool:
        return is_open(touched([patch], frozenset(rows)), frozenset(YEAR[m - 1] for m in months))

    assert opens("B", 1, 2, 3), "the row over all of its months"
    assert opens("AB", 1), "a month over all of its rows"
    assert opens("C", 1)
    assert not opens("B", 1)
    assert not opens("BC", 1)
    assert not opens("A", 1, 2)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("ABCDE"),
        st.lists(st.sampled_from([0, 2, 5, 9, 14, 40]), min_size=12, max_size=12),
        min_size=1,
    )
)
def test_every_sum_that_may_be_known_is_none_or_eleven(lines: dict[str, list[int]]) -> None:
    table = {
        row: {month: (n,) for month, n in zip(YEAR, line, strict=True)}
        for row, line in lines.items()
    }
    patches = Covering(table=table, smallest=11).cover(year(YEAR))
    inside = [(row, month) for p in patches for row in p.rows - {NOBODY} for month in p.columns]
    assert all(a != b for a, b in pairwise(sorted(inside))), "patches are disjoint"
    small = {(r, m) for r, line in table.items() for m, cell in line.items() if not fits(cell, 11)}
    assert small <= set(inside)
    for patch in patches:
        rows = sorted(patch.rows - {NOBODY})
        for row in set(rows) - patch.dark:
            assert fits(over(table[row], patch.columns), 11)
        dark = [over(table[row], patch.columns) for row in patch.dark - {NOBODY}]
        assert NOBODY in patch.dark or fits(total(dark), 11)
        if NOBODY not in patch.rows:
            for month in patch.columns:
                assert fits(total(table[row][month] for row in rows), 11)
