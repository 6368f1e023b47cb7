"""What is a group of patients called in a sentence?"""

from __future__ import annotations

from cxboard.domain.letters import uncapitalised
from cxboard.domain.vocabulary import Dimension

_IN_WORDS = {
    Dimension.LANGUAGE: "patients who prefer {}",
    Dimension.AGE_GROUP: "patients aged {}",
    Dimension.SEX: "patients recorded as {}",
    Dimension.ETHNICITY: "patients who state {}",
}
_NO_NAMES = ("Another ", "Other ")
"""What a catch-all group begins with; languages and ethnicities keep their capitals."""


def group_name(dimension: Dimension, group: str) -> str:
    """Return a group in words, such as "patients who prefer Spanish" or "patients aged 65-74"."""
    if f"{group} ".startswith(_NO_NAMES):
        group = uncapitalised(group)
    return _IN_WORDS[dimension].format(group)
