"""Can everybody tell the palette from its ground, in light and in dark?"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cxboard.charts import theme

TONES = (
    theme.ACCENT,
    theme.IMPROVEMENT,
    theme.CONCERN,
    theme.COMMON_CAUSE,
    theme.REFERENCE,
    theme.BEST,
    theme.MIDDLE,
)
TEXT, MARK = 4.5, 3.0
"""WCAG 2.2: least contrast of text, and of the marks of a figure."""


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_is_legible_on_its_ground(tone: theme.Tone) -> None:
    assert contrast(tone.light, theme.LIGHT_GROUND) >= TEXT
    assert contrast(tone.dark, theme.DARK_GROUND) >= TEXT
    assert contrast(tone.both, theme.LIGHT_GROUND) >= MARK
    assert contrast(tone.both, theme.DARK_GROUND) >= MARK


def test_streamlit_s_theme_uses_the_same_grounds_and_accent(repository: Path) -> None:
    config = tomllib.loads((repository / ".streamlit" / "config.toml").read_text())["theme"]
    assert config["light"]["backgroundColor"] == theme.LIGHT_GROUND
    assert config["dark"]["backgroundColor"] == theme.DARK_GROUND
    assert config["light"]["primaryColor"] == theme.ACCENT.light
    for mode in ("light", "dark"):
        colours = config[mode]
        assert contrast(colours["textColor"], colours["backgroundColor"]) >= 7
        assert contrast(colours["linkColor"], colours["backgroundColor"]) >= TEXT
    assert "http" not in str(config)


def test_the_style_sheet_has_no_colour_of_its_own(repository: Path) -> None:
    sheet = (repository / "src/cxboard/ui/look.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", sheet)
    named = set(re.findall(r"var\(--cx-([a-z-]+)\)", sheet))
    defined = set(re.findall(r"--cx-([a-z-]+):", sheet + theme.css_variables()))
    assert named <= defined
