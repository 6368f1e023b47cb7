"""Do enough completed surveys stand behind an HCAHPS score to make a figure of it?

CMS reports a hospital's scores from 25 completed surveys on. Of fewer, a figure on a page says how
many there are and no score; what it tells of people is decided elsewhere (`results.disclosure`).
Points of a chart over time stay, because the chart judges them by how many answers they rest on.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache

from cxboard.domain.errors import BadRequest
from cxboard.domain.measures import Measure
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Family

ENOUGH_SURVEYS = 25
"""Our own rule, after CMS's for public reports of four quarters of a hospital."""

ENOUGH_VARIABLE = "CXBOARD_HCAHPS_SHOWN_FROM"


def as_figure(measure: Measure, score: Score) -> Score:
    """Return a score as it stands as a figure of its own: without a value on too few surveys."""
    if measure.family is not Family.HCAHPS or score.value is None or score.n is None:
        return score
    if score.n >= enough_surveys():
        return score
    return replace(Score(), n=score.n, held_back=True)


def enough_surveys() -> int:
    """Return the fewest surveys that make a figure, or raise BadRequest for a senseless setting."""
    return _enough(os.environ.get(ENOUGH_VARIABLE, ""))


@lru_cache(maxsize=8)
def _enough(text: str) -> int:
    if not text:
        return ENOUGH_SURVEYS
    if not (text.isascii() and text.isdigit()):
        raise BadRequest(
            f"{ENOUGH_VARIABLE} is “{text[:20]}”. Set it to a whole number of completed surveys, "
            f"or remove it: then it is {ENOUGH_SURVEYS}."
        )
    return int(text)
