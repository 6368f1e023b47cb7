"""What was ever taken in, what did it change, and what would taking it back change?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cxboard.queries.reader import Reader, opened
from cxboard.queries.rollup_source import Overlay
from cxboard.results.kpis import KpiChange, kpi_changes
from cxboard.storage.publications import Publication, all_publications, current
from cxboard.storage.switching import preview_switch
from cxboard.storage.uploads import UploadRecord, all_uploads
from cxboard.storage.workspace import Workspace


class UploadState(StrEnum):
    """What became of an upload."""

    PUBLISHED = "published"
    UNDONE = "undone"
    CUT_OFF = "cut off"


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One file that was ever taken in, with what readers see of it now."""

    record: UploadRecord
    state: UploadState


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """What undoing or redoing an upload would change. `later` uploads keep what they restated."""

    months: tuple[str, ...]
    changes: tuple[KpiChange, ...]
    later: tuple[str, ...]


def history(workspace: Workspace) -> tuple[HistoryRow, ...]:
    """Return every upload, newest first."""
    shown = current(workspace.ledger)
    active = set(shown.uploads) if shown else set()
    return tuple(
        HistoryRow(record=record, state=_state(record, active))
        for record in all_uploads(workspace.ledger)
    )


def matching(rows: tuple[HistoryRow, ...], words: str) -> tuple[HistoryRow, ...]:
    """Return the uploads whose id, file, kind, state, months or sender hold every word."""
    wanted = words.casefold().split()
    return tuple(row for row in rows if all(word in _text(row) for word in wanted))


def effect(workspace: Workspace, upload_id: str) -> tuple[KpiChange, ...]:
    """Return what an upload changed when it was published; nothing when it never was."""
    every = all_publications(workspace.ledger)  # newest first
    for position, publication in enumerate(every):
        if publication.reason == "ingest" and publication.upload_id == upload_id:
            before = next(iter(every[position + 1 :]), None)
            return _between(workspace, before, publication)
    return ()


def consequences(workspace: Workspace, upload_id: str) -> Consequences:
    """Return what undoing a published upload, or redoing an undone one, would change.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload was never committed.
    """
    switch = preview_switch(workspace, upload_id)
    overlay = Overlay(switch.upload.kind, switch.rollup, switch.months)
    after = Reader(workspace, switch.before, overlay)
    try:
        changes = kpi_changes(opened(workspace, switch.before), after)
    finally:
        after.close()
    months = tuple(f"{month:%Y-%m}" for month in switch.months)
    return Consequences(months=months, changes=tuple(changes), later=switch.later)


def _between(
    workspace: Workspace, before: Publication | None, after: Publication
) -> tuple[KpiChange, ...]:
    old = opened(workspace, before) if before else None
    return tuple(kpi_changes(old, opened(workspace, after)))


def _state(record: UploadRecord, active: set[str]) -> UploadState:
    if record.state != "committed":
        return UploadState.CUT_OFF
    return UploadState.PUBLISHED if record.upload_id in active else UploadState.UNDONE


def _text(row: HistoryRow) -> str:
    record = row.record
    months = " ".join(f"{month:%Y-%m}" for month in record.months)
    parts = [record.upload_id, record.file_name, record.kind, row.state, record.by, months]
    return " ".join([*parts, record.sha256]).casefold()
