"""Variation and assurance as small images: a letter and a shape each, and a colour that repeats it.

Round for better, a diamond for worse, a square for neither; H and L say high or low. P, F and ? say
what the present process will do with its target (NHS England, Making Data Count).
"""

from __future__ import annotations

from cxboard.charts import theme
from cxboard.charts.markup import Markup, image, svg, tag, void
from cxboard.domain.verdicts import ASSURANCE_WORDS, VARIATION_WORDS, Assurance, Variation

SIZE = 32
_HALF = SIZE / 2

_LETTERS = {Assurance.PASS: "P", Assurance.FAIL: "F", Assurance.HIT_OR_MISS: "?"}
_TONES = {
    Assurance.PASS: theme.IMPROVEMENT,
    Assurance.FAIL: theme.CONCERN,
    Assurance.HIT_OR_MISS: theme.COMMON_CAUSE,
}


def variation(verdict: Variation) -> Markup:
    """Return the icon of what the latest month means."""
    if verdict is Variation.COMMON_CAUSE:
        colour = theme.COMMON_CAUSE.both
        wave = void(
            "path",
            d="M8,18 q4,-9 8,-2 t8,-2",
            fill="none",
            stroke=colour,
            stroke_width=2.4,
            stroke_linecap="round",
        )
        return _icon(_square(colour), wave, words=VARIATION_WORDS[verdict])
    high = verdict in (Variation.IMPROVEMENT_HIGH, Variation.CONCERN_HIGH, Variation.NEUTRAL_HIGH)
    letter = "H" if high else "L"
    if verdict in (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW):
        colour, shape = theme.IMPROVEMENT.both, _round
    elif verdict in (Variation.CONCERN_HIGH, Variation.CONCERN_LOW):
        colour, shape = theme.CONCERN.both, _diamond
    else:
        colour, shape = theme.REFERENCE.both, _square
    return _icon(shape(colour), _letter(letter, colour), words=VARIATION_WORDS[verdict])


def assurance(verdict: Assurance) -> Markup:
    """Return the icon of what the present process will do with its target."""
    colour = _TONES[verdict].both
    shapes = {Assurance.PASS: _round, Assurance.FAIL: _diamond, Assurance.HIT_OR_MISS: _square}
    drawn = shapes[verdict](colour)
    return _icon(drawn, _letter(_LETTERS[verdict], colour), words=ASSURANCE_WORDS[verdict])


def _icon(*parts: Markup, words: str) -> Markup:
    return image(svg(SIZE, SIZE, *parts), words, width=SIZE, height=SIZE, class_="cx-verdict")


def _round(colour: str) -> Markup:
    return void("circle", cx=_HALF, cy=_HALF, r=_HALF - 3, **_outline(colour))


def _diamond(colour: str) -> Markup:
    corners = f"{_HALF},1 {SIZE - 1},{_HALF} {_HALF},{SIZE - 1} 1,{_HALF}"
    return void("polygon", points=corners, **_outline(colour))


def _square(colour: str) -> Markup:
    side = SIZE - 8
    return void("rect", x=4, y=4, width=side, height=side, rx=4, **_outline(colour))


def _outline(colour: str) -> dict[str, str | float]:
    return {"fill": theme.translucent(colour, 0.12), "stroke": colour, "stroke_width": 2}


def _letter(letter: str, colour: str) -> Markup:
    return tag(
        "text",
        letter,
        x=_HALF,
        y=_HALF + 5,
        text_anchor="middle",
        font_family="Arial, sans-serif",
        font_size=14,
        font_weight=700,
        fill=colour,
    )
