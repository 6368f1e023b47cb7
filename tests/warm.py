"""Children that need not start anew: forked from a process that has imported what they need.

What runs in them is the real thing, in a process of its own that can be limited and killed; only
the second that Python needs to import its libraries is paid once and not for every child.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from cxboard.ingest.job import Job
from tests.commands import ROOT


class Warm:
    """A process that forks one child at a time, each a leader of a group of its own."""

    def __init__(self, *modules: str) -> None:
        """Start it, and let it import modules."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", *modules],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._ask, self._answers = self._process.stdin, self._process.stdout

    def start(self, call: str, argument: Any, *, seconds: float = 600.0) -> int:
        """Fork a child that calls "module:function" with one argument; return its process id.

        It is killed when it takes more than `seconds`.
        """
        task = {"call": call, "argument": argument, "seconds": seconds}
        self._ask.write(json.dumps(task).encode() + b"\n")
        return int(self._answers.readline())

    def has_ended(self) -> bool:
        """Whether the child is gone, so that `wait` answers at once."""
        return bool(select.select([self._answers], [], [], 0)[0])

    def wait(self) -> int:
        """Return the exit code of the child once it has ended, negative for a signal."""
        return int(self._answers.readline())

    def close(self) -> None:
        """End the process."""
        self._ask.close()
        self._process.wait()
        self._answers.close()


def read_job(job_file: str) -> int:
    """Read one file as the reading child does."""
    from cxboard.ingest.child import main

    return main(Path(job_file))


@contextmanager
def warm_reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read every file of the block by forked children."""
    forks = Warm(
        *("cxboard.ingest.child", "cxboard.ingest.child_workbook", "cxboard.ingest.child_xml")
    )

    def run(job: Job, _progress: object) -> int:
        seconds = job.limits.wall_seconds(job.source.stat().st_size)
        forks.start("tests.warm:read_job", str(job.job_file), seconds=seconds)
        return forks.wait()

    monkeypatch.setattr("cxboard.ingest.reader._run", run)
    yield
    forks.close()


def _serve(modules: list[str]) -> None:
    for module in modules:
        importlib.import_module(module)
    for line in sys.stdin:
        task = json.loads(line)
        end, our_end = os.pipe()  # closed when this process ends, which ends a reading child
        child = os.fork()
        if not child:
            os.setsid()
            os.close(our_end)
            os.dup2(end, 0)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os._exit(_exit_code(task["call"], task["argument"]))
        os.close(end)
        print(child, flush=True)
        code = _wait(child, task["seconds"])
        os.close(our_end)
        print(code, flush=True)


def _exit_code(call: str, argument: Any) -> int:
    module, _, function = call.partition(":")
    with suppress(BaseException):
        return int(getattr(importlib.import_module(module), function)(argument))
    return 1


def _wait(child: int, seconds: float) -> int:
    def kill(_number: int, _frame: FrameType | None) -> None:
        os.kill(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _, status = os.waitpid(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    _serve(sys.argv[1:])
