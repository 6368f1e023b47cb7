"""How likely is it that a period of as many people shows a higher rate? From the sampling error."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from cxboard.domain.intervals import Z95
from cxboard.domain.scores import Score

_SURE = 0.8


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What a rate rests on: answers to all its questions added, standard error in points."""

    answers: int
    error: float


@dataclass(frozen=True, kw_only=True)
class Chance:
    """The chance of showing a rate.

    `by_luck` is the probability (0–1) that a period of as many people shows it although nothing
    changes, `true_rate` the percentage that must be true for it to be shown with a probability of
    80 %.
    """

    by_luck: float
    true_rate: float


def sample_of(score: Score) -> Sample | None:
    """Return what a score rests on, by its own interval; None without one."""
    if score.lower is None or score.upper is None or not score.denominator:
        return None
    return Sample(answers=score.denominator, error=(score.upper - score.lower) / (2 * Z95))


def sample_of_surveys(rate: float, surveys: int, questions: int) -> Sample:
    """Return what a rate rests on of which nothing but its surveys and questions is known.

    As if all had answered every question. The error is that of one question: a composite's is no
    larger.
    """
    return Sample(answers=surveys * questions, error=sqrt(rate * (100 - rate) / surveys))


def chance_of(rate: float, now: float, sample: Sample) -> Chance:
    """Return the chance of showing `rate` where `now` was shown; errors are taken as normal."""
    gap = max(0.0, rate - now)
    luck = 1 - NormalDist().cdf(gap / sample.error) if sample.error else float(gap == 0)
    true_rate = min(100.0, rate + NormalDist().inv_cdf(_SURE) * sample.error)
    return Chance(by_luck=luck, true_rate=true_rate)
