"""Is every page fit to be shown, at any size, light and dark, with data and without?

Every page is opened once, and then looked at in each of four ways. Each look is kept as a picture
in test-results/pages, for eyes to judge what no rule can.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cxboard.ui.navigation import ENTRIES, Entry
from tests.board import Board
from tests.browser.person import Person
from tests.commands import ROOT

PICTURES: Final = ROOT / "test-results" / "pages"
SIZES: Final = {"1440": (1440, 900), "1920": (1920, 1080)}
SCHEMES: Final = ("light", "dark")
JUDGED: Final = ("light-1440", "dark-1920")
"""The looks that axe judges; rules of size and colour are apart from one another."""
NOT_OURS: Final = '[data-testid="stHeader"], [data-testid="stToolbar"], .js-plotly-plot'
"""What Streamlit and Plotly draw themselves; their charts have an alt text and a table beside."""

_ERRORS = '[data-testid="stException"], [data-testid="stAlert"]'
_SCHEME = "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme"
_TOO_WIDE = """() => document.querySelector('[data-testid="stMain"]').scrollWidth
  > document.querySelector('[data-testid="stMain"]').clientWidth"""


def faults(page: Page) -> list[str]:
    """Return what axe finds serious or critical on the page at hand, with an example of each."""
    found = Axe().run(
        page,
        context={"exclude": [[part] for part in NOT_OURS.split(", ")]},
        options={"resultTypes": ["violations"]},
    )
    return [
        f"{rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:200]}"
        for rule in found.response["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


def look_at(person: Person, entry: Entry, folder: Path) -> list[str]:
    """Look at the page at hand in every way, keep pictures, and return what is wrong with it."""
    page, wrong = person.page, []
    if page.locator(_ERRORS).count():
        wrong.append("an error is shown")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for size, (width, height) in SIZES.items():
            look = f"{scheme}-{size}"
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function(_SCHEME, arg=scheme)
            page.screenshot(path=folder / f"{entry.url or 'scorecard'}-{look}.png")
            if page.evaluate(_TOO_WIDE):
                wrong.append(f"{look}: wider than the screen")
            if look in JUDGED:
                wrong += [f"{look}: {fault}" for fault in faults(page)]
    return [f"{entry.title}: {each}" for each in wrong]


@pytest.mark.parametrize("lake", ["full", "empty"])
def test_every_page(chromium: Browser, request: pytest.FixtureRequest, lake: str) -> None:
    board: Board = request.getfixturevalue("demo_board" if lake == "full" else "empty_board")
    context = chromium.new_context(reduced_motion="reduce", color_scheme="light")
    person, folder = Person(context.new_page(), board), PICTURES / lake
    person.sign_in()
    folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    for entry in ENTRIES:
        person.open(f"/{entry.url}")
        expect(person.page.locator("h1")).to_have_count(1)
        if lake == "full":  # how far expected extracts reach, or how late they are
            expect(person.page.locator(".cx-meta")).to_contain_text("Surveys ")
        wrong += look_at(person, entry, folder)
    wrong += [f"console: {complaint}" for complaint in person.complaints]
    context.close()
    assert not wrong
