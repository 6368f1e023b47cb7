"""Where is a Chromium for the browser tests, and can one be installed?

`python -m tests.browser.chromium` prepares one before the tests start; it never fails, because a
missing browser is told, and counted, by the tests that need it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.components import install_packages

FLAGS: Final = (
    "--headless",
    "--no-sandbox",  # root, as in a container, has no sandbox
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""How a Chromium starts where nothing but this machine is to be reached."""

ADVICE: Final = (
    "install Chromium or Google Chrome, or name one: CXBOARD_CHROMIUM=/path/to/chromium make test"
)

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "msedge",
)
_PLAYWRIGHT_FOLDERS: Final = (
    ".cache/ms-playwright",
    "Library/Caches/ms-playwright",
    "AppData/Local/ms-playwright",
)
_PLAYWRIGHT_FILES: Final = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
_APPLICATIONS: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_chromium() -> str | None:
    """Return the path of a browser of the Chromium family, or None.

    The one named by CXBOARD_CHROMIUM comes first, and alone: a wrong name is not papered over.
    """
    named = os.environ.get("CXBOARD_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(_candidates(), None)


def install_chromium() -> str | None:
    """Install Chromium through the system's packages.

    Returns:
        None when it is there afterwards, else the reason why not, in words.
    """
    why = install_packages("chromium", "fonts-liberation")
    if why is None and find_chromium() is None:
        why = "the package chromium brought no browser"
    return why


def _candidates() -> Iterator[str]:
    for name in _NAMES:
        if found := shutil.which(name):
            yield found
    home = Path.home()
    folders = [Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or home / "none")]
    folders += [home / folder for folder in _PLAYWRIGHT_FOLDERS]
    for folder in folders:
        for pattern in _PLAYWRIGHT_FILES:
            yield from (str(path) for path in sorted(folder.glob(pattern), reverse=True))
    yield from (path for path in _APPLICATIONS if Path(path).exists())


def main() -> None:
    """Find a browser, or install one, and say which."""
    if find_chromium() is None and not os.environ.get("CXBOARD_CHROMIUM"):
        print("Browser tests need Chromium: installing it …", flush=True)
        why = install_chromium()
        if why is not None:
            print(f"Not installed: {why}.", file=sys.stderr)
    found = find_chromium()
    print(f"Browser for the tests: {found or f'none, so {ADVICE}'}", flush=True)


if __name__ == "__main__":
    main()
