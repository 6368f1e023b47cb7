"""What does a page show of a service line whose months would tell of few people?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxboard.demo.plan import Plan
from cxboard.domain.periods import Period, add_months
from tests.pages.opening import markup, page_at

YEAR = Period(first=add_months(Plan().end, -11), last=Plan().end)


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("executive_scorecard", r"<b>\d\d\.\d%</b><small> {}</small>"),
        ("hcahps_domains", r">{}</th><td>\d\d\.\d%</td>"),
        ("patient_centred_care", r"<b>\d\d\.\d%</b><small> {}</small>"),
    ],
)
def test_years_stand_in_for_hidden_months(
    page: str, place: str, telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(page, telling_demo, monkeypatch, service_line="Maternity"))
    assert "36 months are hidden" in shown
    assert re.search(place.format(YEAR.describe()), shown)
