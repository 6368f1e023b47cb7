"""Where does each point lie: on which side of the mean, near a limit, outside?"""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.analysis.spc.limits import Limits
from cxboard.analysis.spc.rules import Rules, TwoInThree


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point's place; `side` is 1 above, −1 below and 0 on the mean or where there is no value.

    `near` says that the point counts for the rule of two in three, as the dialect means it.
    """

    side: int
    is_outside: bool
    near: bool


GAP = Place(side=0, is_outside=False, near=False)


def place(value: float | None, limits: Limits, rules: Rules) -> Place:
    """Return where a value lies among the limits of its own date."""
    if value is None:
        return GAP
    is_outside = value > limits.upper or value < limits.lower
    beyond = value > limits.near_upper or value < limits.near_lower
    if rules.two_in_three is TwoInThree.CLOSE:
        near = beyond and not is_outside
    elif rules.two_in_three is TwoInThree.ANY_THIRD:
        near = beyond or value in (limits.near_upper, limits.near_lower)
    else:
        near = beyond
    side = (value > limits.mean) - (value < limits.mean)
    return Place(side=side, is_outside=is_outside, near=near)
