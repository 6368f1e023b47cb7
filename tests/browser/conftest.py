"""What do the browser tests share? One Chromium, the running app, and a person who signs in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.board import Board, running_board
from tests.browser.chromium import ADVICE, FLAGS, find_chromium
from tests.browser.person import Person
from tests.components import unavailable

_PATIENCE_MS = 30_000

expect.set_options(timeout=_PATIENCE_MS)  # five seconds are too few while another test computes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as a browser test."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a running Chromium; its first page, which costs seconds, is drawn already."""
    executable = find_chromium()
    if executable is None:
        unavailable("Chromium", ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        browser.new_page().close()
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def empty_board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """Return a running app without data."""
    folder = tmp_path_factory.mktemp("empty-board")
    with running_board(folder / "data", folder) as board:
        yield board


@pytest.fixture(scope="session")
def demo_board(shared_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """Return a running app with the small demo."""
    folder = tmp_path_factory.mktemp("demo-board")
    shutil.copytree(shared_demo, folder / "data")
    with running_board(folder / "data", folder) as board:
        yield board


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a browser without cookies, as it is on a machine that was never here."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(_PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return an empty tab."""
    return context.new_page()


@pytest.fixture
def visitor(page: Page, empty_board: Board) -> Person:
    """Return a person in front of the app without data, not signed in yet."""
    return Person(page, empty_board)


@pytest.fixture
def reader(page: Page, demo_board: Board) -> Person:
    """Return a person in front of the app with the small demo, not signed in yet."""
    return Person(page, demo_board)
