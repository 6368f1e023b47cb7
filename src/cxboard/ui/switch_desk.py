"""Which upload is each person undoing or redoing? Done behind the page, which may have to wait.

Another writer can take minutes, and a script that waits for it cannot hear that its reader has
changed their mind.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from cxboard.ingest.progress import Cancelled, Progress
from cxboard.results.history import HistoryRow, UploadState
from cxboard.storage.publications import Publication
from cxboard.storage.steps import Step
from cxboard.storage.switching import redo, undo
from cxboard.storage.workspace import Workspace

_CANCELLED = "Cancelled: readers see what they saw before."


@dataclass(frozen=True)
class Deed:
    """One undo or redo. At its end it has an `answer` to be told, or what went `wrong`."""

    verb: str
    upload_id: str
    file: str
    progress: Progress = field(default_factory=Progress)
    started: float = field(default_factory=monotonic)
    answer: str | None = None
    wrong: Exception | None = None

    @property
    def is_busy(self) -> bool:
        """Whether it has not come to its end."""
        return self.answer is None and self.wrong is None

    @property
    def stand(self) -> str:
        """What is being done, and for how long."""
        stand = replace(self.progress.stand, seconds_left=None)
        what = "looking at the upload" if stand.step is Step.RECEIVE else str(stand)
        return f"{what}, {round(monotonic() - self.started)} s so far"


_deeds: dict[tuple[Path, str], Deed] = {}
_lock = threading.Lock()


def verb_of(row: HistoryRow) -> str:
    """Return what can be done with an upload: Undo or Redo."""
    return "Undo" if row.state is UploadState.PUBLISHED else "Redo"


def find(workspace: Workspace, person: str) -> Deed | None:
    """Return what a person is undoing or redoing, or None."""
    with _lock:
        return _deeds.get((workspace.data_dir, person))


def begin(workspace: Workspace, person: str, row: HistoryRow) -> None:
    """Begin to undo a published upload or to redo another, unless the person is busy with one."""
    deed = Deed(verb_of(row), row.record.upload_id, row.record.file_name)
    key = (workspace.data_dir, person)

    def work() -> None:
        try:
            shown = _done(workspace, person, deed)
            ended = replace(deed, answer=f"{deed.verb} is done: readers now see {shown.id}.")
        except Cancelled:
            ended = replace(deed, answer=_CANCELLED)
        except Exception as wrong:  # raised again where the person can see it
            ended = replace(deed, wrong=wrong)
        with _lock:
            _deeds[key] = ended

    with _lock:
        if key in _deeds and _deeds[key].is_busy:
            return
        _deeds[key] = deed
    threading.Thread(target=work, name="switch", daemon=True).start()


def cancel(workspace: Workspace, person: str) -> None:
    """Ask for the end of an undo or redo; what has come to publishing itself stays."""
    deed = find(workspace, person)
    if deed is not None:
        deed.progress.cancel()


def take(workspace: Workspace, person: str) -> str:
    """Return, once, the answer of a deed that has come to its end, or raise what went wrong."""
    with _lock:
        key = (workspace.data_dir, person)
        if key not in _deeds or _deeds[key].is_busy:
            return ""
        deed = _deeds.pop(key)
    if deed.wrong is not None:
        raise deed.wrong
    return deed.answer or ""


def _done(workspace: Workspace, person: str, deed: Deed) -> Publication:
    switch = undo if deed.verb == "Undo" else redo
    return switch(workspace, deed.upload_id, person, deed.progress.begin)
