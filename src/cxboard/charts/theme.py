"""Which colour means what? The palette, by meaning and nowhere else.

Improvement is blue, concern orange, common cause grey, as in NHS England's Making Data Count; one
accent for links and the latest value. There is no red, amber and green, and colour never stands
alone: a sign, a word or a shape says the same.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Tone:
    """One meaning. `both` is legible on white and on the dark ground, for images and figures."""

    light: str
    dark: str
    both: str


LIGHT_GROUND = "#ffffff"
DARK_GROUND = "#10161f"

ACCENT = Tone(light="#0b57b7", dark="#8ab8fb", both="#2f7fdb")
IMPROVEMENT = Tone(light="#1467c2", dark="#6cabf5", both="#2f7fdb")
CONCERN = Tone(light="#b4510a", dark="#f0994f", both="#d26a14")
COMMON_CAUSE = Tone(light="#5b6778", dark="#a3afbf", both="#76859a")
REFERENCE = Tone(light="#4b5563", dark="#c2cad6", both="#7b8794")
"""Benchmarks, targets and the break between two surveys."""
BEST = Tone(light="#0b57b7", dark="#8ab8fb", both="#2466b8")
MIDDLE = Tone(light="#1467c2", dark="#6cabf5", both="#6897d2")
"""Top and middle box, side by side in one bar; the bottom box is grey."""

_NAMED = {
    "accent": ACCENT,
    "improvement": IMPROVEMENT,
    "concern": CONCERN,
    "common-cause": COMMON_CAUSE,
    "reference": REFERENCE,
}


def css_variables() -> str:
    """Return the palette as CSS custom properties that follow the page's light or dark scheme."""
    lines = (
        f"--cx-{name}: light-dark({tone.light}, {tone.dark});" for name, tone in _NAMED.items()
    )
    ground = f"--cx-ground: light-dark({LIGHT_GROUND}, {DARK_GROUND});"
    return " ".join((*lines, ground))


def translucent(colour: str, share: float) -> str:
    """Return a colour "#rrggbb" as rgba with the given opacity (0 to 1)."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"
