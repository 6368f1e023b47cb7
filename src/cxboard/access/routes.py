"""How does a browser get its session cookie, and how does it lose it?"""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from cxboard.access import sessions, tickets
from cxboard.access.requests import SESSION_COOKIE, VISITOR_COOKIE
from cxboard.access.rules import ENTER_PATH, LEAVE_PATH, safe_next
from cxboard.storage.ledger import Ledger

_TOO_LATE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>CX Board</title>
<h1>Please sign in again</h1>
<p>This sign-in was used already, or took too long.</p>
<p><a href="{next}">Back to the sign-in</a></p>
"""


def auth_routes(
    ledger: Ledger, page_paths: Collection[str], *, always_secure: bool = False
) -> list[Route]:
    """Return the routes that set and clear the session cookie.

    Args:
        ledger: where tickets and sessions are.
        page_paths: the pages that these routes may lead to.
        always_secure: mark the cookie Secure even when the request does not look like HTTPS.
    """

    async def enter(request: Request) -> Response:
        target = safe_next(request.query_params.get("next"), page_paths)
        token = await to_thread.run_sync(_redeem, ledger, request)
        if token is None:
            return HTMLResponse(_TOO_LATE.format(next=escape(target)), status_code=403)
        answer = RedirectResponse(target, status_code=303)
        is_secure = always_secure or request.url.scheme == "https"
        answer.set_cookie(
            SESSION_COOKIE, token, path="/", httponly=True, samesite="lax", secure=is_secure
        )
        return answer

    async def leave(request: Request) -> Response:
        target = safe_next(request.query_params.get("next"), page_paths)
        answer = RedirectResponse(target, status_code=303)
        token = request.cookies.get(SESSION_COOKIE)
        # A link on another site leads here too; it must not sign anybody out.
        if await to_thread.run_sync(sessions.find, ledger, token) is None:
            answer.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")
        return answer

    return [Route(ENTER_PATH, enter), Route(LEAVE_PATH, leave)]


def _redeem(ledger: Ledger, request: Request) -> str | None:
    """Turn the request's ticket into a new session; the browser's former one ends."""
    visitor = request.cookies.get(VISITOR_COOKIE)
    name = tickets.redeem(ledger, request.query_params.get("ticket"), visitor)
    if name is None:
        return None
    former = sessions.find(ledger, request.cookies.get(SESSION_COOKIE))
    if former is not None:
        sessions.revoke(ledger, former.token_hash)
    return sessions.create(ledger, name)
