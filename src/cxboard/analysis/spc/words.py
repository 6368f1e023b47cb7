"""Why does a chart say so? Its verdicts in sentences that a board can minute."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import floor, log10

from cxboard.analysis.spc.assurance import side_of_target
from cxboard.analysis.spc.cadence import cadence
from cxboard.analysis.spc.chart import Chart, Point
from cxboard.analysis.spc.rules import TwoInThree
from cxboard.analysis.spc.signals import trailing, trailing_steps
from cxboard.domain.letters import uncapitalised
from cxboard.domain.numbers import format_value
from cxboard.domain.verdicts import SETTLED_FROM, Assurance, Footing, PointType, SpecialCause
from cxboard.domain.vocabulary import Direction, Unit

_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)
_MOST_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class Words:
    """The reasons for a chart's verdicts, a sentence or two each; empty where there is no verdict.

    `limits` says how much the limits can be relied on.
    """

    variation: str
    assurance: str
    limits: str

    def __str__(self) -> str:
        """Return them one after the other."""
        return " ".join(part for part in (self.variation, self.assurance, self.limits) if part)


def explain(chart: Chart, unit: Unit = Unit.POINTS, digits: int | None = None) -> Words:
    """Return the reasons for a chart's verdicts.

    Args:
        chart: a judged series.
        unit: what its values are written in; points have no sign of their own.
        digits: decimals of its values; None for as many as its limits need.
    """
    telling = _Telling(chart=chart, unit=unit, digits=digits)
    return Words(
        variation=telling.variation(), assurance=telling.assurance(), limits=telling.limits()
    )


def number_word(count: int) -> str:
    """Return a count as prose has it: "eight", but "14"."""
    return _SMALL[count] if count < len(_SMALL) else str(count)


@dataclass(frozen=True, kw_only=True)
class _Telling:
    chart: Chart
    unit: Unit
    digits: int | None

    def variation(self) -> str:
        point = self.chart.latest
        if point.value is None:
            return f"The latest {self.noun} has no value, so there is nothing to judge."
        if self.chart.is_constant and not point.cause.side:
            return (
                f"Every value since {self.chart.phase[0].day} is the same "
                f"({self.show(point.value)}): there is no variation to judge."
            )
        if not point.cause.side:
            return (
                f"The latest {self.noun} ({self.show(point.value)}) lies within the limits of "
                f"{self.show(point.limits.lower)} to {self.show(point.limits.upper)} and ends no "
                "run or trend: the ups and downs are noise."
            )
        return f"{self._evidence(point)}{self._run(point)}: {self._meaning(point.cause.side)}"

    def assurance(self) -> str:
        target, verdict = self.chart.settings.target, self.chart.assurance
        if target is None:
            return ""
        said = format_value(target, self.unit, _digits_of(target))
        if verdict is None:
            return f"The target of {said} has no verdict, because neither way is better."
        if self.chart.is_constant and target == self.chart.latest.limits.mean:
            return f"The target of {said} is met exactly, as every value is the same."
        if verdict is Assurance.HIT_OR_MISS:
            return (
                f"The target of {said} lies between the limits: the present process will meet it "
                f"in some {self.noun}s and miss it in others, by chance."
            )
        above = side_of_target(self.chart.latest.limits, self.chart.settings) > 0
        limits = self.chart.latest.limits
        on = target in (limits.lower, limits.upper)
        place = "on" if on else "above" if above else "below"
        which = f"{'upper' if above else 'lower'} limit"
        lies = f"The target of {said} lies {place} the {which}"
        if verdict is Assurance.FAIL and self.chart.latest.type is PointType.IMPROVEMENT:
            return f"{lies}: improving, but not there yet."
        ends = "will not reach it" if verdict is Assurance.FAIL else "will keep meeting it"
        return f"{lies}: the present process {ends}."

    def limits(self) -> str:
        count = sum(point.value is not None for point in self.chart.phase)
        if self.chart.footing is Footing.TOO_FEW:
            return f"Only {number_word(count)} values: too few to read anything into them."
        if self.chart.footing is Footing.EARLY:
            return (
                f"Only {number_word(count)} values: these are trial limits, and that is too few "
                "for a verdict."
            )
        fixed = self.chart.settings.fix_after
        if fixed is not None and fixed < len(self.chart.phase):
            return f"The limits are fixed on the first {number_word(fixed)} values of their phase."
        if self.chart.footing is Footing.TRIAL:
            return (
                f"Trial limits: they rest on {number_word(count)} values and will move until "
                f"there are {SETTLED_FROM}."
            )
        return ""

    @cached_property
    def noun(self) -> str:
        return cadence([point.day for point in self.chart.points]).noun

    def show(self, value: float, more: int = 0) -> str:
        digits = self._needed(value) if self.digits is None else self.digits
        return format_value(value, self.unit, min(max(digits, 0) + more, _MOST_DIGITS))

    def _needed(self, value: float) -> int:
        limits = self.chart.latest.limits
        width = limits.upper - limits.lower
        return 1 - floor(log10(width / 3)) if width > 0 else _digits_of(value)

    def apart(self, value: float, limit: float) -> tuple[str, str]:
        """Return a value and the limit that it lies beyond, with digits enough to see it."""
        texts = [(self.show(value, more), self.show(limit, more)) for more in range(_MOST_DIGITS)]
        return next((pair for pair in texts if pair[0] != pair[1]), texts[-1])

    def _evidence(self, point: Point) -> str:
        side = "above" if point.cause.side > 0 else "below"
        limit = "upper" if point.cause.side > 0 else "lower"
        if point.cause in (SpecialCause.ABOVE_LIMIT, SpecialCause.BELOW_LIMIT):
            assert point.value is not None
            edge = point.limits.upper if point.cause.side > 0 else point.limits.lower
            said, end = self.apart(point.value, edge)
            return f"The latest {self.noun} ({said}) lies {side} the {limit} limit of {end}"
        if point.cause in (SpecialCause.RISING, SpecialCause.FALLING):
            length = trailing_steps([each.value for each in self.chart.phase])
            than = "higher" if point.cause.side > 0 else "lower"
            return f"{self._in_a_row(length)}, each {than} than the one before"
        if point.cause in (SpecialCause.SHIFT_ABOVE, SpecialCause.SHIFT_BELOW):
            length = trailing([each.place.side for each in self.chart.phase])
            return f"{self._in_a_row(length)} {side} the mean"
        return self._two_in_three(side, limit)

    def _run(self, point: Point) -> str:
        """Return the run that a point ends which is named for another rule."""
        shift = SpecialCause.SHIFT_ABOVE if point.cause.side > 0 else SpecialCause.SHIFT_BELOW
        if shift is point.cause or shift not in point.met:
            return ""
        length = self._in_a_row(trailing([each.place.side for each in self.chart.phase]))
        side = "above" if point.cause.side > 0 else "below"
        return f", at the end of {uncapitalised(length)} {side} the mean"

    def _two_in_three(self, side: str, limit: str) -> str:
        near = sum(each.place.near for each in self.chart.phase[-3:])
        many = "Two of the last three" if near == 2 else "All of the last three"
        rule = self.chart.settings.rules.two_in_three
        where = "close to" if rule is TwoInThree.CLOSE else "close to or beyond"
        rest = "" if rule is TwoInThree.ANY_THIRD else f", all three {side} the mean"
        return f"{many} {self.noun}s lie {where} the {limit} limit{rest}"

    def _in_a_row(self, length: int) -> str:
        """Return "Eight months in a row"; values where months in between have no row."""
        rhythm = cadence([point.day for point in self.chart.phase])
        noun = "value" if rhythm.missing_count else self.noun
        return f"{number_word(length).capitalize()} {noun}s in a row"

    def _meaning(self, side: int) -> str:
        move = "rise" if side > 0 else "fall"
        if not self.chart.footing.shows_verdicts:
            return f"a first sign of a {move}."
        meaning = f"a real {move}, not noise."
        if self.chart.settings.direction is Direction.DECREASE:
            verdict = "a concern" if side > 0 else "an improvement"
            meaning += f" Lower is better, so this is {verdict}."
        return meaning


def _digits_of(value: float) -> int:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return min(max(-int(exponent), 0), _MOST_DIGITS)
