"""What charts of points have in common: their frame and their two axes."""

from __future__ import annotations

from typing import Any

from cxboard.charts import theme

FRAME: dict[str, Any] = {
    "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
    "showlegend": False,
    "hovermode": "closest",
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"size": 14},
}


def axis(title: str) -> dict[str, Any]:
    """Return an axis that nobody can drag, with its title."""
    return {
        "title": {"text": title, "font": {"size": 14}},
        "tickfont": {"size": 14},
        "gridcolor": theme.translucent(theme.COMMON_CAUSE.both, 0.22),
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }
