"""Does counting by index count what counting one row after the other does?"""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.items import MISSING, NULL
from cxboard.storage.tally import merged, put_together, tally

CODES = st.integers(NULL, 10)
ROWS = st.lists(st.tuples(st.integers(0, 40), CODES, st.just(NULL), CODES), max_size=60)


@given(ROWS)
def test_every_code_of_every_group_is_counted_once(rows: list[tuple[int, ...]]) -> None:
    by_hand: Counter[tuple[int, str, int]] = Counter()
    for group, *codes in rows:
        for item, code in zip("abc", codes, strict=True):
            if code != NULL:
                by_hand[group, item, code] += 1
    groups = np.array([row[0] for row in rows], np.int64)
    columns = {
        item: np.array([row[place] for row in rows], np.int8) for place, item in enumerate("abc", 1)
    }
    counted = tally(groups, put_together(columns))
    assert {tuple(row[:3]): row[3] for row in counted.iter_rows()} == by_hand
    assert len(counted) == len(by_hand)
    fewer = merged(counted, 4).sort("group", "item", "answer")
    assert fewer.equals(tally(groups // 4, put_together(columns)).sort("group", "item", "answer"))


def test_far_apart_groups_and_missing_answers_are_counted() -> None:
    counted = tally(
        np.array([7, 1_000_000, 7]),
        put_together({"a": np.array([MISSING, 10, MISSING], np.int8)}),
    )
    assert list(counted.iter_rows()) == [(7, "a", MISSING, 2), (1_000_000, "a", 10, 1)]
