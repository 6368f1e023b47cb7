"""Which points are signals, and by which rule? Four rules, within one phase.

A run never crosses a rebase, a gap breaks it, and a point on the mean belongs to neither side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cxboard.analysis.spc.points import Place
from cxboard.analysis.spc.rules import Rules, TwoInThree
from cxboard.domain.verdicts import SpecialCause

_BY_SIDE = {
    "outside": (SpecialCause.BELOW_LIMIT, SpecialCause.ABOVE_LIMIT),
    "trend": (SpecialCause.FALLING, SpecialCause.RISING),
    "two_in_three": (SpecialCause.TWO_IN_THREE_BELOW, SpecialCause.TWO_IN_THREE_ABOVE),
    "shift": (SpecialCause.SHIFT_BELOW, SpecialCause.SHIFT_ABOVE),
}
"""Rule → cause below, cause above; in the order in which one of them names the point."""


def causes(
    values: Sequence[float | None], places: Sequence[Place], rules: Rules
) -> list[tuple[SpecialCause, ...]]:
    """Return all the rules that each point of a phase meets, the one that names it first."""
    sides = [place.side for place in places]
    met = {
        "outside": [place.side if place.is_outside else 0 for place in places],
        "trend": trend_sides(values, rules.trend),
        "two_in_three": two_in_three_sides(places, rules.two_in_three),
        "shift": shift_sides(sides, rules.shift),
    }
    named = [(_BY_SIDE[rule], met[rule]) for rule in _BY_SIDE if any(met[rule])]
    return [
        tuple(by_side[sides[i] > 0] for by_side, sides in named if sides[i])
        for i in range(len(values))
    ]


def shift_sides(sides: Sequence[int], length: int) -> list[int]:
    """Return the side of each point that is in a run of at least `length` on it, else 0."""
    found = [0] * len(sides)
    for start, end in _runs(sides):
        if sides[start] and end - start >= length:
            found[start:end] = sides[start:end]
    return found


def trend_sides(values: Sequence[float | None], length: int) -> list[int]:
    """Return 1 or −1 for each point in `length` or more that rise or fall without a tie, else 0.

    Where a point and the next are both in trends, the way between them gives the direction, as in
    the reference; so the last point of a rise is “decreasing” when the next rise starts lower.
    """
    steps = _steps(values)
    member = [False] * len(values)
    for start, end in _runs(steps):
        if steps[start] and end - start >= length - 1:
            member[start : end + 1] = [True] * (end + 1 - start)
    found = [0] * len(values)
    for i in (i for i, is_member in enumerate(member) if is_member):
        ahead = i + 1 < len(values) and member[i + 1]
        found[i] = 1 if steps[i if ahead else i - 1] > 0 else -1
    return found


def two_in_three_sides(places: Sequence[Place], rule: TwoInThree) -> list[int]:
    """Return the side of each point that is near a limit with one of its neighbours, else 0."""
    found = [0] * len(places)
    for start in range(len(places) - 2):
        window = places[start : start + 3]
        if sum(place.near for place in window) < 2:
            continue
        for side in (1, -1):
            near = [start + i for i, p in enumerate(window) if p.near and p.side == side]
            all_agree = all(place.side == side for place in window)
            if len(near) >= 2 and (all_agree or rule is TwoInThree.ANY_THIRD):
                for i in near:
                    found[i] = side
    return found


def trailing(signs: Sequence[int]) -> int:
    """Return how many entries at the end equal the last one."""
    return len(signs) - _runs(signs)[-1][0] if signs else 0


def trailing_steps(values: Sequence[float | None]) -> int:
    """Return how many values at the end rise, or fall, without a break."""
    steps = _steps(values)
    return trailing(steps) + 1 if steps and steps[-1] else 1


def _steps(values: Sequence[float | None]) -> list[int]:
    pairs = zip(values, values[1:], strict=False)
    return [0 if a is None or b is None else (b > a) - (b < a) for a, b in pairs]


def _runs(signs: Sequence[int]) -> list[tuple[int, int]]:
    """Return start and end (not included) of each stretch of equal entries."""
    starts = [i for i in range(len(signs)) if i == 0 or signs[i] != signs[i - 1]]
    return list(pairwise([*starts, len(signs)]))
