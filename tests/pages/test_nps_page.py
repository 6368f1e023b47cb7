"""Does the page say how NPS stands, of what, and that it once disagreed with HCAHPS?"""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from cxboard.domain.catalogue import get_measure
from cxboard.domain.scoring import score
from tests.pages.opening import markup, page_at

PAGE = "nps_trends"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_the_quarter_in_which_nps_and_hcahps_disagree_is_found(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, telling_demo, monkeypatch))
    assert "NPS stands at" in shown[: shown.index("cx-meta")]
    assert "NPS and HCAHPS disagree" in shown
    assert "they disagree: NPS fell" in shown
    assert "while the HCAHPS overall rating rose" in shown
    for part in ("By hospital", "By service line", "By survey channel", "Rolling 12 months"):
        assert part in shown


def test_with_nothing_at_all_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There are no data yet" in markup(page_at(PAGE, tmp_path / "data", monkeypatch))


@pytest.mark.parametrize(
    ("promoters", "passives", "detractors", "value"),
    [(62, 24, 14, 48.0), (20, 45, 35, -15.0), (0, 11, 0, 0.0)],
)
def test_the_score_is_promoters_minus_detractors(
    promoters: int, passives: int, detractors: int, value: float
) -> None:
    measure = get_measure("nps")
    answers = {measure.latest_edition.items[0].key: {9: promoters, 8: passives, 6: detractors}}
    assert score(measure, measure.latest_edition.items, answers).value == pytest.approx(value)
