"""May this request pass? The ASGI middleware that stands before every route and the websocket.

Anonymous callers reach the HTML shell of the pages, Streamlit's own static files, the health
routes, the two sign-in routes, and a websocket on which the script shows the sign-in form. On a
websocket that was opened with a session, that session is looked up again for every message: once it
has ended, whatever the browser asks for becomes a bare rerun of the script from its start, so that
no fragment and no callback runs for somebody who has signed out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxboard.access import sessions, tokens
from cxboard.access.requests import SESSION_COOKIE, VISITOR_COOKIE, Caller
from cxboard.access.rules import WEBSOCKET_PATH, Need, need_of
from cxboard.access.sessions import Session
from cxboard.storage.ledger import Ledger

IDENTITY_HEADER = "x-cxboard-session"
"""Tells Streamlit whose websocket this is (`server.trustedUserHeaders`), so that it never resumes
one person's session for another. Only the guard sets it; what a client sends is dropped."""

_POLICY_VIOLATION = 1008


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why a request does not pass, as the caller sees it."""

    status: int
    message: str


WRONG_HOST = Refusal(status=400, message="This server does not answer to that host name.")
CROSS_SITE = Refusal(status=403, message="Requests from other sites are not accepted.")
NO_SESSION = Refusal(status=401, message="Sign in first.")


class Guard:
    """Lets a request through to `app` or answers it itself."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        ledger: Ledger,
        page_paths: Collection[str],
        hosts: tuple[str, ...],
        bare_rerun: Callable[[bytes], bytes],
        always_secure: bool = False,
    ) -> None:
        """Stand before an application.

        Args:
            app: the application behind the guard.
            ledger: where the sessions are.
            page_paths: paths whose HTML shell anybody may load.
            hosts: host names that this server answers to, without port.
            bare_rerun: turns a browser's message into one that only runs the script anew.
            always_secure: whether browsers reach us by HTTPS even where it does not show.
        """
        self._app = app
        self._ledger = ledger
        self._page_paths = page_paths
        self._hosts = hosts
        self._bare_rerun = bare_rerun
        self._always_secure = always_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guard one request or websocket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        caller = Caller.of(scope)
        scope = {**scope, "headers": _without_identity(scope["headers"])}
        if scope["type"] == "http":
            await self._http(caller, scope, receive, send)
        else:
            await self._websocket(caller, scope, receive, send)

    async def _http(self, caller: Caller, scope: Scope, receive: Receive, send: Send) -> None:
        need = need_of(caller.method, caller.path, self._page_paths)
        refusal = self._refusal(caller, writes=caller.method not in {"GET", "HEAD"})
        if refusal is None and need is Need.SESSION and await self._session(caller) is None:
            refusal = NO_SESSION
        if refusal is not None:
            answer = PlainTextResponse(refusal.message, status_code=refusal.status)
            await answer(scope, receive, send)
        elif need is Need.VISITOR and not tokens.is_token(caller.cookies.get(VISITOR_COOKIE)):
            is_secure = caller.is_secure or self._always_secure
            await self._app(scope, receive, _with_visitor_cookie(send, is_secure))
        else:
            await self._app(scope, receive, send)

    async def _websocket(self, caller: Caller, scope: Scope, receive: Receive, send: Send) -> None:
        if self._refusal(caller, writes=True) or caller.path != WEBSOCKET_PATH:
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        session = await self._session(caller)
        if session is None:
            await self._app(scope, receive, send)
            return
        identity = (IDENTITY_HEADER.encode(), session.token_hash.encode())
        scope = {**scope, "headers": [*scope["headers"], identity]}

        async def receive_checked() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and await self._session(caller) is None:
                return {**message, "bytes": self._bare_rerun(message.get("bytes") or b"")}
            return message

        await self._app(scope, receive_checked, send)

    def _refusal(self, caller: Caller, *, writes: bool) -> Refusal | None:
        if not caller.is_for(self._hosts):
            return WRONG_HOST
        if writes and caller.is_cross_site:
            return CROSS_SITE
        return None

    async def _session(self, caller: Caller) -> Session | None:
        token = caller.cookies.get(SESSION_COOKIE)
        if not tokens.is_token(token):
            return None
        return await to_thread.run_sync(sessions.find, self._ledger, token)


def _without_identity(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [pair for pair in headers if pair[0].lower() != IDENTITY_HEADER.encode()]


def _with_visitor_cookie(send: Send, is_secure: bool) -> Send:
    """Return a send that gives the browser a name of its own, to which a ticket is bound."""
    flags = "; Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if is_secure else "")
    cookie = f"{VISITOR_COOKIE}={tokens.new_token()}{flags}"

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return send_with_cookie
