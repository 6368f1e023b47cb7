"""Is every page fit to be shown, at any size, light and dark, with data and without?

Each visit is kept as a picture in test-results/pages, for eyes to judge what no rule can.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from cxboard.ui.navigation import ENTRIES
from tests.board import Board
from tests.browser.person import Person
from tests.commands import ROOT

PICTURES = ROOT / "test-results" / "pages"
LOOKS = {
    "light-1440": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark-1920": {"viewport": {"width": 1920, "height": 1080}, "color_scheme": "dark"},
}
NOT_OURS = '[data-testid="stHeader"], [data-testid="stToolbar"], .js-plotly-plot'
"""What Streamlit and Plotly draw themselves; their charts have an alt text and a table beside."""

_ERRORS = '[data-testid="stException"], [data-testid="stAlert"]'


def faults(person: Person) -> list[str]:
    """Return what axe finds serious or critical on the page at hand, with an example of each."""
    found = Axe().run(
        person.page,
        context={"exclude": [[part] for part in NOT_OURS.split(", ")]},
        options={"resultTypes": ["violations"]},
    )
    return [
        f"{rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:200]}"
        for rule in found.response["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


def visit_all(browser: Browser, board: Board, look: str, folder: Path) -> list[str]:
    """Open every page as one person, keep pictures, and return all that is wrong, by page."""
    context = browser.new_context(reduced_motion="reduce", **LOOKS[look])  # type: ignore[arg-type]
    person = Person(context.new_page(), board)
    person.sign_in()
    folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    for entry in ENTRIES:
        person.open(f"/{entry.url}")
        expect(person.page.locator("h1")).to_have_count(1)
        person.page.screenshot(path=folder / f"{entry.url or 'scorecard'}-{look}.png")
        if person.page.locator(_ERRORS).count():
            wrong.append(f"{entry.title}: an error is shown")
        wrong += [f"{entry.title}: {fault}" for fault in faults(person)]
    wrong += [f"console: {complaint}" for complaint in person.complaints]
    context.close()
    return wrong


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_with_a_health_system(chromium: Browser, demo_board: Board, look: str) -> None:
    assert not visit_all(chromium, demo_board, look, PICTURES / "full")


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_without_data(chromium: Browser, empty_board: Board, look: str) -> None:
    assert not visit_all(chromium, empty_board, look, PICTURES / "empty")
