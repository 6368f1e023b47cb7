"""Which members of a list may a wrong text have meant?"""

from __future__ import annotations

import difflib
from collections.abc import Collection

from cxboard.domain.listing import listed


class Advice:
    """Names the members of a list that a text may have meant.

    A short list is named whole. Looking for likenesses is slow, so a file full of wrong ids gets it
    for the first hundred.
    """

    _SHORT = 9

    def __init__(self, choices: Collection[str]) -> None:
        self._choices = sorted(choices)
        self._left = 100

    def on(self, text: str) -> str:
        """Return what to use instead."""
        near: list[str] = []
        if self._left and len(self._choices) > self._SHORT:
            self._left -= 1
            near = difflib.get_close_matches(text, self._choices, n=4, cutoff=0.6)
        names = near or self._choices
        many = f"Use one of {listed(names, self._SHORT)}."
        return f"Use {names[0]}." if len(names) == 1 else many
