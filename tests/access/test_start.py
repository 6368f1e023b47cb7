"""What does a start say, and to whom does it give a password?"""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.server import _listen
from cxboard.access import attempts, users
from cxboard.storage.ledger import Ledger
from tests.bench.sockets import wait_for
from tests.commands import ROOT, free_port, served

_PASSWORD = re.compile(r"^  (\w+) +(\S{5}-\S{5}-\S{5}-\S{5})$", re.MULTILINE)


def _start(data_dir: Path, log: Path) -> str:
    port = free_port()
    arguments = [sys.executable, str(ROOT / "app" / "server.py")]
    arguments += ["--port", str(port), "--data-dir", str(data_dir)]
    with served(arguments, ready=f"http://127.0.0.1:{port}/api/ready", log=log):
        said = log.read_text()
    assert f"http://127.0.0.1:{port}" in said
    return said


def test_the_first_start_shows_fresh_passwords_and_the_second_none(tmp_path: Path) -> None:
    first = dict(_PASSWORD.findall(_start(tmp_path / "data", tmp_path / "first.log")))
    assert set(first) == {role.value for role in users.Role}
    ledger = Ledger(f"sqlite:///{tmp_path / 'data' / 'ledger.db'}")
    user = attempts.judge(ledger, "analyst", first["analyst"])
    ledger.close()
    assert user is not None
    assert user.role is users.Role.ANALYST
    second = _start(tmp_path / "data", tmp_path / "second.log")
    assert not _PASSWORD.findall(second)
    assert "cxboard users password NAME" in second


def test_another_installation_has_other_passwords(tmp_path: Path) -> None:
    made = []
    for name in ("one", "other"):
        ledger = Ledger(f"sqlite:///{tmp_path / name}.db")
        made += [credential.password for credential in users.create_first_users(ledger)]
        ledger.close()
    assert len(set(made)) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are shared differently there")
def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [
                *(sys.executable, str(ROOT / "app" / "server.py")),
                *("--port", str(port), "--data-dir", str(tmp_path)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} cannot be used")
    assert "Traceback" not in done.stderr


def test_small_messages_leave_at_once() -> None:
    """A page is many small messages; held back for an acknowledgement each page is 40 ms later."""

    async def sends_at_once() -> int:
        accepted: asyncio.Future[asyncio.StreamWriter] = asyncio.Future()
        with _listen(port := free_port()) as listener:
            server = await asyncio.start_server(lambda _, w: accepted.set_result(w), sock=listener)
            _, browser = await asyncio.open_connection("127.0.0.1", port)
            answering = await accepted
            option = answering.get_extra_info("socket").getsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY
            )
            browser.close()
            answering.close()
            server.close()
        return int(option)

    assert wait_for(sends_at_once()) != 0
