"""How few people are too few to show? The rule, and the settings that change it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from cxboard.domain.errors import BadRequest

SMALLEST_SHOWN = 11
"""CMS’s cell-size policy (ResDAC node 1506): no cell of 1 to 10 is shown or derivable; 0 may be
shown. It binds users of CMS’s data; for one’s own surveys it is our default."""

SMALLEST_VARIABLE = "CXBOARD_SMALLEST_SHOWN"
ANSWERS_VARIABLE = "CXBOARD_FEW_ANSWERS"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The rule in force.

    `smallest` is the smallest number of people that a figure may rest on. With `answers` the same
    number is asked of every answer box, so that neither a numerator nor what is left of its
    denominator is small.
    """

    smallest: int = SMALLEST_SHOWN
    answers: bool = True

    @property
    def warning(self) -> str | None:
        """What every page and the command line say while less is hidden than by default."""
        lowered = []
        if self.smallest < SMALLEST_SHOWN:
            lowered.append(f"Groups from {self.smallest} people on are shown ({SMALLEST_VARIABLE})")
        if not self.answers:
            lowered.append(f"Answers that few people gave are shown ({ANSWERS_VARIABLE})")
        if not lowered:
            return None
        return f"{'. '.join(lowered)}: people may be recognised. Do not pass these figures on."


def policy() -> Policy:
    """Return the rule in force, or raise BadRequest when a setting makes no sense."""
    return _policy(os.environ.get(SMALLEST_VARIABLE, ""), os.environ.get(ANSWERS_VARIABLE, ""))


@lru_cache(maxsize=8)
def _policy(smallest: str, answers: str) -> Policy:
    if smallest and not (smallest.isascii() and smallest.isdigit() and int(smallest) >= 1):
        raise BadRequest(
            f"{SMALLEST_VARIABLE} is “{smallest[:20]}”. Set it to a whole number of people from 1 "
            f"on, or remove it: then it is {SMALLEST_SHOWN}."
        )
    if answers not in ("", "shown", "hidden"):
        raise BadRequest(f"{ANSWERS_VARIABLE} is “{answers[:20]}”. Set it to hidden or to shown.")
    return Policy(
        smallest=int(smallest) if smallest else SMALLEST_SHOWN, answers=answers != "shown"
    )
