"""Are many gaps judged together, so that noise alone rarely finds one?"""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.gaps import ALPHA, gap, holm, probability
from cxboard.domain.intervals import wilson
from cxboard.domain.scores import Score

# probabilities | which stand (Holm at 5 %: the k-th smallest of m against 0.05 / (m − k + 1))
HOLM = [
    ([], []),
    ([0.04], [True]),
    ([0.04, 0.04], [False, False]),
    ([0.02, 0.04], [True, True]),
    ([0.01, 0.03, 0.04], [True, False, False]),
    ([0.9, 0.001, 0.02, 0.5], [False, True, False, False]),
]


@pytest.mark.parametrize(("probabilities", "stands"), HOLM)
def test_which_findings_stand(probabilities: list[float], stands: list[bool]) -> None:
    assert holm(probabilities) == stands


@given(st.lists(st.floats(0, 1)))
def test_what_stands_would_stand_alone_and_order_does_not_matter(found: list[float]) -> None:
    stands = holm(found)
    assert all(p <= ALPHA for p, stood in zip(found, stands, strict=True) if stood)
    assert holm(found[::-1]) == stands[::-1] or len(set(found)) < len(found)


def share(top: int, n: int) -> Score:
    low, high = wilson(top, n)
    return Score(value=100 * top / n, n=n, lower=100 * low, upper=100 * high)


def test_a_wide_gap_is_unlikely_and_none_is_likely() -> None:
    wide, none = gap(share(100, 200), share(700, 1000)), gap(share(70, 100), share(700, 1000))
    assert wide
    assert none
    assert wide[0] == pytest.approx(-20)
    assert probability(wide) < 1e-4
    assert probability(none) == pytest.approx(1, abs=0.02)
    assert gap(Score(), share(7, 10)) is None


def test_noise_alone_seldom_gives_a_gap() -> None:
    chance = random.Random(7)

    def drawn(n: int) -> Score:
        return share(sum(chance.random() < 0.7 for _ in range(n)), n)

    alarms = 0
    for _ in range(100):
        found = [gap(drawn(60), drawn(300)) for _ in range(20)]
        alarms += any(holm([probability(each) for each in found if each]))
    assert alarms <= 14, "about 5 in 100 are expected"
