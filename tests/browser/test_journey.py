"""The ways of an executive and of a board meeting; an analyst’s is in test_analyst.py."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import BrowserContext, expect

from tests.board import ask, elements, rerun, wire
from tests.browser.person import Person

_LEGIBLE_PX = 26
"""Least height of the finding's letters, on a shared screen."""


def test_an_executive_follows_one_hospital_from_the_scorecard_to_its_actions(
    reader: Person, context: BrowserContext
) -> None:
    page = reader.page
    reader.sign_in()
    reader.tab_to("Hospital")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    head = page.locator(".cx-head")
    expect(page).to_have_url(re.compile(r"[?&]facility="))
    expect(head).not_to_contain_text("All hospitals")
    name = page.locator(".cx-meta span").first.inner_text().partition(",")[0]

    own = "[href*='facility='][href*='measure=overall_rating']"
    page.locator(f".cx-scorecard a[href*='hcahps-domains']{own}").first.click()
    expect(page).to_have_url(re.compile(r"/hcahps-domains\?.*facility="))
    expect(page.get_by_role("heading", name="HCAHPS domains")).to_be_visible()
    expect(page.locator(".cx-head")).to_contain_text(name)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()

    page.locator("html[data-cx-follows]").wait_for(state="attached")
    page.locator("a.cx-receipt[href*='overall_rating~value']").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("counted again for this receipt: the same")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    reader.go_to("Feedback and action", "Actions")
    expect(page.locator(".cx-finding")).to_contain_text("overdue")
    expect(page.get_by_role("combobox", name="Hospital")).to_have_value(name)
    expect(page.locator("tbody tr").first).to_contain_text("overdue by")

    reader.go_to("Extracts", "Measures")
    page.get_by_role("combobox", name="Measure to look up").click()
    page.keyboard.type("Complaints reopened")
    page.keyboard.press("Enter")
    expect(page.get_by_text("How many answered complaints came back?").first).to_be_visible()
    expect(page).to_have_url(re.compile("entry="))
    assert not [text for text in reader.complaints if "Content Security Policy" in text]

    token = next(c["value"] for c in context.cookies() if c.get("name") == "cxboard_session")
    reader.sign_out()
    header = {"Cookie": f"cxboard_session={token}"}
    assert httpx.get(f"{reader.board.url}/media/x", headers=header).status_code == 401
    with wire(reader.board, token) as connection:
        assert "text_input" in elements(ask(connection, rerun()))


def test_a_board_reads_a_shared_screen_and_its_link_shows_the_same(
    reader: Person, context: BrowserContext
) -> None:
    page = reader.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    reader.sign_in("/?period=2025")
    finding = page.locator(".cx-finding")
    size = finding.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
    assert size >= _LEGIBLE_PX
    expect(page.locator(".cx-nine")).to_be_in_viewport()
    shown = page.locator(".cx-scorecard").inner_text()

    other = Person(context.new_page(), reader.board)
    href = page.get_by_role("link", name="Link to this view").get_attribute("href")
    other.open(f"/{href}")
    assert other.page.locator(".cx-finding").inner_text() == finding.inner_text()
    assert other.page.locator(".cx-scorecard").inner_text() == shown
    other.page.close()

    publication = re.search(r"publication p\d+", page.locator(".cx-meta").inner_text())
    assert publication
    ways = {"Feedback and action": "Signals", "Learning": "Outlook", "Partnership": "Equity"}
    for section, title in ways.items():
        reader.go_to(section, title)
        assert finding.inner_text().endswith(".")
        expect(page.locator(".cx-meta")).to_contain_text("Jan 2025 to Dec 2025")
        expect(page.locator(".cx-meta")).to_contain_text(publication[0])
