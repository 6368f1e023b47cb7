"""How many cells of a table are hidden, and why? Said once, below its title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cxboard.domain.scores import Score


def in_words(scores: Iterable[Score], noun: str = "values") -> str:
    """Return how many scores are hidden and why, as a sentence; empty when none is."""
    every = [score.suppressed for score in scores]
    if not any(every):
        return ""
    many = f"{sum(every)} of {len(every)} {noun}"
    if all(every) and len(every) > 1:
        many = f"All {len(every)} {noun}"
    return f"{many} are hidden: they would tell of few people."


def caption(text: str, scores: Iterable[Score], noun: str = "values") -> str:
    """Return a table's caption with how many of its cells are hidden."""
    return f"{text} {in_words(scores, noun)}".strip()


def is_all(scores: Sequence[Score]) -> bool:
    """Return whether every one of a row or column is hidden."""
    return bool(scores) and all(score.suppressed for score in scores)


def why_absent(score: Score) -> str:
    """Return why a score that is not hidden has no value."""
    return "Not enough surveys" if score.held_back else "No answers"
