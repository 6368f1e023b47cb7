"""Does a bar of answers show each share as long as it is, and nothing for what is hidden?"""

from __future__ import annotations

import re

import pytest

from cxboard.charts import boxes


def widths(*shares: float | None) -> list[float]:
    drawn = boxes.draw(*shares)
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', drawn)]


def test_all_shares_fill_the_bar_though_rounded_ones_add_up_to_less() -> None:
    assert sum(widths(70, 20, 9)) + 3 == pytest.approx(boxes.WIDTH, abs=0.2)
    assert sum(widths(84, None, 16)) + 2 == pytest.approx(boxes.WIDTH, abs=0.2)


def test_a_hidden_share_leaves_its_place_empty() -> None:
    assert widths(60, None, None) == [0.6 * boxes.WIDTH - 1]
    assert sum(widths(60, None, 10)) < 0.72 * boxes.WIDTH
