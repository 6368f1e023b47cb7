"""How do the answers divide into top, middle and bottom box? A stacked bar as a small image."""

from __future__ import annotations

import math

from cxboard.charts import theme
from cxboard.charts.markup import Markup, image, svg, void

WIDTH, HEIGHT = 180, 14
_WHOLE = 97.0
"""Per cent from which shares are all there is, but for rounding."""

_COLOURS = (theme.BEST.both, theme.MIDDLE.both, theme.COMMON_CAUSE.both)
_NAMES = ("top", "middle", "bottom")


def draw(top: float | None, middle: float | None, bottom: float | None) -> Markup:
    """Return the SVG bar; shares are percentages, None draws nothing.

    The shares are drawn in proportion to their sum, because published whole numbers may add up to
    99 or 101, and a composite's boxes are means of percentages. What a hidden share leaves stays
    empty.
    """
    shares = [
        share if share is not None and math.isfinite(share) and share > 0 else 0.0
        for share in (top, middle, bottom)
    ]
    total = sum(shares) if sum(shares) > _WHOLE else 100.0
    parts: list[Markup] = []
    left = 0.0
    for share, colour in zip(shares, _COLOURS, strict=True):
        if share:
            width = share / total * WIDTH
            inner = max(width - 1, 0.5)
            parts.append(
                void(
                    "rect",
                    x=f"{left:.1f}",
                    y=0,
                    width=f"{inner:.1f}",
                    height=HEIGHT,
                    rx=1.5,
                    fill=colour,
                )
            )
            left += width
    return svg(WIDTH, HEIGHT, *parts, preserveAspectRatio="none")


def picture(top: float | None, middle: float | None, bottom: float | None) -> Markup:
    """Return the bar as an img whose alt text gives the shares."""
    said = [
        f"{name} box {share:.0f}%"
        for name, share in zip(_NAMES, (top, middle, bottom), strict=True)
        if share is not None and math.isfinite(share)
    ]
    alt = ", ".join(said) or "nothing to show"
    return image(draw(top, middle, bottom), alt, width=WIDTH, height=HEIGHT, class_="cx-boxes")
