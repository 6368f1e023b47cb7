"""What does an ASGI request say about its sender: method, host, origin, cookies?"""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.types import Scope

SESSION_COOKIE = "cxboard_session"
VISITOR_COOKIE = "cxboard_visitor"
LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The parts of a request that decide whether it is let in."""

    method: str
    path: str
    host: str
    origin: str | None
    fetch_site: str | None
    is_secure: bool
    cookies: dict[str, str]

    @classmethod
    def of(cls, scope: Scope) -> Caller:
        """Read an HTTP or websocket scope."""
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        return cls(
            method=scope.get("method", "GET"),
            path=scope["path"],
            host=headers.get("host", ""),
            origin=headers.get("origin"),
            fetch_site=headers.get("sec-fetch-site"),
            is_secure=scope["scheme"] in {"https", "wss"},
            cookies=parse_cookies(headers.get("cookie", "")),
        )

    def is_for(self, hosts: tuple[str, ...]) -> bool:
        """Whether the Host header names one of ours; otherwise a foreign name points at us."""
        try:
            name = urlsplit(f"//{self.host}").hostname
        except ValueError:
            return False
        return name is not None and name.rstrip(".") in hosts

    @property
    def is_cross_site(self) -> bool:
        """Whether another site's page sent this. Callers that are no browser state no origin."""
        if self.origin is None:
            return self.fetch_site in {"cross-site", "same-site"}
        return urlsplit(self.origin).netloc != self.host


def parse_cookies(header: str) -> dict[str, str]:
    """Return the cookies of a Cookie header; a malformed one counts as no cookie."""
    cookies: dict[str, str] = {}
    for part in header.split(";"):
        try:
            cookies |= {name: morsel.value for name, morsel in SimpleCookie(part.strip()).items()}
        except CookieError:
            continue
    return cookies
