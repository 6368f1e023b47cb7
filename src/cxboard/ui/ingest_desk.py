"""Which file is each sender working on? Checked and published behind the page, one at a time.

A desk belongs to a person and not to a browser: whoever closes the page finds the result later.
What a stopped server leaves behind is what a killed command leaves behind: the old publication.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from cxboard.ingest.load import ingest_file
from cxboard.ingest.looking import Looked, look
from cxboard.ingest.progress import Cancelled, Progress
from cxboard.ingest.refused import keep_refusal
from cxboard.ingest.report import IngestReport
from cxboard.ingest.said import NOTHING_SAID, Said
from cxboard.results.flips import verdict_changes
from cxboard.results.kpis import headline_changes
from cxboard.storage.workspace import Workspace

_FOREIGN = {"unknown_layout", "missing_column", "answers_in_words"}
"""What is found wrong with a file whose columns, or words, are not ours."""


@dataclass(frozen=True)
class Job:
    """One pass over a file, and how long it took.

    `looked` says what a file might be whose columns nothing known fits.
    """

    publishes: bool
    started: float
    progress: Progress = field(default_factory=Progress)
    seconds: float | None = None
    report: IngestReport | None = None
    looked: Looked | None = None

    @property
    def elapsed(self) -> int:
        """Whole seconds until its end, or until now."""
        return round(monotonic() - self.started if self.seconds is None else self.seconds)


@dataclass(frozen=True)
class Desk:
    """A file, what its sender says of it, and the latest pass over it."""

    path: Path
    sha256: str
    job: Job
    said: Said = NOTHING_SAID

    @property
    def is_busy(self) -> bool:
        """Whether a pass has not come to its end."""
        return self.job.report is None

    @property
    def is_foreign(self) -> bool:
        """Whether nobody has said yet what its columns are, and there is a proposal to do so."""
        looked = self.job.looked
        return looked is not None and looked.proposal is not None


_desks: dict[tuple[Path, str], Desk] = {}
_lock = threading.Lock()


def find(workspace: Workspace, sender: str) -> Desk | None:
    """Return what a sender works on, or None."""
    with _lock:
        return _desks.get((workspace.data_dir, sender))


def put(workspace: Workspace, sender: str, name: str, content: bytes) -> Desk:
    """Keep a file's bytes as they came and begin to check it; the same file again changes nothing.

    While another file of the sender is on its way, that one stays.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = find(workspace, sender)
    if known is not None and (known.is_busy or known.sha256 == sha256):
        return known
    path = _folder(workspace, sender) / Path(name).name
    path.write_bytes(content)
    return _begin(workspace, sender, path, sha256, NOTHING_SAID)


def check_again(workspace: Workspace, sender: str, said: Said) -> None:
    """Check the file on the desk anew, with what its sender says of it."""
    desk = find(workspace, sender)
    if desk is not None and not desk.is_busy:
        _begin(workspace, sender, desk.path, desk.sha256, said)


def publish(workspace: Workspace, sender: str, *, accept_partial: bool) -> None:
    """Publish the file on the desk: all of it, or its good rows where that is wanted."""
    desk = find(workspace, sender)
    if desk is not None and not desk.is_busy:
        _run(workspace, sender, desk, publishes=True, accept_partial=accept_partial)


def cancel(workspace: Workspace, sender: str) -> None:
    """Ask the pass over the file on the desk to end; what readers see stays as it is.

    A check that is cancelled takes the file off the desk, a publication leaves the check's result.
    What has come to publishing itself is done before anybody could want it back, and stays.
    """
    desk = find(workspace, sender)
    if desk is not None and desk.is_busy:
        desk.job.progress.cancel()


def clear(workspace: Workspace, sender: str) -> None:
    """Take the file off the desk."""
    desk = find(workspace, sender)
    if desk is not None and not desk.is_busy:
        _clear(workspace, sender, desk)


def _clear(workspace: Workspace, sender: str, desk: Desk) -> None:
    with _lock:
        _desks.pop((workspace.data_dir, sender), None)
    shutil.rmtree(desk.path.parent, ignore_errors=True)


def _folder(workspace: Workspace, sender: str) -> Path:
    """Return an empty folder of the sender's own."""
    folder = workspace.data_dir / "desks" / hashlib.sha256(sender.encode()).hexdigest()[:16]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _begin(workspace: Workspace, sender: str, path: Path, sha256: str, said: Said) -> Desk:
    desk = Desk(path=path, sha256=sha256, said=said, job=Job(publishes=False, started=monotonic()))
    # Checked as if good rows were to go in alone, so that their effect is seen before the choice.
    return _run(workspace, sender, desk, publishes=False, accept_partial=True)


def _take_back(workspace: Workspace, sender: str, before: Desk) -> None:
    """Leave the desk as it was before a pass that was cancelled; without a result, empty."""
    with _lock:
        _desks[workspace.data_dir, sender] = before
    if before.is_busy:
        _clear(workspace, sender, before)


def _run(
    workspace: Workspace, sender: str, desk: Desk, *, publishes: bool, accept_partial: bool
) -> Desk:
    begun = replace(desk, job=Job(publishes=publishes, started=monotonic()))

    def work() -> None:
        try:
            report = ingest_file(
                workspace,
                begun.path,
                said=begun.said,
                dry_run=not publishes,
                accept_partial=accept_partial,
                by=sender,
                kpi_changes=lambda before, after: headline_changes(workspace, before, after),
                turned=lambda before, after: verdict_changes(workspace, before, after),
                rejects=None if publishes else begun.path.parent / f"{begun.sha256}.rejected",
                progress=begun.job.progress,
            )
        except Cancelled:
            _take_back(workspace, sender, desk)
            return
        if report.outcome == "refused" and not publishes:  # handed in to be published
            report = keep_refusal(workspace, report, sender)
        is_foreign = any(problem.code in _FOREIGN for problem in report.problems)
        looked = look(workspace, begun.path, begun.said) if is_foreign else None
        seconds = monotonic() - begun.job.started
        done = replace(begun.job, report=report, looked=looked, seconds=seconds)
        with _lock:
            _desks[key] = replace(begun, job=done)

    key = (workspace.data_dir, sender)
    with _lock:
        _desks[key] = begun
    threading.Thread(target=work, name="ingest", daemon=True).start()
    return begun
