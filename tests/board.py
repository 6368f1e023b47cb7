"""How do tests run the real app, and speak to it without a browser?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from cxboard.access import sessions, tokens, users
from cxboard.storage.ledger import Ledger
from tests.commands import ROOT, free_port, served

USER = "visitor"


@dataclass(frozen=True)
class Board:
    """A running app: its address, its ledger, and one user who may sign in."""

    url: str
    ledger: Ledger
    log: Path
    name: str
    password: str

    @property
    def host(self) -> str:
        """Host and port, as the Host header has them."""
        return self.url.removeprefix("http://")

    def new_session(self) -> str:
        """Sign the user in without a browser and return the session's token."""
        return sessions.create(self.ledger, self.name)


@contextmanager
def running_board(
    data_dir: Path,
    logs: Path,
    environment: Mapping[str, str] | None = None,
    role: users.Role = users.Role.EXECUTIVE,
) -> Iterator[Board]:
    """Serve a data folder for as long as the block lasts; its user is made here."""
    data_dir.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(f"sqlite:///{data_dir / 'ledger.db'}")
    credential = users.add(ledger, USER, role)
    port = free_port()
    arguments = [sys.executable, str(ROOT / "app" / "server.py")]
    arguments += ["--port", str(port), "--data-dir", str(data_dir)]
    url, log = f"http://127.0.0.1:{port}", logs / f"board-{port}.log"
    with served(arguments, ready=f"{url}/api/health", log=log, environment=environment):
        yield Board(url, ledger, log, USER, credential.password)
    ledger.close()


@contextmanager
def wire(board: Board, token: str | None = None, **headers: str) -> Iterator[ClientConnection]:
    """Open the script's websocket as a program would; `_` in a header's name stands for `-`."""
    cookies = f"cxboard_visitor={tokens.new_token()}"
    if token is not None:
        cookies += f"; cxboard_session={token}"
    given = {"Cookie": cookies} | {name.replace("_", "-"): text for name, text in headers.items()}
    address = f"ws://{board.host}/_stcore/stream"
    with connect(address, additional_headers=given, max_size=None) as connection:
        yield connection


def rerun(page_hash: str = "", query: str = "", fragment: str = "") -> BackMsg:
    """Return the message with which a browser asks for a run of the script."""
    message = BackMsg()
    message.rerun_script.page_script_hash = page_hash
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    return message


def ask(connection: ClientConnection, message: BackMsg) -> list[ForwardMsg]:
    """Send a message and return everything up to the end of the run that it started."""
    connection.send(message.SerializeToString())
    answers = []
    while not answers or answers[-1].WhichOneof("type") != "script_finished":
        answer = ForwardMsg()
        frame = connection.recv(timeout=30)
        assert isinstance(frame, bytes)
        answer.ParseFromString(frame)
        answers.append(answer)
    return answers


def elements(answers: list[ForwardMsg]) -> set[str]:
    """Return the kinds of elements that were drawn."""
    return {
        str(answer.delta.new_element.WhichOneof("type"))
        for answer in answers
        if answer.WhichOneof("type") == "delta" and answer.delta.WhichOneof("type") == "new_element"
    }


def html_of(answers: list[ForwardMsg]) -> list[str]:
    """Return the HTML that was drawn, piece by piece."""
    return [
        answer.delta.new_element.html.body
        for answer in answers
        if answer.WhichOneof("type") == "delta" and answer.delta.new_element.HasField("html")
    ]


def alerts_of(answers: list[ForwardMsg]) -> list[str]:
    """Return what was said in boxes: errors, warnings, successes."""
    return [
        answer.delta.new_element.alert.body
        for answer in answers
        if answer.WhichOneof("type") == "delta" and answer.delta.new_element.HasField("alert")
    ]


def page_hashes(answers: list[ForwardMsg]) -> list[str]:
    """Return the ids of the pages that the navigation names."""
    return [
        page.page_script_hash
        for answer in answers
        if answer.WhichOneof("type") == "navigation"
        for page in answer.navigation.app_pages
    ]
