"""How far is a file on its way, how long will the rest take, and does its sender still want it?"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic

from cxboard.storage.steps import Step

_SHARES: Mapping[Step, float] = {
    Step.RECEIVE: 0.02,
    Step.READ: 0.32,
    Step.CHECK: 0.18,
    Step.WAIT: 0.0,
    Step.COMPARE: 0.03,
    Step.SAVE: 0.06,
    Step.COUNT: 0.33,
    Step.PUBLISH: 0.01,
    Step.EFFECT: 0.05,
}
"""Share of the time that each step takes of a million surveys; only to estimate what is left."""


class Cancelled(BaseException):
    """The sender does not want the file any more. Nothing of it is published.

    No Exception, because nobody on the way may take it for something that went wrong.
    """


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where an ingest is: its step, rows done of all that are known, and seconds left.

    `detail` says more of the step, such as who is waited for. `rows` is 0 where a step does not
    count rows, `of` while nobody knows how many there are, and `seconds_left` is None until there
    is something to estimate from.
    """

    step: Step
    detail: str = ""
    rows: int = 0
    of: int = 0
    seconds_left: int | None = None

    def __str__(self) -> str:
        """Return it in words."""
        parts = [f"{self.step.value} ({self.detail})" if self.detail else self.step.value]
        if self.rows:
            parts.append(f"{self.rows:,} {f'of {self.of:,} ' if self.of else ''}rows")
        if self.seconds_left is not None:
            parts.append(f"about {left_in_words(self.seconds_left)} left")
        return ", ".join(parts)


def left_in_words(seconds: int) -> str:
    """Return a time as people say it."""
    return f"{seconds} s" if seconds < 90 else f"{round(seconds / 60)} min"


class Progress:
    """What one ingest tells of itself, and where it hears that it shall end.

    The ingest calls `begin` and `advance`, which raise Cancelled once another thread has called
    `cancel`. After its last step began, when everything is about to be published, nothing is
    cancelled any more.
    """

    def __init__(
        self,
        tell: Callable[[Stand], None] = lambda stand: None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._tell = tell
        self._clock = clock
        self._started = clock()
        self._stand = Stand(step=Step.RECEIVE)
        self._total: float | None = None
        self._cancelled = threading.Event()
        self._stop: Callable[[], None] | None = None
        self._lock = threading.RLock()  # a signal's handler may cancel within stopped_by

    @property
    def stand(self) -> Stand:
        """Where the ingest is now."""
        if self._total is None:
            return self._stand
        left = self._total - (self._clock() - self._started)
        return replace(self._stand, seconds_left=max(1, round(left)))

    def begin(self, step: Step, detail: str = "", /) -> None:
        """Go on to a step; raise Cancelled when the file is not wanted any more."""
        self.check()
        self._move(Stand(step=step, detail=detail), 0.0)

    def advance(self, rows: int, of: int = 0, part: float | None = None) -> None:
        """Tell how many rows of a step are done, and which part of it; raise Cancelled likewise."""
        self.check()
        done = part if part is not None else (rows / of if of else 0.0)
        self._move(replace(self._stand, rows=rows, of=of), done)

    def check(self) -> None:
        """Raise Cancelled when the file is not wanted any more."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Say that the file is not wanted any more; end what would keep the ingest waiting."""
        with self._lock:
            self._cancelled.set()
            if self._stop:
                self._stop()

    @contextmanager
    def stopped_by(self, stop: Callable[[], None]) -> Iterator[None]:
        """Have `cancel` call `stop` while the block waits; raise Cancelled when it did."""
        with self._lock:
            self._stop = stop
            if self._cancelled.is_set():
                stop()
        try:
            yield
        finally:
            with self._lock:
                self._stop = None
        self.check()

    def _move(self, stand: Stand, part: float) -> None:
        self._stand = stand
        steps = list(Step)
        before = sum(_SHARES[step] for step in steps[: steps.index(stand.step)])
        done = before + _SHARES[stand.step] * min(1.0, part)
        if done > _SHARES[Step.RECEIVE]:
            self._total = (self._clock() - self._started) / done
        self._tell(self.stand)
