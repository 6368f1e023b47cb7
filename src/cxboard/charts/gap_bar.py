"""How far on which side of zero? A small image: a bar from zero, with its interval if there is one.

The zero line is drawn in every image at the same place, so that bars of a table compare by eye; the
number stands beside it as text.
"""

from __future__ import annotations

from cxboard.charts import theme
from cxboard.charts.markup import Markup, image, svg, void
from cxboard.domain.numbers import format_change

WIDTH, HEIGHT = 168, 20
_INSET = 4.0
_BAR, _INTERVAL = (3, 9), 16
"""Top and height of the bar, and where its interval lies, below it and not on it."""


def picture(
    value: float, reach: float, *, lower: float | None = None, upper: float | None = None
) -> Markup:
    """Return the bar as an img whose alt text gives the numbers.

    Args:
        value: the difference, in points.
        reach: difference at either end of the image, the same for a whole table.
        lower: lower end of its 95 % interval.
        upper: upper end of its 95 % interval.
    """
    alt = f"{format_change(value)} points"
    if lower is not None and upper is not None:
        alt += f", 95% interval {format_change(lower)} to {format_change(upper)}"
    drawing = draw(value, reach, lower, upper)
    return image(drawing, alt, width=WIDTH, height=HEIGHT, class_="cx-gap")


def draw(value: float, reach: float, lower: float | None, upper: float | None) -> Markup:
    """Return the SVG; what lies beyond the reach ends at the edge."""

    def x(at: float) -> float:
        share = max(-1.0, min(1.0, at / reach)) if reach else 0.0
        return WIDTH / 2 + share * (WIDTH / 2 - _INSET)

    zero, end = x(0.0), x(value)
    tone = theme.IMPROVEMENT if value > 0 else theme.CONCERN
    parts = [
        _line(zero, 0, zero, HEIGHT, theme.REFERENCE.both),
        void(
            "rect",
            x=f"{min(zero, end):.1f}",
            y=_BAR[0],
            width=f"{max(abs(end - zero), 0.8):.1f}",
            height=_BAR[1],
            rx=1.5,
            fill=tone.both,
        ),
    ]
    if lower is not None and upper is not None:
        parts.append(_line(x(lower), _INTERVAL, x(upper), _INTERVAL, theme.COMMON_CAUSE.both))
    return svg(WIDTH, HEIGHT, *parts)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> Markup:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return void("line", **ends, stroke=colour, stroke_width=1.6)
