"""How far is an ingest, an undo or a redo? Told on stderr: one line on a terminal, else several.

Ctrl-C asks it to end. A second one ends the process as it would any other.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from cxboard.commands.output import say
from cxboard.ingest.progress import Progress, Stand

_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def told_on_stderr(name: str, *, with_time: bool = True) -> Iterator[Progress]:
    """Give the progress of a file or an upload; while the block lasts, Ctrl-C cancels it.

    Args:
        name: what it is of.
        with_time: tell how long the rest will take, as can be said of an ingest.
    """
    live = sys.stderr.isatty()
    tell = _Rewritten(name) if live else _Lines(name)

    def told(stand: Stand) -> None:
        tell(stand if with_time else replace(stand, seconds_left=None))

    progress = Progress(told)
    try:
        with _ctrl_c(progress):
            yield progress
    finally:
        if live:
            print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)


class _Rewritten:
    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, stand: Stand) -> None:
        print(f"{_CLEAR_LINE}{self._name}: {stand}", end="", file=sys.stderr, flush=True)


class _Lines:
    """Says a step when it begins, and again whenever another tenth of its rows is done."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._said: object = None

    def __call__(self, stand: Stand) -> None:
        mark = (
            stand.step,
            stand.detail,
            stand.rows * 10 // stand.of if stand.of else stand.rows // 1_000_000,
        )
        if mark != self._said:
            self._said = mark
            say(f"{self._name}: {stand}")


@contextmanager
def _ctrl_c(progress: Progress) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # signals are not ours there
        yield
        return

    def ask(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        progress.cancel()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
