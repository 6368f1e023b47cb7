"""How long do scripts take, and what do fifty sessions at once see? Without a browser in between.

A client speaks Streamlit's own protocol over its websocket, with the cookie of a real sign-in.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Final, TypeVar

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

SESSIONS: Final = 50
ACTIONS: Final = 5
THINK_SECONDS: Final = (5.0, 15.0)
_PATIENCE_SECONDS: Final = 60
_BOX: Final = "Hospital"

T = TypeVar("T")


@dataclass
class Visitor:
    """One session: what it chose, and what the page offers."""

    socket: ClientConnection
    page: str = ""
    box: str = ""
    hospitals: Sequence[str] = ()
    chosen: str = ""
    errors: list[str] = field(default_factory=list)

    async def rerun(self) -> float:
        """Ask for a script run and return seconds until its last message has come."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        message.rerun_script.page_name = self.page
        message.rerun_script.context_info.timezone = "UTC"
        message.rerun_script.context_info.url = "http://127.0.0.1/"
        if self.box and self.chosen:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.box, self.chosen
        started = perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not self._read(await self.socket.recv()):
                pass
        return perf_counter() - started

    def _read(self, data: str | bytes) -> bool:
        """Take in one message; return whether it is the last of a run."""
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        element = message.delta.new_element
        if element.HasField("exception"):
            self.errors.append(element.exception.message or element.exception.type)
        if element.HasField("alert") and element.alert.format == element.alert.ERROR:
            self.errors.append(element.alert.body)
        if element.HasField("selectbox") and element.selectbox.label == _BOX:
            self.box, self.hospitals = element.selectbox.id, list(element.selectbox.options)
        if not message.HasField("script_finished"):
            return False
        return message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        )


@asynccontextmanager
async def visit(url: str, cookies: str, page: str = "") -> AsyncIterator[Visitor]:
    """Open a session on a page and draw it once."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": cookies, "Origin": url}
    async with connect(
        address,
        subprotocols=["streamlit"],  # type: ignore[list-item]  # a NewType of str
        additional_headers=headers,
        max_size=None,
        compression=None,
        proxy=None,
    ) as socket:
        visitor = Visitor(socket, page)
        await visitor.rerun()
        assert visitor.hospitals, f"no filter on the page: {visitor.errors or 'signed out'}"
        yield visitor


def wait_for(visits: Coroutine[Any, Any, T]) -> T:
    """Run to the end in a thread of its own: the browser driver has taken this one's event loop."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, visits).result()


async def script_times(url: str, cookies: str, page: str, rounds: int) -> list[float]:
    """Return seconds of each run while one visitor goes through all hospitals, `rounds` times."""
    async with visit(url, cookies, page) as visitor:
        seconds = []
        for _ in range(rounds):
            for hospital in visitor.hospitals:
                visitor.chosen = hospital
                seconds.append(await visitor.rerun())
        assert not visitor.errors, visitor.errors[0]
        return seconds


async def crowd(
    url: str,
    cookies: str,
    pages: Sequence[str],
    *,
    sessions: int = SESSIONS,
    actions: int = ACTIONS,
    seed: int = 1,
) -> tuple[list[float], list[str]]:
    """Let many visitors choose hospitals and pages, thinking in between.

    Returns:
        Seconds of every run, and every error that anybody saw.
    """
    rng = random.Random(seed)
    visitors = [
        _one_of_the_crowd(url, cookies, pages, actions, random.Random(rng.random()))
        for _ in range(sessions)
    ]
    seconds: list[float] = []
    errors: list[str] = []
    for times, seen in await asyncio.gather(*visitors):
        seconds += times
        errors += seen
    return seconds, errors


async def _one_of_the_crowd(
    url: str, cookies: str, pages: Sequence[str], actions: int, rng: random.Random
) -> tuple[list[float], list[str]]:
    seconds: list[float] = []
    try:
        await asyncio.sleep(rng.uniform(0, THINK_SECONDS[1]))
        async with visit(url, cookies, rng.choice(pages)) as visitor:
            for _ in range(actions):
                await asyncio.sleep(rng.uniform(*THINK_SECONDS))
                visitor.page = rng.choice((visitor.page, *pages))
                visitor.chosen = rng.choice(visitor.hospitals)
                seconds.append(await visitor.rerun())
            return seconds, visitor.errors
    except (WebSocketException, OSError, TimeoutError, AssertionError) as error:
        return seconds, [f"{type(error).__name__}: {error}"]
