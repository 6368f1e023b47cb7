"""Does the split of a change add up, and tell mix from performance?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.mix import Part, split

PARTS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda p: (min(p), max(p))),
    min_size=1,
)


@given(PARTS, PARTS)
def test_mix_and_performance_add_up_to_the_change(
    before: dict[str, Part], now: dict[str, Part]
) -> None:
    found = split(before, now)
    if not sum(n for _, n in before.values()) or not sum(n for _, n in now.values()):
        assert found is None
        return
    assert found is not None
    assert found.mix + found.performance == pytest.approx(found.now - found.before, abs=1e-9)
    for side in (0, 1):
        assert sum(part.share[side] for part in found.parts.values()) == pytest.approx(100)


def test_people_who_move_alone_are_mix_alone() -> None:
    found = split({"desk": (80, 100), "portal": (50, 100)}, {"desk": (40, 50), "portal": (75, 150)})
    assert found is not None
    assert found.performance == pytest.approx(0)
    assert found.mix == pytest.approx(-7.5)


def test_parts_that_change_alone_are_performance_alone() -> None:
    found = split({"a": (80, 100), "b": (50, 100)}, {"a": (90, 100), "b": (50, 100)})
    assert found is not None
    assert found.mix == pytest.approx(0)
    assert found.parts["a"].performance == pytest.approx(5)


def test_a_part_that_is_new_is_mix() -> None:
    found = split({"a": (80, 100)}, {"a": (80, 100), "new": (20, 100)})
    assert found is not None
    assert found.performance == pytest.approx(0)
    assert found.parts["new"].value == (None, 20)
