"""How do tests and benchmarks run the real command line and the real server?

Everything runs as a child process in a group of its own, so that it can be ended, with its
children, by its process id and nothing else.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
CXBOARD: Final = str(Path(sys.executable).with_name("cxboard"))
_POLL_SECONDS: Final = 0.02
_PATIENCE_SECONDS: Final = 60
"""How long anything may take to come up or to end before something is wrong."""


def run_cxboard(
    *arguments: str | Path, data_dir: Path, exits: Iterable[int] = (0,)
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end.

    Args:
        arguments: the command and its options, without `--data-dir`.
        data_dir: the lake to use.
        exits: exit codes that are expected.

    Raises:
        AssertionError: it exited otherwise; the message holds what it printed.
    """
    done = subprocess.run(
        command(*arguments, data_dir=data_dir),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    said = f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    assert done.returncode in tuple(exits), f"exit code {done.returncode} of {done.args}:\n{said}"
    return done


def run_json(*arguments: str | Path, data_dir: Path, exits: Iterable[int] = (0,)) -> Any:
    """Run one command with `--json` and return the document it printed."""
    return json.loads(run_cxboard(*arguments, "--json", data_dir=data_dir, exits=exits).stdout)


def command(*arguments: str | Path, data_dir: Path) -> list[str]:
    """Return the whole command line of one `cxboard` command."""
    return [CXBOARD, *(str(argument) for argument in arguments), "--data-dir", str(data_dir)]


def start(
    arguments: list[str], *, log: Path, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own; what it prints goes to `log`."""
    with log.open("wb") as output:
        return subprocess.Popen(
            arguments,
            cwd=ROOT,
            env=dict(os.environ) | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child and its group: asked first, killed when it does not go."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        child.wait(timeout=10)
    kill_group(child)


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill a child and all that it started, at once, and wait until it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait(timeout=_PATIENCE_SECONDS)


def free_port(candidates: Iterable[int] = (0,)) -> int:
    """Return a port that is free now: the first free candidate (0: any).

    Raises:
        OSError: none of them is free.
    """
    for candidate in candidates:
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", candidate))
            return int(probe.getsockname()[1])
    raise OSError("no free port")


def wait_until_ready(child: subprocess.Popen[bytes], url: str, log: Path) -> float:
    """Wait until a server answers 200, and return how many seconds that took.

    Raises:
        AssertionError: it ended, or did not answer in time; the message holds its log.
    """
    started = monotonic()
    while monotonic() - started < _PATIENCE_SECONDS:
        assert child.poll() is None, f"the server ended:\n{_tail(log)}"
        with suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            if answer.status == 200:
                return monotonic() - started
        sleep(_POLL_SECONDS)
    raise AssertionError(f"no answer from {url}:\n{_tail(log)}")


@contextmanager
def served(
    arguments: list[str], *, ready: str, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server for as long as the block lasts; `ready` is the address that tells it is up."""
    child = start(arguments, log=log, environment=environment)
    try:
        wait_until_ready(child, ready, log)
        yield child
    finally:
        end(child)


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-4000:]
