"""The ASGI launcher: guard, headers, sign-in routes, health, and warm-up around the pages.

`python app/server.py --port 8501 --data-dir data`, or `cxboard serve`.
"""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from cxboard.access import users
from cxboard.access.compression import CompressedStatic
from cxboard.access.guard import IDENTITY_HEADER, Guard
from cxboard.access.headers import SecurityHeaders, inline_scripts
from cxboard.access.requests import LOOPBACK
from cxboard.access.routes import auth_routes
from cxboard.access.rules import GO_SCRIPT
from cxboard.access.users import Credential
from cxboard.domain.errors import BadRequest
from cxboard.ingest.limits import DEFAULT_LIMITS, MIB
from cxboard.results.service import DATA_DIR_VARIABLE, Service, service

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8501

_FIRST_BROWSER_SECONDS = 2.0
"""How long the processors are left to the first browser before the other pages are made warm."""

_LOOK_AGAIN_SECONDS = 5.0
"""How soon the pages of a new publication are made warm."""

_LOG = logging.getLogger(__name__)


def serve(port: int = DEFAULT_PORT, data_dir: Path | None = None) -> None:
    """Serve the app until it is interrupted.

    Args:
        port: port on this machine.
        data_dir: data folder; CXBOARD_DATA_DIR, or data/ in the project, by default.

    Raises:
        BadRequest: the port is taken.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    if data_dir is not None:
        os.environ[DATA_DIR_VARIABLE] = str(data_dir.resolve())
    os.chdir(ROOT)  # Streamlit looks for .streamlit/config.toml in the working directory
    listener = _listen(port)
    running = service()
    _welcome(port, users.create_first_users(running.workspace.ledger))
    server = uvicorn.Server(_uvicorn_config(build_app(running, port)))
    with listener:
        server.run(sockets=[listener])
    if not server.started:
        sys.exit(1)


def build_app(running: Service, port: int) -> Any:
    """Return the whole application around a service; Streamlit is first imported here.

    What only the pages need is imported while the first browser loads its scripts.
    """
    import streamlit as st
    from streamlit import config, file_util

    from cxboard.ui import errors, messages, navigation

    hosts = (*LOOPBACK, *_further_hosts())
    config.set_option("server.port", port)
    config.set_option("server.allowedHosts", list(hosts))
    config.set_option("server.maxUploadSize", DEFAULT_LIMITS.page_bytes // MIB)
    assert IDENTITY_HEADER in config.get_option("server.trustedUserHeaders")
    assert not config.get_option("server.enableAgentApi")

    always_secure = os.environ.get("CXBOARD_HTTPS") == "1"
    ledger = running.workspace.ledger
    paths = navigation.page_paths()
    shell = Path(file_util.get_static_dir())
    scripts = [*inline_scripts((shell / "index.html").read_text()), GO_SCRIPT]
    cache = running.workspace.data_dir / "cache" / f"static-{st.__version__}"
    return st.App(
        ROOT / "app" / "main.py",
        lifespan=lambda _app: _lifespan(running),
        routes=_health_routes(running) + auth_routes(ledger, paths, always_secure=always_secure),
        middleware=[
            Middleware(SecurityHeaders, scripts=scripts, always_secure=always_secure),
            Middleware(
                Guard,
                ledger=ledger,
                page_paths=paths,
                hosts=hosts,
                bare_rerun=messages.bare_rerun,
                always_secure=always_secure,
            ),
            Middleware(CompressedStatic, folder=shell / "static", cache=cache),
        ],
        on_script_error=errors.show,
    )


@asynccontextmanager
async def _lifespan(running: Service) -> AsyncIterator[None]:
    """Answer at once, and be warm soon: the first page is a sign-in form that needs no data."""
    await anyio.to_thread.run_sync(running.check_ahead)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_warm)
        yield
        tasks.cancel_scope.cancel()


async def _warm() -> None:
    """Be warm for all pages, and for those of every publication that follows.

    In between, what lives is spared from the search for garbage that follows every run.
    """
    for step in ("sign_in", "first_page"):
        await anyio.to_thread.run_sync(_warm_up, step)
    await anyio.sleep(_FIRST_BROWSER_SECONDS)
    await anyio.to_thread.run_sync(_warm_up, "other_pages")
    from cxboard.ui.spared import Spared

    spared = Spared()
    while True:
        await anyio.sleep(_LOOK_AGAIN_SECONDS)
        await anyio.to_thread.run_sync(_warm_up, "new_publication")
        spared.look()


def _warm_up(step: str) -> None:
    """Do what a visitor would wait for. A failure is logged; the pages tell more."""
    try:
        from cxboard.ui import warm_up

        getattr(warm_up, step)()
    except Exception:
        _LOG.exception("The warm-up failed.")


def _health_routes(running: Service) -> list[Route]:
    async def health(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def ready(_request: Request) -> JSONResponse:
        found = await anyio.to_thread.run_sync(running.readiness)
        return JSONResponse({"status": found.status}, status_code=200 if found.is_ready else 503)

    return [Route("/api/health", health), Route("/api/ready", ready)]


def _further_hosts() -> list[str]:
    """Return the names that a proxy in front of this server is reached by."""
    return os.environ.get("CXBOARD_ALLOWED_HOSTS", "").lower().replace(",", " ").split()


def _listen(port: int) -> socket.socket:
    # The protocol is named so that asyncio sends small messages at once instead of 40 ms later.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name != "nt":  # there it would let two servers share one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
    except OSError as error:
        listener.close()
        raise BadRequest(
            f"Port {port} cannot be used ({error.strerror}). Choose another one: --port {port + 1}"
        ) from error
    return listener


def _uvicorn_config(app: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # addresses hold tickets and upload ids
        server_header=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=16 * 2**20,  # what a browser sends are clicks; files take another way
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
    )


def _welcome(port: int, fresh: Sequence[Credential]) -> None:
    """Print the address, and fresh passwords the only time that they can be read."""
    print(f"CX Board: http://{ADDRESS}:{port}")
    if not fresh:
        print("Sign in with your name and password. To renew one: cxboard users password NAME")
    else:
        print("Sign in as one of these. The passwords are shown only now; each can be renewed")
        print("with: cxboard users password NAME")
        for credential in fresh:
            print(f"  {credential.name:<14} {credential.password}")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and serve; return the exit code."""
    parser = argparse.ArgumentParser(prog="server.py", description="Serve CX Board.")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--data-dir", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        serve(chosen.port, chosen.data_dir)
    except BadRequest as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
