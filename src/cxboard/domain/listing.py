"""How is a list named in a sentence, when it may be long? Never cut off without saying so."""

from __future__ import annotations

from collections.abc import Sequence


def listed(texts: Sequence[str], most: int = 8) -> str:
    """Return the first texts with commas, and how many more there are."""
    named = ", ".join(texts[:most])
    more = len(texts) - most
    return f"{named} and {more:,} more" if more > 0 else named


def in_words(names: Sequence[str]) -> str:
    """Return all of some names as a sentence has them: "a, b and c"; there must be one."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
