"""Where do the names of points stand, so that none covers another? In rows above and below all.

A name is tied to its point by a thin line, and takes the nearest row in which it has room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxboard.charts import theme

_WIDTH, _HEIGHT = 1000.0, 280.0
"""Pixels between the ends of the axes on a usual screen."""

_LETTER, _ROW = 6.4, 18.0
"""Pixels: width of a letter, height of a row."""

Ends = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Named:
    """A point with its name, which stands above or below all points."""

    x: float
    y: float
    name: str
    is_above: bool


def placed(
    points: Iterable[Named], across: Ends, upright: Ends
) -> tuple[list[dict[str, object]], list[float]]:
    """Return the names as annotations of a figure, and the ends that its upright axis then has.

    Args:
        points: those to be named.
        across: ends of the axis that lies across.
        upright: lowest and highest of all that is drawn.
    """
    step = _ROW / _HEIGHT * (upright[1] - upright[0])
    taken: dict[tuple[bool, int], list[Ends]] = {}
    made = []
    for point in sorted(points, key=lambda each: each.x):
        at = _WIDTH * (point.x - across[0]) / ((across[1] - across[0]) or 1.0)
        long = _LETTER * len(point.name)
        left = min(max(at - long / 2, 0.0), max(_WIDTH - long, 0.0))
        row = 0
        while not _is_free(taken.get((point.is_above, row), ()), left, left + long):
            row += 1
        taken.setdefault((point.is_above, row), []).append((left, left + long))
        stands = upright[1] + step * (row + 1) if point.is_above else upright[0] - step * (row + 1)
        made.append(_annotation(point, left + long / 2 - at, stands))
    rows = {side: 1 + max((r for s, r in taken if s is side), default=-1) for side in (True, False)}
    return made, [upright[0] - step * (rows[False] + 1), upright[1] + step * (rows[True] + 1)]


def _is_free(taken: Sequence[Ends], left: float, right: float) -> bool:
    return all(right < start or left > end for start, end in taken)


def _annotation(point: Named, across: float, stands: float) -> dict[str, object]:
    return {
        "x": point.x,
        "y": point.y,
        "text": point.name,
        "font": {"size": 13},
        "ax": across,
        "ay": stands,
        "ayref": "y",
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": theme.REFERENCE.both,
        "standoff": 6,
    }
