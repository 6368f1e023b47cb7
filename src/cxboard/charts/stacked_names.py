"""Where do the names of points stand, so that none covers another? In rows, away from the middle.

A name is tied to its point by a short line, and takes the nearest row in which it has room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxboard.charts import theme

_WIDTH = 1000.0
"""Pixels between the ends of the axis on a usual screen."""

_LETTER, _ROW, _FIRST = 6.4, 17, 20
"""Pixels: width of a letter, height of a row, and from a point to the first row."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A point with its name, which stands above or below it."""

    x: float
    y: float
    name: str
    is_above: bool


def placed(points: Iterable[Named], ends: tuple[float, float]) -> list[dict[str, object]]:
    """Return the names as annotations of a figure.

    Args:
        points: those to be named.
        ends: of the axis that lies across.
    """
    taken: dict[tuple[bool, int], list[tuple[float, float]]] = {}
    made = []
    for point in sorted(points, key=lambda each: each.x):
        at = _WIDTH * (point.x - ends[0]) / ((ends[1] - ends[0]) or 1.0)
        long = _LETTER * len(point.name)
        left = min(max(at - long / 2, 0.0), _WIDTH - long)
        row = 0
        while not _is_free(taken.get((point.is_above, row), ()), left, left + long):
            row += 1
        taken.setdefault((point.is_above, row), []).append((left, left + long))
        away = (_FIRST + _ROW * row) * (-1 if point.is_above else 1)
        made.append(_annotation(point, left + long / 2 - at, away))
    return made


def _is_free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right < start or left > end for start, end in taken)


def _annotation(point: Named, across: float, away: int) -> dict[str, object]:
    return {
        "x": point.x,
        "y": point.y,
        "text": point.name,
        "font": {"size": 13},
        "ax": across,
        "ay": away,
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": theme.REFERENCE.both,
        "standoff": 6,
    }
