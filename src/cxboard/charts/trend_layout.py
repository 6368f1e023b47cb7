"""Where do the axes of a trend end, and where do its labels stand?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cxboard.charts import theme
from cxboard.domain.periods import add_months
from cxboard.domain.vocabulary import Unit
from cxboard.results.types import MonthPoint

HEIGHT = 400
_LONG_AGO = "1900-01-01"
"""Left of every axis: a line from here starts at the figure's edge."""
_TAGS = re.compile(r"<[^>]*>")
_LABEL_GAP = 0.075
"""Least distance between two labels at the right edge, as a share of the height."""


_LEAST_SPANS = {
    Unit.PERCENT: 10.0,
    Unit.POINTS: 10.0,
    Unit.PER_THOUSAND: 5.0,
    Unit.MEAN: 0.5,
    Unit.TO_ONE: 1.0,
}
"""The shortest value axis of each unit, so that noise does not fill a chart."""

_FEW_MONTHS = 6


def limits(there: Sequence[MonthPoint], levels: Sequence[float], unit: Unit) -> tuple[float, float]:
    """Return the ends of the value axis: every value, interval and level, and some room."""
    ends = [end for p in there for end in (p.score.value, p.score.lower, p.score.upper)]
    values = [end for end in ends if end is not None] + list(levels)
    low, high = min(values), max(values)
    span = _LEAST_SPANS[unit]
    spare = max((high - low) * 0.08, (span - (high - low)) / 2, span / 20)
    return low - spare, high + spare


def labels(labels: Sequence[tuple[float, str]], low: float, high: float) -> list[dict[str, Any]]:
    """Return the labels of the right edge, moved apart where they would overlap.

    Each moves up from the one below, and then down again where the topmost would leave the figure.
    """
    heights: dict[int, float] = {}
    lowest, highest = 0.0, 1.0
    for index, (value, _) in sorted(enumerate(labels), key=lambda entry: entry[1][0]):
        heights[index] = max((value - low) / (high - low), lowest)
        lowest = heights[index] + _LABEL_GAP
    for index in reversed(heights):
        heights[index] = min(heights[index], highest)
        highest = heights[index] - _LABEL_GAP
    return [
        {
            "x": 1.012,
            "xref": "paper",
            "xanchor": "left",
            "y": heights[index],
            "yref": "paper",
            "yanchor": "middle",
            "text": text,
            "showarrow": False,
            "font": {"size": 14},
            "align": "left",
        }
        for index, (_, text) in enumerate(labels)
    ]


def level(value: float, dash: str, end: str | None = None) -> dict[str, Any]:
    """Return a level line across the whole figure, or up to a day."""
    across = {"xref": "paper", "x0": 0, "x1": 1}
    return {
        "type": "line",
        **(across if end is None else {"xref": "x", "x0": _LONG_AGO, "x1": end}),
        "y0": value,
        "y1": value,
        "line": {"color": theme.REFERENCE.both, "width": 1.5, "dash": dash},
    }


def _room_for(texts: Sequence[str]) -> int:
    longest = max((len(_TAGS.sub("", text)) for text in texts), default=0)
    return max(150, min(24 + 7 * longest, 380))


def layout(
    unit: Unit,
    low: float,
    high: float,
    series: Sequence[MonthPoint],
    texts: Sequence[str],
    above: int = 12,
) -> dict[str, Any]:
    """Return size, margins and axes; the right margin has room for the longest label.

    Args:
        unit: of the value axis.
        low: its lower end.
        high: its upper end.
        series: the months.
        texts: the labels of the right edge.
        above: pixels above the axes, more where a label stands there.
    """
    first = add_months(series[0].month, -1).replace(day=16)
    last = series[-1].month.replace(day=16)
    return {
        "height": HEIGHT,
        "margin": {"l": 8, "r": _room_for(texts), "t": above, "b": 8},
        "showlegend": False,
        "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 14},
        "xaxis": {
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "tickformat": "%b\n%Y",
            "dtick": "M1" if len(series) <= _FEW_MONTHS else None,
            "tickfont": {"size": 14},
            "showgrid": False,
            "fixedrange": True,
            "automargin": True,
        },
        "yaxis": {
            "range": [low, high],
            "ticksuffix": "%" if unit is Unit.PERCENT else "",
            "nticks": 6,
            "tickfont": {"size": 14},
            "gridcolor": theme.translucent(theme.COMMON_CAUSE.both, 0.22),
            "zeroline": False,
            "fixedrange": True,
            "automargin": True,
        },
    }
