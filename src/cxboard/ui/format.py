"""How is a score written, also when it may not be shown or is not there?

Numbers themselves are written by `domain.numbers`; this adds the words for what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.charts import hidden
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import (
    NOT_THERE,
    format_change,
    format_count,
    format_level,
    format_range,
    format_value,
)
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Unit
from cxboard.results.types import Change, MonthPoint

__all__ = ["format_change", "format_count", "format_range", "format_value"]

TOO_FEW = "hidden"
TOO_FEW_WORDS = "few people"
FEW_SURVEYS = "no score"
FEW_SURVEYS_WORDS = "not enough surveys"


def score_text(score: Score, unit: Unit) -> str:
    """Return the value, "hidden" when it would tell of few people, or an en dash.

    Two counts are written as they are, "12 : 7" or "12 : 0".
    """
    if score.suppressed:
        return TOO_FEW
    if score.held_back:
        return FEW_SURVEYS
    if unit is Unit.TO_ONE and score.n:
        return f"{format_count(score.numerator)} : {format_count(score.denominator)}"
    return format_value(score.value, unit)


def why_missing(score: Score) -> str:
    """Return why there is no value, in words; empty when there is one."""
    if score.suppressed:
        return TOO_FEW_WORDS
    if score.held_back:
        return FEW_SURVEYS_WORDS
    if score.value is not None:
        return ""
    if score.numerator and score.denominator and score.numerator > score.denominator:
        return "more are counted than there are"
    return "nothing to set against" if score.numerator and not score.denominator else "no answers"


def interval_text(score: Score, unit: Unit) -> str:
    """Return the 95 % interval, or an empty text when there is none to show."""
    text = format_range(score.lower, score.upper, unit)
    return "" if score.suppressed or text == NOT_THERE else text


def hidden_months(series: Sequence[MonthPoint]) -> str:
    """Return how many months are hidden and why, as a sentence; empty when none is."""
    return hidden.in_words((point.score for point in series), "months")


def people_text(score: Score) -> str:
    """Return how many people a score rests on."""
    return TOO_FEW if score.suppressed else format_count(score.n)


def share_text(share: float | None) -> str:
    """Return a box's share in whole per cent."""
    return format_value(share, Unit.PERCENT, 0)


def chance_text(change: Change) -> str:
    """Return whether a change is larger than chance would explain."""
    return "more than chance" if change.beyond_chance else "within chance"


def gap_text(value: float | None, reference: float, equal: str = "reached exactly") -> str:
    """Return how far a value lies from a reference, such as "3.6 below"; `equal` if it does not."""
    if value is None:
        return ""
    distance = round(value - reference, 1)
    if not distance:
        return equal
    return f"{format_value(abs(distance), Unit.POINTS)} {'above' if distance > 0 else 'below'}"


def reference_text(reference: Benchmark | Target, measure: Measure) -> str:
    """Return a benchmark's or target's value, without decimals where it has none."""
    return format_level(reference.value, measure.unit)
