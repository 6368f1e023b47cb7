"""What can be said of a trend? The closed lists of verdicts of statistical process control (SPC).

The values are the words of NHSRplotthedots, the reference implementation of NHS England's
“Making Data Count”, so that files and tests of both can be compared as they are.
"""

from __future__ import annotations

from enum import StrEnum


class SpecialCause(StrEnum):
    """The rule that a point meets; the words are those of seven-point rules (“ptd7”)."""

    NONE = "Common Cause"
    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_IN_THREE_ABOVE = "2 in 3 Above CL"
    TWO_IN_THREE_BELOW = "2 in 3 Below CL"
    SHIFT_ABOVE = "7 Points Above CL"
    SHIFT_BELOW = "7 Points Below CL"

    @property
    def side(self) -> int:
        """1 for a sign that the level is higher, −1 for lower, 0 for no sign."""
        return _SIDES.get(self, -1)


_SIDES = {
    SpecialCause.NONE: 0,
    SpecialCause.ABOVE_LIMIT: 1,
    SpecialCause.RISING: 1,
    SpecialCause.TWO_IN_THREE_ABOVE: 1,
    SpecialCause.SHIFT_ABOVE: 1,
}


class PointType(StrEnum):
    """What a point means, once it is known where improvement lies."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Variation(StrEnum):
    """The variation icon: the type of the latest point, with the side it lies on."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """The assurance icon: what the present process will do with the target."""

    PASS = "consistent_pass"  # noqa: S105  (a verdict, not a password)
    FAIL = "consistent_fail"
    HIT_OR_MISS = "inconsistent"


VARIATION_WORDS = {
    Variation.COMMON_CAUSE: "No real change: common-cause variation",
    Variation.IMPROVEMENT_HIGH: "Real change for the better, upwards",
    Variation.IMPROVEMENT_LOW: "Real change for the better, downwards",
    Variation.CONCERN_HIGH: "Real change for the worse, upwards",
    Variation.CONCERN_LOW: "Real change for the worse, downwards",
    Variation.NEUTRAL_HIGH: "Real change upwards",
    Variation.NEUTRAL_LOW: "Real change downwards",
}
ASSURANCE_WORDS = {
    Assurance.PASS: "Keeps meeting the target",
    Assurance.FAIL: "Falls short of the target",
    Assurance.HIT_OR_MISS: "Hits and misses the target by chance",
}


class Footing(StrEnum):
    """How much a phase's values can carry (knowledge: minimum points, recommended)."""

    TOO_FEW = "too_few"
    EARLY = "early"
    TRIAL = "trial"
    SETTLED = "settled"

    @classmethod
    def of(cls, values: int) -> Footing:
        """Return the footing of a phase with so many values."""
        if values < _LIMITS_FROM:
            return cls.TOO_FEW
        if values < ICONS_FROM:
            return cls.EARLY
        return cls.TRIAL if values < SETTLED_FROM else cls.SETTLED

    @property
    def shows_limits(self) -> bool:
        """Whether a chart may draw limits: fewer than five values are plotted and no more."""
        return self is not Footing.TOO_FEW

    @property
    def shows_verdicts(self) -> bool:
        """Whether rules and icons may be shown: NHS England's tool waits for 13 values."""
        return self in (Footing.TRIAL, Footing.SETTLED)

    @property
    def is_trial(self) -> bool:
        """Whether limits still move noticeably with each new value: draw them dashed."""
        return self is not Footing.SETTLED


_LIMITS_FROM = 5
ICONS_FROM = 13
"""Values from which rules and icons may be shown, as in NHS England's tool."""
SETTLED_FROM = 20
"""Values from which limits are no longer called trial limits (Provost and Murray)."""
