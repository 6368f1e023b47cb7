"""Will the present process meet its target? The target against the latest phase's limits."""

from __future__ import annotations

from cxboard.analysis.spc.limits import Limits
from cxboard.analysis.spc.series import Settings
from cxboard.domain.verdicts import Assurance
from cxboard.domain.vocabulary import Direction


def assurance(limits: Limits, settings: Settings, *, is_constant: bool) -> Assurance | None:
    """Return the verdict; None without a target or where neither way is better.

    Args:
        limits: of the latest point.
        settings: direction, target, and whether a target on a limit counts as beyond it.
        is_constant: every value is the same; then a target that it equals is always met.
    """
    if settings.target is None or settings.direction is None:
        return None
    beyond = side_of_target(limits, settings, is_constant=is_constant)
    if is_constant and not beyond:
        return Assurance.PASS
    if not beyond:
        return Assurance.HIT_OR_MISS
    is_met = (beyond < 0) == (settings.direction is Direction.INCREASE)
    return Assurance.PASS if is_met else Assurance.FAIL


def side_of_target(limits: Limits, settings: Settings, *, is_constant: bool = False) -> int:
    """Return 1 for a target above the upper limit, −1 below the lower one, 0 between them."""
    target = settings.target
    assert target is not None
    if target > limits.upper or target < limits.lower:
        return 1 if target > limits.upper else -1
    if settings.rules.inclusive_target and not is_constant and limits.lower < limits.upper:
        return (target == limits.upper) - (target == limits.lower)
    return 0
