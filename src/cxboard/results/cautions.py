"""What must stand beside a score so that nobody reads more into it than it can carry?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from cxboard.domain.intervals import FEW_ANSWERS
from cxboard.domain.measures import Measure
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Family, Scoring
from cxboard.results.ladder import ENOUGH_VARIABLE, enough_surveys

_LADDER = (
    (25, "fewer than 25 completed surveys: CMS would not report it in public."),
    (50, "fewer than 50 completed surveys: read it with great caution (CMS footnote 10)."),
    (
        100,
        "fewer than 100 completed surveys: no star, read it with caution (CMS footnotes 6, 15).",
    ),
)
"""Completed surveys below which CMS says something of a score, and what. Scores of 1 to 10 people
are hidden anyway. CMS's steps are for four quarters of a hospital; for other periods and places
they are our own rule."""

_HELD_BACK = (
    "fewer than {enough} completed surveys, which is not enough for a score. CMS reports none of "
    f"so few in public; here it is our own rule ({ENOUGH_VARIABLE})."
)

_MORE_THAN_THERE_ARE = (
    "more are counted than there are, so there is no value. One of the two counts is wrong."
)

_WIDE = (
    "the 95% interval is wider than need be: how the answers of one person go together is not "
    "known here."
)


_FEW_NPS = (
    f"fewer than {FEW_ANSWERS} answers: the interval is the adjusted Wald one, with three "
    "pseudo-answers; the method is remembered and not verified."
)


def cautions(scores: Iterable[tuple[str, Measure, Score]]) -> list[str]:
    """Return what to bear in mind of scores, each once, with the names of those it is about."""
    about: dict[str, list[str]] = {}
    for name, measure, score in scores:
        for words in _of(measure, score):
            about.setdefault(words, []).append(name)
    return [f"{', '.join(names)}: {words}" for words, names in about.items()]


def _of(measure: Measure, score: Score) -> Iterator[str]:
    if score.held_back:
        yield _HELD_BACK.format(enough=enough_surveys())
    if score.value is None and (score.numerator or 0) > (score.denominator or 0) > 0:
        yield _MORE_THAN_THERE_ARE
    if score.value is None or score.n is None:
        return
    if measure.scoring is Scoring.NET_PROMOTER and score.n < FEW_ANSWERS:
        yield _FEW_NPS
    if measure.family is not Family.HCAHPS:
        return
    steps = (f"rests on {words}" for below, words in _LADDER if score.n < below)
    yield from islice(steps, 1)
    if score.wide_limits:
        yield _WIDE
