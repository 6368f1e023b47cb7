"""What does a person do in a browser: open, sign in, wait, sign out?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import ConsoleMessage, Locator, Page

from tests.board import Board

_AT_REST: Final = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testConnectionState === 'CONNECTED'
    && app.dataset.testScriptState === 'notRunning'
    && app.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]')
    && !document.querySelector('[data-stale="true"], [data-testid="stAppSkeleton"]');
}"""
_MOST_TABS: Final = 20
_HARMLESS: Final = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit looks for these below every page's path, and is told that they are not there."""


@dataclass
class Person:
    """One tab of a browser, and the app that it is to open."""

    page: Page
    board: Board
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to what the browser complains about, such as a broken security policy."""
        self.page.on("console", self._hear)

    @property
    def name_box(self) -> Locator:
        """The first box of the sign-in form."""
        return self.page.get_by_role("textbox", name="Name", exact=True)

    @property
    def password_box(self) -> Locator:
        """The second box of the sign-in form."""
        return self.page.get_by_role("textbox", name="Password", exact=True)

    @property
    def sign_out_button(self) -> Locator:
        """What only somebody sees who is signed in."""
        return self.page.get_by_role("button", name="Sign out", exact=True)

    def open(self, path: str = "/") -> None:
        """Open an address of the app and wait until it has come to rest."""
        self.page.goto(self.board.url + path)
        self.wait()

    def go_to(self, section: str, title: str) -> None:
        """Go to another page by the navigation and the keys, and wait until it is at rest."""
        self.page.get_by_role("button", name=section, exact=True).press("Enter")
        self.page.get_by_role("menuitem", name=title, exact=True).press("Enter")
        self.page.get_by_role("heading", name=title, level=1).wait_for()
        self.wait()

    def tab_to(self, label: str) -> None:
        """Press the tab key until a widget is reached, as somebody without a mouse does."""
        for _ in range(_MOST_TABS):
            if self.page.evaluate("document.activeElement.getAttribute('aria-label')") == label:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{label} is not reached with {_MOST_TABS} presses of the tab key")

    def wait(self) -> None:
        """Wait until the script has run and its result is drawn."""
        self.page.wait_for_function(_AT_REST)

    def try_to_sign_in(self, name: str, password: str) -> None:
        """Fill in the form that is on the screen and send it."""
        self.name_box.fill(name)
        self.password_box.fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()

    def sign_in(self, path: str = "/") -> None:
        """Open an address, sign in there, and wait for the page behind the form."""
        self.open(path)
        self.try_to_sign_in(self.board.name, self.board.password)
        self.sign_out_button.wait_for()
        self.wait()

    def sign_out(self) -> None:
        """Sign out and wait for the form."""
        self.sign_out_button.click()
        self.password_box.wait_for()
        self.wait()

    def _hear(self, message: ConsoleMessage) -> None:
        where = str(message.location.get("url", ""))
        if message.type in {"error", "warning"} and not where.endswith(_HARMLESS):
            self.complaints.append(message.text)
