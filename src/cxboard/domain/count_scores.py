"""Values that are not a share of one item's answers: means, shares of counts, rates, two counts.

Each takes the measure's items in their order and counts of one edition run; a value that the
counts do not give is None, never infinite.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from cxboard.domain.intervals import poisson, student_margin, wilson
from cxboard.domain.items import Item
from cxboard.domain.scores import Score

Items = tuple[Item, ...]
Counts = Mapping[str, Mapping[int, int]]

PER = 1_000
"""A rate is given for so many of what its events could have come from."""


def mean_answer(items: Items, counts: Counts) -> Score:
    """Score the mean of an item's scored answers with its t interval.

    `numerator` is the sum of the answers, `denominator` and `n` their number.
    """
    scale = items[0].scale
    given = counts.get(items[0].key, {})
    answers = {code: given.get(code, 0) for code in scale.top | scale.middle | scale.bottom}
    n, total = sum(answers.values()), sum(code * people for code, people in answers.items())
    if not n:
        return Score()
    mean = total / n
    if n == 1:
        return Score(value=mean, n=n, numerator=total, denominator=n)
    squares = sum(people * (code - mean) ** 2 for code, people in answers.items())
    margin = student_margin(sqrt(squares / (n - 1)), n)
    low, high = sorted((scale.worst, scale.best))
    return Score(
        value=mean,
        n=n,
        numerator=total,
        denominator=n,
        lower=max(low, mean - margin),
        upper=min(high, mean + margin),
    )


def share_of_counts(items: Items, counts: Counts) -> Score:
    """Score one count as a percentage of another, such as surveys completed of surveys sent.

    Without a second count, or when the first is larger, the two do not belong together and there
    is no value.
    """
    part, whole = (_count(item, counts) for item in items)
    if not 0 <= part <= whole or not whole:
        return Score(n=whole, numerator=part, denominator=whole)
    lower, upper = wilson(part, whole)
    return Score(
        value=100 * part / whole,
        n=whole,
        numerator=part,
        denominator=whole,
        lower=100 * lower,
        upper=100 * upper,
    )


def rate(items: Items, counts: Counts) -> Score:
    """Score events per 1,000 with exact Poisson limits; `n` is the events, each a person."""
    events, exposure = (_count(item, counts) for item in items)
    if exposure <= 0:
        return Score(n=events, numerator=events, denominator=exposure)
    lower, upper = poisson(events)
    return Score(
        value=PER * events / exposure,
        n=events,
        numerator=events,
        denominator=exposure,
        lower=PER * lower / exposure,
        upper=PER * upper / exposure,
    )


def two_counts(items: Items, counts: Counts) -> Score:
    """Score how many of the first come to one of the second; none of the second, no value.

    `n` is the smaller of the two that is not zero: both are people, and either may be too few.
    """
    first, second = (_count(item, counts) for item in items)
    n = min((count for count in (first, second) if count), default=0)
    value = first / second if second else None
    return Score(value=value, n=n, numerator=first, denominator=second)


def money(items: Items, counts: Counts) -> Score:
    """Score an amount as a percentage of another; nobody is behind it, so `n` is None."""
    amounts = counts.get(items[0].key, {})
    part, whole = amounts.get(1, 0), amounts.get(1, 0) + amounts.get(0, 0)
    if whole <= 0:
        return Score()
    return Score(value=100 * part / whole, n=None, numerator=part, denominator=whole)


def _count(item: Item, counts: Counts) -> int:
    """Return how many are counted: those in the item's top box."""
    answers = counts.get(item.key, {})
    return sum(answers.get(code, 0) for code in item.scale.top)
