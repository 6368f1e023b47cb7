"""Nothing of 1 to 10 people is shown, and no total gives one away."""

from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.privacy import clear, clear_one
from cxboard.domain.scores import Score

GROUPS = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), st.integers(0, 40), max_size=12
)


def shown(sizes: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], int | None]:
    rows = [(group, Score(value=50.0, n=n)) for group, n in sizes.items()]
    return {group: score.n for group, score in clear(rows)}


def test_the_boundaries() -> None:
    for n, hidden in ((0, False), (1, True), (10, True), (11, False)):
        assert clear_one(Score(value=1.0, n=n)).suppressed is hidden


# sizes of one line | what is left of them
LINES = [
    ([50, 40, 30], [50, 40, 30]),
    ([50, 40, 3], [50, None, None]),  # alone, 3 would be the total minus the others
    ([50, 40, 3, 4], [50, None, None, None]),  # 7 people together are still too few
    ([50, 40, 8, 9], [50, 40, None, None]),
    ([50, 0, 5], [None, 0, None]),  # a zero hides nobody
    ([5], [None]),
]


def test_a_line_hides_what_its_total_would_give_away() -> None:
    for sizes, left in LINES:
        named = {(str(i),): n for i, n in enumerate(sizes)}
        assert list(shown(named).values()) == left, sizes


def test_a_part_whose_total_is_known_is_a_line_too() -> None:
    sizes = {("A1",): 40, ("A2",): 5, ("B1",): 12, ("B2",): 30}
    rows = [(group, Score(value=50.0, n=n)) for group, n in sizes.items()]
    hospital = [("A1",), ("A2",)]
    hidden = {group for (group,), score in clear(rows, [hospital]) if score.suppressed}
    assert hidden == {"A1", "A2"}


@given(GROUPS)
def test_every_line_hides_nobody_or_eleven_in_two_cells(sizes: dict[tuple[str, ...], int]) -> None:
    left = shown(sizes)
    assert not [n for n in left.values() if n is not None and 0 < n < 11]
    for position in range(2):
        others = {g[:position] + g[position + 1 :] for g in sizes}
        for other in others:
            line = [g for g in sizes if g[:position] + g[position + 1 :] == other]
            hidden = [g for g in line if left[g] is None]
            could_hide_more = any(left[g] for g in line)
            if hidden and could_hide_more:
                assert len(hidden) > 1
                assert sum(sizes[g] for g in hidden) >= 11


@given(GROUPS)
def test_a_hidden_score_carries_nothing(sizes: dict[tuple[str, ...], int]) -> None:
    for _, score in clear([(group, Score(value=50.0, n=n)) for group, n in sizes.items()]):
        if score.suppressed:
            values = (score.value, score.n, score.numerator, score.denominator, score.lower)
            assert values == (None,) * 5
