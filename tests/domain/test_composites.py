"""How sure is a composite? Against its definition, one person after the other."""

from __future__ import annotations

from collections import Counter
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxboard.domain.catalogue import get_measure
from cxboard.domain.composites import item_pairs, pair_key
from cxboard.domain.intervals import Z95
from cxboard.domain.items import MISSING
from cxboard.domain.scoring import pseudo_items, respondents_key, score

MEASURE = get_measure("nurse_communication")
ITEMS = MEASURE.latest_edition.items
PEOPLE = st.lists(
    st.tuples(*(st.sampled_from([4, 4, 4, 3, 2, 1, MISSING, None]) for _ in ITEMS)),
    min_size=2,
    max_size=40,
)
Person = tuple[int | None, ...]


def counts_of(people: list[Person]) -> dict[str, Counter[int]]:
    """Count as the rollup does, but for one person after the other."""
    counts = {key: Counter[int]() for key in (*(i.key for i in ITEMS), *pseudo_items(MEASURE))}
    for person in people:
        told = {i.key: a for i, a in zip(ITEMS, person, strict=True) if a in i.scale.codes}
        for item, answer in zip(ITEMS, person, strict=True):
            if answer is not None:
                counts[item.key][answer] += 1
        counts[respondents_key(MEASURE)][1] += bool(told)
        for first, second in item_pairs(ITEMS):
            if first.key in told and second.key in told:
                one, two = (told[item.key] in item.scale.top for item in (first, second))
                code = one + 2 * two
                counts[pair_key(first, second)][code] += 1
    return counts


def standard_error(people: list[Person]) -> float:
    """Return the standard error as `u_i` of every person, written as the formula is."""
    rows = [
        [
            None if a not in i.scale.codes else float(a in i.scale.top)
            for i, a in zip(ITEMS, person, strict=True)
        ]
        for person in people
    ]
    rows = [row for row in rows if any(x is not None for x in row)]
    valid = [[row[k] for row in rows if row[k] is not None] for k in range(len(ITEMS))]
    shares = [sum(xs) / len(xs) for xs in valid]
    influence = [
        sum((x - p) / len(xs) for x, p, xs in zip(row, shares, valid, strict=True) if x is not None)
        / len(ITEMS)
        for row in rows
    ]
    n = len(rows)
    return sqrt(n / (n - 1) * sum(u * u for u in influence))


@given(PEOPLE)
def test_the_limits_are_those_of_the_definition(people: list[Person]) -> None:
    counts = counts_of(people)
    assume(all(counts[pair_key(*pair)] for pair in item_pairs(ITEMS)))
    assume(counts[respondents_key(MEASURE)][1] > 1)
    found, margin = score(MEASURE, ITEMS, counts), 100 * Z95 * standard_error(people)
    assert found.value is not None
    if margin < 1e-6:
        assert found.wide_limits
    else:
        assert not found.wide_limits
        assert found.lower == pytest.approx(max(0, found.value - margin), abs=1e-9)
        assert found.upper == pytest.approx(min(100, found.value + margin), abs=1e-9)


def test_answers_that_go_together_make_it_less_sure() -> None:
    together = counts_of([(4, 4, 4), (1, 1, 1)] * 50)
    apart = counts_of([(4, 1, 4), (1, 4, 1), (4, 4, 1), (1, 1, 4)] * 25)
    sure, unsure = score(MEASURE, ITEMS, apart), score(MEASURE, ITEMS, together)
    assert sure.value == unsure.value == 50
    assert sure.upper is not None
    assert unsure.upper is not None
    assert sure.upper < unsure.upper


@pytest.mark.parametrize(
    "people", [[(4, 4, 4)] * 20, [(4, None, None), (None, 3, None), (None, None, 4)] * 10]
)
def test_without_a_variance_the_limits_are_wider_and_say_so(people: list[Person]) -> None:
    found = score(MEASURE, ITEMS, counts_of(people))
    assert found.wide_limits
    assert found.lower is not None
    assert found.value is not None
    assert found.lower < found.value


def test_an_older_rollup_without_pairs_gives_wide_limits() -> None:
    counts = counts_of([(4, 3, 4), (1, 4, 4), (3, 3, 1)] * 10)
    old = {key: answers for key, answers in counts.items() if not key.startswith("p:")}
    assert score(MEASURE, ITEMS, old).wide_limits
    assert not score(MEASURE, ITEMS, counts).wide_limits
