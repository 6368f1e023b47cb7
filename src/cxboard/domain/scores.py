"""A scored measure: the value, what it rests on, and what may be shown of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Score:
    """A measure's value over one population and period.

    Percentages and limits are 0–100 (NPS: −100 to 100). `n` is people: respondents who gave a
    scored answer to any of the measure's items, or contacts. `numerator` and `denominator` are
    answers, added over the items. `lower` and `upper` are a 95 % interval; `wide_limits` says that
    they are a composite's and wider than need be, because it was not counted how its items go
    together. A suppressed score carries nothing but the flag; a score without answers carries None
    and n = 0. One that is held back rests on too few surveys to be a figure: it carries `n` alone.
    """

    value: float | None = None
    n: int | None = 0
    numerator: int | None = 0
    denominator: int | None = 0
    lower: float | None = None
    upper: float | None = None
    top: float | None = None
    middle: float | None = None
    bottom: float | None = None
    wide_limits: bool = False
    suppressed: bool = False
    held_back: bool = False


SUPPRESSED = Score(n=None, numerator=None, denominator=None, suppressed=True)
"""What is left of a score that rests on 1 to 10 people, or that would give one away."""
