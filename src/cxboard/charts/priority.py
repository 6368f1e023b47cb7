"""Which drivers count much and score below the median? A scatter with every point named."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.charts import theme
from cxboard.charts.figures import go
from cxboard.charts.scatter_layout import FRAME, axis
from cxboard.domain.letters import capitalised
from cxboard.domain.numbers import format_value
from cxboard.domain.vocabulary import Unit
from cxboard.results.learning_types import DriverBoard, DriverRow, Quadrant

HEIGHT = 460
_PLOT = (1000.0, 360.0)
"""Pixels between the axes on a usual screen, for which names are kept apart."""

_LETTER, _LINE, _MARK = 7.4, 16.0, 8.0
"""Pixels: width of a letter, height of a line, half a marker."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in pixels."""


def figure(board: DriverBoard) -> go.Figure:
    """Return the scatter: performance to the right, weight upwards; empty without drivers."""
    drawing = go.Figure()
    rows = [row for row in board.rows if row.score.value is not None]
    if not rows:
        return drawing
    even = 100 / len(board.rows)
    values = [row.score.value or 0.0 for row in rows]
    left, right = min(values) - 3, max(values) + 9
    top = 1.12 * max(100 * row.weight.upper for row in rows)
    for row, side in zip(rows, _sides(rows, right - left, 1.09 * top), strict=True):
        drawing.add_trace(_point(row, side))
    drawing.update_layout(
        FRAME,
        height=HEIGHT,
        shapes=[_cut(x0=board.usual, x1=board.usual), _cut(y0=even, y1=even)],
        annotations=_corners(),
        xaxis=_axis("Patients who gave the best answer", [left, right]),
        yaxis=_axis("How strongly it goes with the result", [-0.09 * top, top]),
    )
    return drawing


def headline(board: DriverBoard) -> str:
    """Return what the scatter shows, as its title."""
    fix = [row.measure.title for row in board.rows if row.quadrant is Quadrant.FIX]
    if not fix:
        return "What counts more than the average domain scores at the median or above"
    return f"Counts more than the average domain, and scores below the median: {', '.join(fix)}"


def describe(board: DriverBoard) -> str:
    """Return the scatter in words, for those who do not see it."""
    each = "; ".join(
        f"{row.measure.title}: {format_value(100 * row.weight.share, Unit.PERCENT, 0)} of what is "
        f"explained, {format_value(row.score.value, Unit.PERCENT)} top box, {row.quadrant}"
        for row in board.rows
    )
    return f"{headline(board)}. {each}."


def _point(row: DriverRow, side: str) -> go.Scatter:
    fix = row.quadrant is Quadrant.FIX
    colour = theme.CONCERN.both if fix else theme.ACCENT.both
    share = 100 * row.weight.share
    told = (
        f"<b>{row.measure.title}</b>, {row.quadrant}<br>"
        f"{format_value(share, Unit.PERCENT)} of what is explained; "
        f"top box {format_value(row.score.value, Unit.PERCENT)}"
    )
    return go.Scatter(
        x=[row.score.value],
        y=[share],
        mode="markers+text",
        text=[f"<b>{row.measure.short_title}</b>" if fix else row.measure.short_title],
        textposition=side,
        textfont={"size": 14},
        marker={
            "size": 14,
            "color": colour,
            "symbol": "diamond" if fix else "circle",
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [100 * row.weight.upper - share],
            "arrayminus": [share - 100 * row.weight.lower],
            "color": theme.translucent(colour, 0.55),
            "thickness": 1.5,
            "width": 5,
        },
        hovertext=[told],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )


def _sides(rows: Sequence[DriverRow], width: float, height: float) -> list[str]:
    """Return on which side of its point each name stands, over as little else as can be.

    Args:
        rows: the drivers.
        width: points of score along the whole axis.
        height: points of weight along the whole axis.
    """
    across, up = _PLOT[0] / width, _PLOT[1] / height
    bars = [_bar(row, across, up) for row in rows]
    sides: list[str] = []
    taken: list[Box] = []
    for row, own in zip(rows, bars, strict=True):
        there = [*taken, *(bar for bar in bars if bar is not own)]
        names = _names(row, across, up)
        side = min(names, key=lambda each: sum(_overlap(names[each], box) for box in there))
        taken.append(names[side])
        sides.append(side)
    return sides


def _bar(row: DriverRow, across: float, up: float) -> Box:
    """Return where a point and its interval stand."""
    x = (row.score.value or 0.0) * across
    return x - _MARK, 100 * row.weight.lower * up, x + _MARK, 100 * row.weight.upper * up


def _names(row: DriverRow, across: float, up: float) -> dict[str, Box]:
    """Return where a point's name would stand on each side, the best side first."""
    x, y = (row.score.value or 0.0) * across, 100 * row.weight.share * up
    long, half = _LETTER * len(row.measure.short_title), _LINE / 2
    return {
        "middle right": (x + _MARK, y - half, x + _MARK + long, y + half),
        "middle left": (x - _MARK - long, y - half, x - _MARK, y + half),
        "top right": (x, y + _MARK, x + long, y + _MARK + _LINE),
        "bottom right": (x, y - _MARK - _LINE, x + long, y - _MARK),
        "top left": (x - long, y + _MARK, x, y + _MARK + _LINE),
        "bottom left": (x - long, y - _MARK - _LINE, x, y - _MARK),
    }


def _overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def _cut(**ends: float) -> dict[str, object]:
    across = {"yref": "paper", "y0": 0, "y1": 1} if "x0" in ends else {}
    along = {"xref": "paper", "x0": 0, "x1": 1} if "y0" in ends else {}
    line = {"color": theme.REFERENCE.both, "width": 1.5, "dash": "dot"}
    return {"type": "line", **across, **along, **ends, "line": line}


def _corners() -> list[dict[str, object]]:
    places = {
        Quadrant.FIX: (0.0, 1.0, "left", "top"),
        Quadrant.KEEP: (1.0, 1.0, "right", "top"),
        Quadrant.LOW: (0.0, 0.0, "left", "bottom"),
        Quadrant.PLENTY: (1.0, 0.0, "right", "bottom"),
    }
    return [
        {
            "x": x,
            "y": y,
            "xref": "paper",
            "yref": "paper",
            "xanchor": across,
            "yanchor": up,
            "text": f"<i>{capitalised(name)}</i>",
            "showarrow": False,
            "font": {"size": 14},
        }
        for name, (x, y, across, up) in places.items()
    ]


def _axis(title: str, ends: list[float]) -> dict[str, object]:
    return axis(title) | {"range": ends, "ticksuffix": "%", "nticks": 7}
