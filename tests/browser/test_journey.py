"""The way of an executive: sign in, look at one hospital, follow it into the domains, sign out."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import BrowserContext, expect

from tests.board import ask, elements, rerun, wire
from tests.browser.person import Person


def test_an_executive_looks_at_one_hospital_and_leaves(
    reader: Person, context: BrowserContext
) -> None:
    reader.sign_in()
    expect(reader.page.get_by_role("heading", name="Executive scorecard")).to_be_visible()
    everyone = reader.page.locator(".cx-head").inner_text()

    reader.page.get_by_role("combobox", name="Hospital").click()
    hospital = reader.page.get_by_role("option").nth(1)
    name = hospital.inner_text()
    hospital.click()
    head = reader.page.locator(".cx-head")
    expect(head).to_contain_text(name)
    assert head.inner_text() != everyone
    expect(reader.page).to_have_url(re.compile(r"[?&]facility="))

    reader.page.get_by_role("link", name="Communication with nurses").click()
    expect(reader.page).to_have_url(re.compile(r"/hcahps-domains\?.*facility="))
    expect(reader.page.get_by_role("heading", name="HCAHPS domains")).to_be_visible()
    expect(reader.page.locator(".cx-head")).to_contain_text(name)
    expect(reader.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert not [text for text in reader.complaints if "Content Security Policy" in text]

    token = next(c["value"] for c in context.cookies() if c.get("name") == "cxboard_session")
    reader.sign_out()
    header = {"Cookie": f"cxboard_session={token}"}
    assert httpx.get(f"{reader.board.url}/media/x", headers=header).status_code == 401
    with wire(reader.board, token) as connection:
        assert "text_input" in elements(ask(connection, rerun()))
