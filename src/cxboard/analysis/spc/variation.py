"""Is a point an improvement, a concern or noise? And which icon does the chart carry?"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.analysis.spc.rules import Rules
from cxboard.domain.verdicts import PointType, SpecialCause, Variation
from cxboard.domain.vocabulary import Direction

_BETTER = {Direction.INCREASE: 1, Direction.DECREASE: -1, None: 0}


def naming_cause(
    met: Sequence[SpecialCause], direction: Direction | None, rules: Rules
) -> SpecialCause:
    """Return the cause that names a point, of those it meets in order of precedence."""
    if not met:
        return SpecialCause.NONE
    if rules.improvement_wins and (better := _BETTER[direction]):
        met = sorted(met, key=lambda cause: cause.side != better)
    return met[0]


def point_type(cause: SpecialCause, direction: Direction | None) -> PointType:
    """Return what a point means; a falling trend is a fall even above the mean."""
    if not cause.side:
        return PointType.COMMON_CAUSE
    if direction is None:
        return PointType.NEUTRAL_HIGH if cause.side > 0 else PointType.NEUTRAL_LOW
    is_better = cause.side == _BETTER[direction]
    return PointType.IMPROVEMENT if is_better else PointType.CONCERN


def variation(cause: SpecialCause, direction: Direction | None) -> Variation:
    """Return the icon of a chart whose latest point has this cause."""
    kind = point_type(cause, direction).removeprefix("special_cause_")
    if kind in (PointType.COMMON_CAUSE, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW):
        return Variation(kind)
    return Variation(f"{kind}_{'high' if cause.side > 0 else 'low'}")
