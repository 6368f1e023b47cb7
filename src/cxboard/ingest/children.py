"""Processes that read foreign files: one may be got ready before it is known what to read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_INHERITED = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT")
"""The child gets no password that may stand in the environment."""
_LARGE_PAGES = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
"""A large file's memory comes in pages of 2 MB where the system has them: asked for 4 KB at a time,
it costs a third of the child's processor time."""

_ready: list[subprocess.Popen[bytes]] = []


@contextmanager
def one_ready() -> Iterator[None]:
    """Have a child import its libraries while this process imports its own; end it if unneeded."""
    _ready.append(_start())
    try:
        yield
    finally:
        while _ready:
            with _ready.pop() as child:
                child.kill()


def child_for(job_file: Path) -> subprocess.Popen[bytes]:
    """Return a child that reads as a job says, and tells its progress on its standard output."""
    child = _ready.pop() if _ready else _start()
    assert child.stdin is not None
    with suppress(BrokenPipeError):  # its exit code tells that it is gone
        child.stdin.write(json.dumps(str(job_file)).encode() + b"\n")
        child.stdin.flush()
    return child


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-P", "-m", "cxboard.ingest.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_LARGE_PAGES | {name: os.environ[name] for name in _INHERITED if name in os.environ},
    )
