"""Which requests may an anonymous caller make? All others need a session."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto
from urllib.parse import quote

WEBSOCKET_PATH = "/_stcore/stream"
ENTER_PATH = "/auth/enter"
LEAVE_PATH = "/auth/leave"
STATIC_PREFIX = "/static/"

GO_SCRIPT = (
    'const way = document.querySelector("a.cx-go"); '
    'if (way) location.replace(way.href.replace("next=", "next=" + '
    "encodeURIComponent(location.pathname + location.search)));"
)
"""Follows the link that the sign-in put on the page, and takes the deep link along. Constant, so
that the content security policy can allow this script and no other."""

_PUBLIC_FILES = frozenset(
    {
        "/favicon.png",
        "/manifest.json",
        "/_stcore/health",
        "/_stcore/host-config",
        "/api/health",
        "/api/ready",
        ENTER_PATH,
        LEAVE_PATH,
    }
)
_PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit's browser code looks for these below a page's path too, and must be told "not here"."""

_READING = frozenset({"GET", "HEAD"})
_NEXT_MAX = 2000


class Need(Enum):
    """What a request has to bring."""

    NOTHING = auto()
    VISITOR = auto()
    """The HTML shell of a page, with which the browser gets its visitor cookie."""
    SESSION = auto()


def need_of(method: str, path: str, page_paths: Collection[str]) -> Need:
    """Return what a request needs.

    Args:
        method: HTTP method, in capitals.
        path: decoded path of the URL.
        page_paths: paths of the pages, such as "/hcahps-domains"; "/" is always one.
    """
    if method not in _READING:
        return Need.SESSION
    if _is_page(path, page_paths):
        return Need.VISITOR
    if path in _PUBLIC_FILES or path.startswith(STATIC_PREFIX):
        return Need.NOTHING
    for probe in _PROBES:
        if path.endswith(probe) and _is_page(path.removesuffix(probe), page_paths):
            return Need.NOTHING
    return Need.SESSION


def safe_next(text: str | None, page_paths: Collection[str]) -> str:
    """Return where to go after signing in: a page of ours with its query, or "/".

    Only the path of a known page is accepted, so that no spelling of another address, however
    encoded, can get through. The query is kept, re-encoded where a header needs it.
    """
    path, mark, query = (text or "")[:_NEXT_MAX].partition("?")
    if not _is_page(path, page_paths):
        return "/"
    query = query.partition("#")[0]
    if any(ord(character) < 32 for character in query):
        return path
    return path + mark + quote(query, safe="=&%+,:;/?@!$'()*~-._")


def _is_page(path: str, page_paths: Collection[str]) -> bool:
    return path == "/" or path in page_paths
