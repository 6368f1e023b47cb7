"""Which rules does a chart follow? Each dialect is a row of data, printed on every chart.

“ptd7” is the default, as NHSRplotthedots 0.2.2 computes it. Public tools disagree with one
another (run lengths of 5 to 8, with and without screening), so that the rules are parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from cxboard.domain.errors import UnknownValue
from cxboard.domain.verdicts import SpecialCause

ROUNDED_FACTOR: Final = 2.66
"""Limits lie so many average moving ranges from the mean: 3 / 1.128, rounded by convention."""

D2: Final = 1.128
"""Average moving range of neighbours, in standard deviations of a stable normal process."""

SCREEN_FACTOR: Final = 3.267
"""D4 for two values: larger moving ranges are left out of the average (Nelson 1982)."""


class TwoInThree(Enum):
    """Which points the rule “two of three near a limit” counts."""

    CLOSE = auto()
    """Beyond two sigma but inside the limits; all three on one side of the mean."""
    BEYOND = auto()
    """Beyond two sigma, outside the limits too; all three on one side of the mean."""
    ANY_THIRD = auto()
    """At or beyond two sigma; the third point may lie anywhere."""


@dataclass(frozen=True, kw_only=True)
class FalseAlarms:
    """How often stable noise is flagged: shares of charts with 24 values.

    From 6,000 simulated stable normal series for each dialect.
    """

    latest: float
    chart: float


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One dialect.

    Attributes:
        shift: values in a row on one side of the mean that make a shift.
        trend: values in a row, each above (or each below) the one before, that make a trend.
        screens: whether large moving ranges are left out, once, before limits are drawn.
        factor: half the width between the limits, in average moving ranges.
        inclusive_target: whether a target on a limit counts as beyond it.
        improvement_wins: whether a point with signs both ways is called an improvement.
    """

    name: str
    source: str
    shift: int
    trend: int
    two_in_three: TwoInThree
    false_alarms: FalseAlarms
    screens: bool = False
    factor: float = ROUNDED_FACTOR
    inclusive_target: bool = False
    improvement_wins: bool = False

    def label(self, cause: SpecialCause) -> str:
        """Return the words for a cause with this dialect's own run lengths."""
        length = self.trend if cause in (SpecialCause.RISING, SpecialCause.FALLING) else self.shift
        return cause.value.replace("7 Point", f"{length} Point")

    def describe(self) -> str:
        """Return the four rules as they are printed on a chart."""
        return (
            f"Rules “{self.name}”: outside the limits; {self.trend} values rising or falling; "
            f"two of three near a limit; {self.shift} values on one side of the mean."
        )

    def false_alarm_note(self, charts: int) -> str:
        """Return what a grid of so many charts must say of false alarms."""
        expected = charts * self.false_alarms.latest
        return (
            f"Of {charts} stable measures about {expected:.1f} would show a signal in their "
            f"latest value by chance alone ({self.false_alarms.latest:.1%} each, rules "
            f"“{self.name}”)."
        )


PTD7: Final = Rules(
    name="ptd7",
    source="NHSRplotthedots 0.2.2",
    shift=7,
    trend=7,
    two_in_three=TwoInThree.CLOSE,
    screens=True,
    false_alarms=FalseAlarms(latest=0.017, chart=0.18),
)
MDC_EXCEL_7: Final = Rules(
    name="mdc-excel-7",
    source="NHS England, Making Data Count, Excel tool (as described by its users)",
    shift=7,
    trend=7,
    two_in_three=TwoInThree.BEYOND,
    inclusive_target=True,
    improvement_wins=True,
    false_alarms=FalseAlarms(latest=0.016, chart=0.15),
)
MDC_EXCEL_6: Final = Rules(
    name="mdc-excel-6",
    source="NHS England, Making Data Count, Excel tool (as described by its users)",
    shift=6,
    trend=6,
    two_in_three=TwoInThree.BEYOND,
    inclusive_target=True,
    improvement_wins=True,
    false_alarms=FalseAlarms(latest=0.027, chart=0.28),
)
MDCSPC_6: Final = Rules(
    name="mdcspc-6",
    source="mdcspc (Python)",
    shift=6,
    trend=6,
    two_in_three=TwoInThree.ANY_THIRD,
    factor=3 / D2,
    false_alarms=FalseAlarms(latest=0.029, chart=0.28),
)

ALL_RULES: Final = {rules.name: rules for rules in (PTD7, MDC_EXCEL_7, MDC_EXCEL_6, MDCSPC_6)}


def get_rules(name: str) -> Rules:
    """Return a dialect by name, or raise UnknownValue."""
    try:
        return ALL_RULES[name]
    except KeyError:
        raise UnknownValue("rule set", name, ALL_RULES) from None
