"""What must every answer tell the browser, so that a page can do no harm and leaks nothing?"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxboard.access.requests import Caller
from cxboard.access.rules import STATIC_PREFIX

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
}
# No cross-origin-opener-policy: browsers would change process whenever somebody comes from another
# page, which costs 300 ms of every open; framing and cross-site cookies are closed off without it.

_TRANSPORT = "max-age=31536000"
_CACHEABLE = (STATIC_PREFIX, "/favicon.png", "/manifest.json")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PLAIN_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")


def inline_scripts(html: str) -> list[str]:
    """Return the text of every inline script of a page, which its policy has to name."""
    return _INLINE_SCRIPT.findall(html)


class SecurityHeaders:
    """Adds the headers to every HTTP answer."""

    def __init__(
        self, app: ASGIApp, *, scripts: Iterable[str] = (), always_secure: bool = False
    ) -> None:
        """Wrap an application.

        Args:
            app: the application whose answers get the headers.
            scripts: text of the inline scripts that may run; no other ever does.
            always_secure: whether browsers reach us by HTTPS even where it does not show.
        """
        self._app = app
        self._scripts = " ".join(["'self'", *(_hash_source(script) for script in scripts)])
        self._always_secure = always_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        caller = Caller.of(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), caller)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, caller: Caller) -> None:
        headers.update(_ALWAYS)
        headers["content-security-policy"] = self._policy(caller.host)
        if caller.is_secure or self._always_secure:
            headers["strict-transport-security"] = _TRANSPORT
        is_page = headers.get("content-type", "").startswith("text/html")
        if is_page or not caller.path.startswith(_CACHEABLE):
            headers["cache-control"] = "no-store"
        if "server" in headers:
            del headers["server"]

    def _policy(self, host: str) -> str:
        """Return the content security policy; websockets may go to the page's own host only."""
        sockets = f" ws://{host} wss://{host}" if _PLAIN_HOST.fullmatch(host) else ""
        return "; ".join(
            (
                "default-src 'self'",
                f"script-src {self._scripts}",
                "style-src 'self' 'unsafe-inline'",  # Streamlit's styles are made in the browser
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                f"connect-src 'self'{sockets}",
                "frame-src 'self'",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            )
        )


def _hash_source(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
