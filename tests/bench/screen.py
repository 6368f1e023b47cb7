"""How long does a person wait, from a click to everything drawn, in a real browser?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from playwright.sync_api import Browser, Error, Locator, Page, ViewportSize, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from cxboard.ui.navigation import Entry
from tests.bench.servers import Board
from tests.browser.chromium import FLAGS, find_chromium

REPEATS: Final = 8
VIEWPORT: Final[ViewportSize] = {"width": 1440, "height": 900}
_PATIENCE_MS: Final = 60_000

_COUNT_RUNS: Final = """
window.cxRuns = 0;
const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', event => {
      if (event.data instanceof ArrayBuffer && hasField(new Uint8Array(event.data), FINISHED)) {
        window.cxRuns += 1;
      }
    });
  }
};
function hasField(bytes, wanted) {
  let at = 0;
  const number = () => {
    let value = 0, factor = 1, byte;
    do { byte = bytes[at++]; value += (byte & 127) * factor; factor *= 128; } while (byte & 128);
    return value;
  };
  while (at < bytes.length) {
    const tag = number(), kind = tag % 8;
    if ((tag - kind) / 8 === wanted) return true;
    if (kind === 0) number();
    else if (kind === 1) at += 8;
    else if (kind === 2) { const length = number(); at += length; }
    else at += 4;
  }
  return false;
}
""".replace("FINISHED", str(ForwardMsg.SCRIPT_FINISHED_FIELD_NUMBER))
"""Counts the "script finished" messages that the page receives. The page's own state attribute is
not enough: the browser may draw the beginning and the end of a quick run in one go."""

_ALL_DRAWN: Final = """([runs, needed, patience]) => new Promise((resolve, reject) => {
  const begun = performance.now();
  let since, frames = 0;
  const drawn = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.dataset.testConnectionState === 'CONNECTED'
      && app.dataset.testScriptState === 'notRunning'
      && window.cxRuns > runs
      && !document.querySelector('[data-stale="true"], [data-testid="stAppSkeleton"], '
        + '[data-testid="stSkeleton"]')
      && document.querySelectorAll(needed.selector).length >= needed.count
      && [...document.querySelectorAll('.js-plotly-plot')].every(p => p.querySelector('.main-svg'))
      && [...document.images].every(image => image.complete);
  };
  const look = () => {
    const now = performance.now();
    if (!drawn()) { since = undefined; frames = 0; }
    else { since ??= now; frames += 1; }
    if (frames > 3) resolve(now - since);
    else if (now - begun > patience) reject(new Error('not drawn in time'));
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Resolves, when everything was drawn for three frames, to how many ms ago it became so."""


@dataclass(frozen=True)
class Drawn:
    """What must be on the page before it counts as drawn."""

    selector: str
    count: int = 1


FLOORS: Final = {
    "one_filter": Drawn('[data-testid="stSelectbox"]'),
    "five_filters": Drawn('[data-testid="stSelectbox"]', 5),
    "twelve_charts": Drawn(".js-plotly-plot:has(.main-svg)", 12),
}
"""The pages in tests/bench/floor, and when each is complete."""
SIGN_IN: Final = Drawn('[data-testid="stForm"]')
SCORECARD: Final = Drawn(".cx-foot")
ANY_PAGE: Final = Drawn(".cx-head")


@contextmanager
def warm_browser() -> Iterator[Browser]:
    """Start Chromium and draw one page, because the first of a cold browser costs seconds."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page = browser.new_page()
        page.set_content("<h1>warm</h1><svg width='9' height='9'></svg>")
        yield browser
        browser.close()


def new_page(browser: Browser) -> Page:
    """Return a page of the size that all measurements are taken at, with cookies of its own."""
    context = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    context.add_init_script(_COUNT_RUNS)
    context.set_default_timeout(_PATIENCE_MS)
    return context.new_page()


def sign_in(page: Page, board: Board) -> None:
    """Sign in as a person does, and wait for the scorecard."""
    page.goto(board.url)
    page.get_by_label("Name").fill(board.name)
    page.get_by_label("Password", exact=True).fill(board.password)
    page.get_by_role("button", name="Sign in").click()
    wait_until_drawn(page, SCORECARD)


def wait_until_drawn(page: Page, needed: Drawn, *, runs: int = 0) -> float:
    """Wait until a script run has ended and all it sent is on the screen.

    Args:
        page: where.
        needed: what must be there.
        runs: how many runs had ended before the one that is waited for.

    Returns:
        How many seconds ago that came true; it is believed only when it lasts.
    """
    wanted = {"selector": needed.selector, "count": needed.count}
    for _ in range(3):
        try:
            return float(page.evaluate(_ALL_DRAWN, [runs, wanted, _PATIENCE_MS])) / 1000
        except Error as error:  # the page went elsewhere meanwhile, as it does after signing in
            if "context was destroyed" not in error.message:
                raise
            page.wait_for_load_state("domcontentloaded")
    raise AssertionError(f"{page.url} goes on and on")


def time_open(page: Page, url: str, needed: Drawn, repeats: int = REPEATS) -> list[float]:
    """Return seconds from navigation to everything drawn; one visit before warms the caches."""
    seconds = []
    for repeat in range(repeats + 1):
        page.goto("about:blank")
        started = perf_counter()
        page.goto(url, wait_until="commit")
        after = wait_until_drawn(page, needed)
        if repeat:
            seconds.append(perf_counter() - started - after)
    return seconds


def time_choices(page: Page, needed: Drawn, repeats: int = REPEATS) -> list[float]:
    """Return seconds from choosing another hospital to everything redrawn."""
    return [_timed(page, needed, _offered(page, repeat).click) for repeat in range(repeats)]


def time_switches(page: Page, entries: Sequence[Entry], rounds: int) -> dict[str, list[float]]:
    """Return seconds from a click in the navigation to all drawn, by the title of the page.

    Args:
        page: on any page.
        entries: the pages, visited one after the other.
        rounds: how often; a first one, before them, warms the caches.
    """
    sections = list(dict.fromkeys(entry.section for entry in entries))
    seconds: dict[str, list[float]] = {entry.title: [] for entry in entries}
    for turn in range(rounds + 1):
        for entry in entries:
            page.get_by_test_id("stTopNavSection").nth(sections.index(entry.section)).click()
            link = page.get_by_role("menuitem", name=entry.title, exact=True)
            link.wait_for()
            took = _timed(page, ANY_PAGE, link.click)
            if turn:
                seconds[entry.title].append(took)
    return seconds


def _offered(page: Page, number: int) -> Locator:
    """Open the list of hospitals and return one of its options, another each time."""
    page.get_by_role("combobox", name="Hospital").click()
    options = page.get_by_role("option")
    options.first.wait_for()
    return options.nth((number + 1) % options.count())


def _timed(page: Page, needed: Drawn, act: Callable[[], None]) -> float:
    runs = page.evaluate("window.cxRuns")
    started = perf_counter()
    act()
    after = wait_until_drawn(page, needed, runs=runs)
    return perf_counter() - started - after
