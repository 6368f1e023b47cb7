"""One data folder: its lake, its ledger, and the room to work in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from cxboard.domain.errors import Busy
from cxboard.storage import writers
from cxboard.storage.lake import Lake
from cxboard.storage.ledger import Ledger
from cxboard.storage.steps import Begin, Step, unheard

_LOCK_SECONDS = 900
"""How long a writer waits for another. A large extract takes minutes; a dead writer's lock is
released by the operating system at once."""

_ASK_SECONDS = 0.5
"""How long until whoever waits is asked whether to go on."""


@dataclass(frozen=True)
class Workspace:
    """Everything that CX Board keeps between two starts."""

    data_dir: Path
    lake: Lake
    ledger: Ledger

    @classmethod
    def open(cls, data_dir: Path, ledger_url: str | None = None) -> Workspace:
        """Open a data folder and create what is missing.

        Args:
            data_dir: folder of the lake, rejected rows and, by default, the ledger.
            ledger_url: SQLAlchemy URL of the ledger; otherwise CXBOARD_LEDGER_URL, otherwise a
                SQLite file in the data folder.
        """
        data_dir = data_dir.resolve()
        data_dir.mkdir(parents=True, exist_ok=True)
        url = ledger_url or os.environ.get("CXBOARD_LEDGER_URL")
        with FileLock(data_dir / "opening.lock", timeout=_LOCK_SECONDS):
            # Two first starts at once would both create the tables and set SQLite up.
            ledger = Ledger(url or f"sqlite:///{data_dir / 'ledger.db'}")
        return cls(data_dir=data_dir, lake=Lake(data_dir / "lake"), ledger=ledger)

    @property
    def staging_dir(self) -> Path:
        """Room for files on their way into the lake; anything in it may be deleted."""
        return self._folder("staging")

    @property
    def rejects_dir(self) -> Path:
        """Where rows that were not published are kept, with their reasons."""
        return self._folder("rejects")

    @contextmanager
    def writing(self, by: str, begin: Begin = unheard) -> Iterator[None]:
        """Hold the one writer's lock; raise Busy when another writer keeps it too long.

        Args:
            by: who writes, for those who wait meanwhile.
            begin: told again and again who is waited for; what it raises ends that.
        """
        lock = FileLock(self.data_dir / "writer.lock")
        patient_until = monotonic() + _LOCK_SECONDS
        while not lock.is_locked:
            try:
                lock.acquire(timeout=_ASK_SECONDS)
            except Timeout as error:
                who = writers.now(self.data_dir)
                begin(Step.WAIT, who)
                if monotonic() > patient_until:
                    why = f"Another change is being published{who and f' ({who})'}."
                    raise Busy(f"{why} Try again when it is done.") from error
        try:
            with writers.noted(self.data_dir, by):
                yield
        finally:
            lock.release()

    def close(self) -> None:
        """Close the ledger's connections."""
        self.ledger.close()

    def _folder(self, name: str) -> Path:
        folder = self.data_dir / name
        folder.mkdir(exist_ok=True)
        return folder
