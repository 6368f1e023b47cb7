"""How far does a cell lie on the good side of what it is read against, and what does its tint say?

Blue is better, orange is worse, the stronger the further; the tint only repeats what a cell says.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from cxboard.charts.markup import Markup, tag
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Direction

Row = TypeVar("Row")

WORST_FIRST: Final = "The widest gap for the worse first."
"""How rows are ordered by `worst_first`."""

_FULL_TINT_AT: Final = 12.0
"""Points of distance at which the tint is at its strongest."""

_STRONGEST: Final = 38
"""Per cent of the colour in the strongest tint: text stays legible on it in both themes."""

_LEGEND: Final = (
    (-_FULL_TINT_AT, "12 or more worse"),
    (-4.0, "4 worse"),
    (0.0, "at the reference"),
    (4.0, "4 better"),
    (_FULL_TINT_AT, "12 or more better"),
)


def better_by(score: Score, reference: float | None, direction: Direction) -> float | None:
    """Return how many points a score lies on the good side; None where nothing is compared."""
    if score.suppressed or score.value is None or reference is None:
        return None
    distance = score.value - reference
    return distance if direction is Direction.INCREASE else -distance


def worst_first(
    rows: Sequence[Row], gaps: Callable[[Row], Iterable[float | None]]
) -> tuple[list[Row], str]:
    """Return the rows by their widest gap for the worse, and that order in words.

    What is compared with nothing comes last; where there is nothing to compare or to order, the
    rows stay as they are, and there is nothing to say.
    """
    widest = [min((g for g in gaps(row) if g is not None), default=math.inf) for row in rows]
    if len(rows) < 2 or all(map(math.isinf, widest)):
        return list(rows), ""
    order = sorted(range(len(rows)), key=widest.__getitem__)
    return [rows[place] for place in order], WORST_FIRST


def tint(better: float) -> str:
    """Return the style of a cell that lies so many points on the good (bad) side."""
    strength = round(min(abs(better) / _FULL_TINT_AT, 1.0) * _STRONGEST)
    if not strength:
        return "background-color:transparent"
    colour = "var(--cx-improvement)" if better > 0 else "var(--cx-concern)"
    return f"background-color:color-mix(in srgb, {colour} {strength}%, transparent)"


def legend() -> Markup:
    """Return what the tints mean."""
    swatches = (
        tag("span", text, class_="cx-swatch", style=tint(better)) for better, text in _LEGEND
    )
    return tag("p", *swatches, class_="cx cx-legend")
