"""How do tests speak to one ASGI application without a server?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1:8501"


@dataclass(frozen=True)
class Answer:
    """What an application answered."""

    status: int
    headers: Headers
    body: bytes


class Recorder:
    """An application that says "passed" and keeps what reached it."""

    def __init__(self, content_type: str = "text/plain") -> None:
        self.scopes: list[Scope] = []
        self.received: list[bytes] = []
        self._headers = [(b"content-type", content_type.encode()), (b"server", b"somebody")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or read a websocket to its end."""
        self.scopes.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            while (message := await receive())["type"] != "websocket.disconnect":
                self.received.append(message.get("bytes") or b"")
            return
        await send({"type": "http.response.start", "status": 200, "headers": self._headers})
        await send({"type": "http.response.body", "body": b"passed"})


def ask(
    app: ASGIApp, path: str, *, method: str = "GET", scheme: str = "http", **headers: str
) -> Answer:
    """Send one request; `_` in a header's name stands for `-`."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = _scope("http", path, headers) | {"method": method, "scheme": scheme}
    asyncio.run(app(scope, receive, send))
    start = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(start["status"], Headers(raw=start["headers"]), body)


def connect(app: ASGIApp, messages: list[Any], **headers: str) -> list[str]:
    """Open a websocket, send messages (callables are called instead), and close it.

    Returns:
        The types of what the application sent.
    """
    sent: list[str] = []
    coming = iter(messages)

    async def receive() -> Message:
        if not sent:
            return {"type": "websocket.connect"}
        for message in coming:
            if not callable(message):
                return {"type": "websocket.receive", "bytes": message}
            message()
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        sent.append(message["type"])

    path = headers.pop("path", "/_stcore/stream")
    asyncio.run(app(_scope("websocket", path, headers) | {"scheme": "ws"}, receive, send))
    return sent


def _scope(kind: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
    named = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    raw = [(name.encode(), value.encode("latin-1")) for name, value in named.items()]
    return {"type": kind, "path": path, "query_string": b"", "headers": raw}
