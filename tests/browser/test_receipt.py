"""From a number to its receipt and back: by mouse, by keyboard, and by the link alone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.person import Person


def test_a_number_opens_its_receipt_in_the_page_at_hand(reader: Person) -> None:
    reader.sign_in()
    reader.page.locator("html[data-cx-follows]").wait_for(state="attached")
    reader.page.evaluate("window.stillHere = true")
    number = reader.page.locator("a.cx-receipt[href*='nps~value']").first
    drawer = reader.page.get_by_role("dialog")
    number.click()
    expect(drawer).to_contain_text("counted again for this receipt: the same")
    expect(drawer).to_contain_text(number.inner_text().partition(",")[0])
    expect(drawer).to_contain_text("survey_2026.csv")
    expect(drawer).to_contain_text("EXECUTE receipt")
    reader.page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)

    reader.page.locator("a.cx-receipt[href*='nps~change']").focus()
    reader.page.keyboard.press("Enter")
    expect(drawer).to_contain_text("The change")
    reader.page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert reader.page.evaluate("window.stillHere") is True
    assert not [text for text in reader.complaints if "Content Security Policy" in text]


def test_the_address_of_a_receipt_opens_it(reader: Person) -> None:
    reader.sign_in("/?period=2025&receipt=overall_rating~value")
    drawer = reader.page.get_by_role("dialog")
    expect(drawer).to_contain_text(re.compile("Jan 2025 to Dec 2025: [0-9.]+%"))
    reader.page.get_by_role("button", name="Close").click()
    expect(drawer).to_have_count(0)
    expect(reader.page.get_by_role("heading", name="Executive scorecard")).to_be_visible()


def test_an_address_of_no_receipt_says_so_over_the_page(reader: Person) -> None:
    reader.sign_in("/?receipt=nothing")
    drawer = reader.page.get_by_role("dialog")
    expect(drawer).to_contain_text("The page is shown without a receipt.")
    expect(reader.page.get_by_role("heading", name="Executive scorecard")).to_be_attached()
