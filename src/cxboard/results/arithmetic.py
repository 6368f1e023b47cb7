"""How did counts become a value? The steps in words, each with its numbers."""

from __future__ import annotations

from cxboard.domain.count_scores import PER
from cxboard.domain.intervals import FEW_ANSWERS
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_change, format_count, format_range, format_value
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Boxes, Counts, boxes
from cxboard.domain.vocabulary import Scoring, Unit
from cxboard.results.receipt_types import ItemCount

_INTERVALS = {
    Scoring.NET_PROMOTER: "normal interval of promoters minus detractors",
    Scoring.MEAN: "t interval of the mean",
    Scoring.SHARE: "Wilson interval",
    Scoring.RATE: "exact Poisson interval",
}
_OF_FEW = (
    f"adjusted Wald interval, for fewer than {FEW_ANSWERS} answers; the method is remembered, not "
    "verified"
)
_OF_COMPOSITES = {
    False: "from the variance of the mean, with how one person’s answers go together",
    True: "mean of the questions’ Wilson limits; wider than need be",
}
"""By whether the limits are wide."""


def parts(measure: Measure, items: tuple[Item, ...], counts: Counts) -> list[ItemCount]:
    """Return each question's numerator and denominator.

    The numerator of a mean is the sum of its answers; of counts that stand side by side each is
    its own numerator and denominator.
    """
    return [_part(measure, item, counts) for item in items]


def steps(measure: Measure, counted: list[ItemCount], score: Score) -> tuple[str, ...]:
    """Return how the value of a measure comes from what was counted, step by step."""
    lines = [*_of_items(measure, counted, score)]
    interval = format_range(score.lower, score.upper, measure.unit)
    if score.lower is not None:
        name = _INTERVALS.get(measure.scoring, "Wilson interval")
        if measure.scoring is Scoring.NET_PROMOTER and (score.n or 0) < FEW_ANSWERS:
            name = _OF_FEW
        if len(counted) > 1 and measure.is_composite:
            name = _OF_COMPOSITES[score.wide_limits]
        lines.append(f"95% interval: {interval} ({name}).")
    return tuple(lines)


def difference_steps(now: Score, before: Score, change: tuple[float, float, float]) -> list[str]:
    """Return how a change comes from two values."""
    value, lower, upper = change
    chance = "leaves out zero: more than chance" if lower > 0 or upper < 0 else "holds zero"
    limits = f"{format_change(lower)} to {format_change(upper)}"
    return [
        f"{_number(now.value)} − {_number(before.value)} = {format_change(value)} points.",
        f"95% interval of the difference: {limits} ({chance}).",
        "The two periods hold different people: squares of their standard errors add.",
    ]


def _part(measure: Measure, item: Item, counts: Counts) -> ItemCount:
    found = boxes(item, counts)
    answers = counts.get(item.key, {})
    if measure.scoring is Scoring.MEAN:
        codes = item.scale.top | item.scale.middle | item.scale.bottom
        total = sum(code * answers.get(code, 0) for code in codes)
        return ItemCount(item=item, numerator=total, denominator=found.valid)
    if measure.scoring is Scoring.MONEY:
        whole = answers.get(1, 0) + answers.get(0, 0)
        return ItemCount(item=item, numerator=answers.get(1, 0), denominator=whole)
    numerator = _top(measure, found)
    return ItemCount(item=item, numerator=numerator, denominator=found.valid, boxes=found)


def _top(measure: Measure, found: Boxes) -> int:
    """Return what counts: the unfavourable answers, promoters minus detractors, or the top box."""
    if measure.scoring is Scoring.BOTTOM_BOX:
        return found.bottom
    return found.top - found.bottom if measure.scoring is Scoring.NET_PROMOTER else found.top


def _of_items(measure: Measure, counted: list[ItemCount], score: Score) -> list[str]:
    value = format_value(score.value, measure.unit)
    if measure.scoring in (Scoring.SHARE, Scoring.RATE, Scoring.TWO_COUNTS):
        first, second = (format_count(part.numerator) for part in counted)
        factor = {Scoring.SHARE: "100 × ", Scoring.RATE: f"{PER:,} × "}.get(measure.scoring, "")
        return [f"{factor}{first} ÷ {second} = {value}."]
    if score.value is None:
        return ["A question without any scored answer leaves the measure without a value."]
    if measure.scoring is Scoring.MEAN:
        total, people = format_count(score.numerator), format_count(score.denominator)
        return [f"Sum of the answers {total} ÷ {people} answers = {value}."]
    if measure.scoring is Scoring.NET_PROMOTER and (found := counted[0].boxes):
        promoters, detractors = format_count(found.top), format_count(found.bottom)
        net = format_count(found.top - found.bottom)
        return [
            f"{promoters} promoters − {detractors} detractors = {net}.",
            _percentage(counted[0], measure.unit, score.value),
        ]
    if len(counted) == 1:
        return [_percentage(counted[0], measure.unit, score.value)]
    lines = [
        f"{part.item.wording}: "
        + _percentage(part, Unit.PERCENT, 100 * part.numerator / part.denominator)
        for part in counted
    ]
    lines.append(
        f"The mean of the {len(counted)} percentages is {value}. Each question has its own "
        "denominator; answers of different questions are not pooled."
    )
    return lines


def _percentage(part: ItemCount, unit: Unit, value: float) -> str:
    numerator, denominator = format_count(part.numerator), format_count(part.denominator)
    return f"100 × {numerator} ÷ {denominator} = {format_value(value, unit)}."


def _number(value: float | None) -> str:
    return format_value(value, Unit.POINTS)
