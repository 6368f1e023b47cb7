"""Which servers are measured? The board over a data folder, and bare Streamlit pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from cxboard.access import users
from cxboard.storage.workspace import Workspace
from tests.commands import command, free_port, served

FLOOR: Final = Path(__file__).parent / "floor"
PORTS: Final = range(8530, 8540)


@dataclass(frozen=True)
class Board:
    """A running board and a user who may see it."""

    url: str
    name: str
    password: str
    pid: int


def new_user(data_dir: Path) -> tuple[str, str]:
    """Give the benchmark's user a fresh password and return both."""
    ledger = Workspace.open(data_dir).ledger
    known = {user.name for user in users.all_users(ledger)}
    credential = (
        users.set_password(ledger, "bench")
        if "bench" in known
        else users.add(ledger, "bench", users.Role.EXECUTIVE)
    )
    ledger.close()
    return credential.name, credential.password


@contextmanager
def board(data_dir: Path, logs: Path) -> Iterator[Board]:
    """Serve the board over a data folder for as long as the block lasts."""
    name, password = new_user(data_dir)
    port = free_port(PORTS)
    url = f"http://127.0.0.1:{port}"
    arguments = command("serve", "--port", str(port), data_dir=data_dir)
    with served(arguments, ready=f"{url}/api/ready", log=logs / f"board-{port}.log") as child:
        wait_until_idle(child.pid)
        yield Board(url, name, password, child.pid)


def wait_until_idle(pid: int, *, patience: float = 120.0) -> None:
    """Wait until a server has made itself warm: until it has used no processor for two seconds."""
    quiet, until, used = 0, monotonic() + patience, -1.0
    while quiet < 4 and monotonic() < until:
        sleep(0.5)
        before, used = used, processor_seconds(pid)
        quiet = quiet + 1 if used - before < 0.015 else 0


def processor_seconds(pid: int) -> float:
    """Return how long a process has run: what it costs whatever else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def floor(script: str, logs: Path) -> Iterator[str]:
    """Serve a bare Streamlit page and give its address."""
    port = free_port(PORTS)
    url = f"http://127.0.0.1:{port}"
    arguments = [sys.executable, "-m", "streamlit", "run", str(FLOOR / f"{script}.py")]
    arguments += ["--server.port", str(port), "--server.headless", "true"]
    arguments += ["--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    arguments += ["--browser.gatherUsageStats", "false"]
    with served(arguments, ready=f"{url}/_stcore/health", log=logs / f"{script}.log"):
        yield url
