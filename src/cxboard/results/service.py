"""What does this process serve? One workspace, and whether lake and ledger agree about it."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from cxboard.domain.errors import LakeDiffers
from cxboard.queries.reader import opened
from cxboard.storage.folders import DEFAULT_DATA_DIR
from cxboard.storage.publications import current
from cxboard.storage.verify import Difference, verify
from cxboard.storage.workspace import Workspace

DATA_DIR_VARIABLE = "CXBOARD_DATA_DIR"

_PATIENCE_SECONDS = 2.0
"""How long the first pages wait for the comparison of lake and ledger; a large lake's goes on."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """Whether visitors may be sent here, and a word why; it names no file and no figure."""

    is_ready: bool
    status: str


class Service:
    """Everything that the visitors of one process share."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve a workspace; until `check` has run, nothing is known to differ."""
        self.workspace = workspace
        self._found: tuple[Difference, ...] = ()
        self._compared = threading.Event()
        self._patient_until = monotonic()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is not as it was published; shortly after a start, waits for `check_ahead`."""
        self._compared.wait(max(0.0, self._patient_until - monotonic()))
        return self._found

    def check(self, *, contents: bool = True) -> None:
        """Compare lake and ledger anew. What cannot be compared counts as different.

        Args:
            contents: read every file, too; otherwise only names and sizes are compared.
        """
        try:
            self._found = tuple(verify(self.workspace, contents=contents))
        except Exception as error:  # in doubt nothing may be written
            _LOG.exception("Lake and ledger cannot be compared")
            detail = f"Lake and ledger cannot be compared ({type(error).__name__})."
            self._found = (Difference(code="unreadable", name="lake", detail=detail),)
        for difference in self._found if contents else ():
            _LOG.error("%s: %s", difference.name, difference.detail)

    def check_ahead(self) -> None:
        """Compare names and sizes now, and every file's contents while the first visitor comes."""
        self.check(contents=False)
        self._patient_until = monotonic() + _PATIENCE_SECONDS
        threading.Thread(target=self._check_contents, name="check ahead", daemon=True).start()

    def _check_contents(self) -> None:
        self.check()
        self._compared.set()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be written, because lake and ledger disagree."""
        return bool(self.differences)

    def require_writable(self) -> None:
        """Raise LakeDiffers while nothing may be written."""
        if self.is_read_only:
            raise LakeDiffers(
                f"CX Board is read-only: {len(self.differences)} files are not as they were "
                "published. “cxboard verify” names them."
            )

    def readiness(self) -> Readiness:
        """Say whether ledger, publication and lake are fit to be shown."""
        try:
            publication = current(self.workspace.ledger)
        except Exception:  # whatever the database's driver makes of it
            _LOG.exception("The ledger does not answer")
            return Readiness(is_ready=False, status="the ledger does not answer")
        if publication is None:
            return Readiness(is_ready=True, status="nothing is published yet")
        try:
            opened(self.workspace, publication)
        except Exception:  # whatever DuckDB makes of a damaged lake
            _LOG.exception("The current publication cannot be opened")
            return Readiness(is_ready=False, status="the current publication cannot be opened")
        if self._found:
            return Readiness(is_ready=True, status="read-only: lake and ledger differ")
        return Readiness(is_ready=True, status="ready")


_services: dict[Path, Service] = {}
_services_lock = threading.Lock()


def service() -> Service:
    """Return the service of this process; its data folder is named by CXBOARD_DATA_DIR."""
    data_dir = Path(os.environ.get(DATA_DIR_VARIABLE) or DEFAULT_DATA_DIR).resolve()
    with _services_lock:
        if data_dir not in _services:
            _services[data_dir] = Service(Workspace.open(data_dir))
        return _services[data_dir]
