"""How do Streamlit's scripts and styles reach the browser at a quarter of their size?

Streamlit serves them as they are (a chart page pulls 7 MB). Each file is compressed once, the first
time that it is asked for, and kept in memory (8 MB for all of them) and on disk. Their names change
with their content, so browsers keep them for a year.
"""

from __future__ import annotations

import gzip
import os
import tempfile
from asyncio import Future, ensure_future, shield
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from cxboard.access.rules import STATIC_PREFIX

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
}
_IMMUTABLE = "public, immutable, max-age=31536000"
_LEVEL = 7
"""Level 9 takes twice as long and saves another half per cent."""


class CompressedStatic:
    """Answers requests for compressible static files; everything else goes to `app`."""

    def __init__(self, app: ASGIApp, *, folder: Path, cache: Path) -> None:
        """Serve files compressed.

        Args:
            app: the application behind, which serves what is not compressible or not accepted so.
            folder: what is served below /static/; read once, so no path can lead out of it.
            cache: where compressed files are kept between two starts.
        """
        self._app = app
        self._cache = cache
        self._files = {
            STATIC_PREFIX + path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if path.suffix in MEDIA_TYPES and path.is_file()
        }
        self._bodies: dict[str, Future[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or not _takes_gzip(scope):
            await self._app(scope, receive, send)
            return
        body = await self._body(scope["path"], file)
        headers = {
            "content-type": MEDIA_TYPES[file.suffix],
            "content-encoding": "gzip",
            "cache-control": _IMMUTABLE,
            "vary": "Accept-Encoding",
        }
        await Response(body, headers=headers)(scope, receive, send)

    async def _body(self, name: str, file: Path) -> bytes:
        """Return a file compressed; callers that come while it is being made wait for it."""
        if name not in self._bodies:
            self._bodies[name] = ensure_future(to_thread.run_sync(self._load, file))
        try:
            # Shielded: a visitor who leaves must not stop it for those who wait with him.
            return await shield(self._bodies[name])
        except OSError:
            del self._bodies[name]
            raise

    def _load(self, file: Path) -> bytes:
        status = file.stat()
        kept = self._cache / f"{file.name}.{status.st_size}.{status.st_mtime_ns}.gz"
        if kept.exists():
            return kept.read_bytes()
        body = gzip.compress(file.read_bytes(), _LEVEL, mtime=0)
        _keep(kept, body)
        return body


def _takes_gzip(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    accepted = {
        name.strip(): options.strip()
        for name, _, options in (
            part.partition(";") for part in headers.get("accept-encoding", "").lower().split(",")
        )
    }
    is_plain_read = scope["method"] in {"GET", "HEAD"} and "range" not in headers
    return is_plain_read and "gzip" in accepted and accepted["gzip"] not in {"q=0", "q=0.0"}


def _keep(target: Path, body: bytes) -> None:
    """Write a cache file whole or not at all; a full disk only slows down the next start."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(body)
        Path(name).replace(target)
    except OSError:
        return
