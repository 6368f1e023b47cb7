"""Can a person sign in where a link led them, stay in, and be out for good afterwards?"""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from cxboard.access import users
from cxboard.access.attempts import REFUSAL
from tests.board import ask, elements, rerun, wire
from tests.browser.person import Person

LINK = "/hcahps-domains?facility=LH02"


def _session_cookie(context: BrowserContext) -> dict[str, object] | None:
    found = [dict(c) for c in context.cookies() if c.get("name") == "cxboard_session"]
    return found[0] if found else None


def test_a_link_survives_the_sign_in_and_a_reload(visitor: Person, context: BrowserContext) -> None:
    visitor.sign_in(LINK)
    assert visitor.page.url == visitor.board.url + LINK
    cookie = _session_cookie(context)
    assert cookie is not None
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["expires"] == -1, "it goes with the browser"
    assert "cxboard" not in visitor.page.evaluate("document.cookie")
    visitor.page.reload()
    visitor.sign_out_button.wait_for()
    assert visitor.page.url == visitor.board.url + LINK


def test_nothing_breaks_the_security_policy(visitor: Person) -> None:
    visitor.sign_in(LINK)
    visitor.sign_out()
    assert not [text for text in visitor.complaints if "Content Security Policy" in text]


def test_going_back_does_not_use_the_ticket_again(visitor: Person) -> None:
    visitor.sign_in(LINK)
    visitor.page.go_back()
    assert "ticket" not in visitor.page.url


@pytest.mark.parametrize(
    ("name", "password"),
    [("visitor", "not the password"), ("nobody-of-that-name", "not the password")],
)
def test_a_refusal_says_the_same_to_everybody(visitor: Person, name: str, password: str) -> None:
    visitor.open()
    visitor.try_to_sign_in(name, password)
    visitor.page.get_by_text(REFUSAL).wait_for()
    assert visitor.password_box.is_visible()
    assert not visitor.sign_out_button.is_visible()


def test_after_signing_out_the_old_cookie_opens_nothing(
    visitor: Person, context: BrowserContext, chromium: Browser
) -> None:
    visitor.sign_in(LINK)
    second = Person(context.new_page(), visitor.board)
    second.open()
    second.sign_out_button.wait_for()  # the second tab is signed in, too
    kept = context.cookies()
    old = _session_cookie(context)
    assert old is not None

    visitor.sign_out()
    assert _session_cookie(context) is None
    header = {"Cookie": f"cxboard_session={old['value']}"}
    assert httpx.get(f"{visitor.board.url}/media/x.csv", headers=header).status_code == 401
    with wire(visitor.board, str(old["value"])) as connection:
        assert "text_input" in elements(ask(connection, rerun()))

    second.sign_out_button.click()  # any click in the tab that was left open
    second.password_box.wait_for()
    assert not second.sign_out_button.is_visible()

    copy = chromium.new_context()
    copy.add_cookies(kept)  # type: ignore[arg-type]  # what was read is what is written
    thief = Person(copy.new_page(), visitor.board)
    thief.open(LINK)
    thief.password_box.wait_for()
    copy.close()


def test_a_disabled_user_is_out_at_the_next_click_and_finds_the_page_again(
    visitor: Person,
) -> None:
    visitor.sign_in(LINK)
    users.disable(visitor.board.ledger, visitor.board.name)
    users.enable(visitor.board.ledger, visitor.board.name)
    visitor.page.get_by_text("Strategic influence").first.click()
    visitor.page.get_by_role("menuitem", name="Executive scorecard").click()
    visitor.password_box.wait_for()
    visitor.wait()
    visitor.try_to_sign_in(visitor.board.name, visitor.board.password)
    visitor.sign_out_button.wait_for()
    assert visitor.page.url == visitor.board.url + "/"


def test_a_ticket_is_of_no_use_without_its_browser(visitor: Person, chromium: Browser) -> None:
    seen: list[str] = []
    visitor.open(LINK)
    visitor.page.on("request", lambda request: seen.append(request.url))
    visitor.try_to_sign_in(visitor.board.name, visitor.board.password)
    visitor.sign_out_button.wait_for()
    ticket = next(url for url in seen if "ticket=" in url)
    elsewhere = chromium.new_context()
    tab = elsewhere.new_page()
    tab.goto(ticket)
    assert tab.get_by_role("heading", name="Please sign in again").is_visible()
    assert not [c for c in elsewhere.cookies() if c.get("name") == "cxboard_session"]
    elsewhere.close()
