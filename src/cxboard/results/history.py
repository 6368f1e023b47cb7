"""What was ever taken in, what did it change, and what would taking it back change?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from cxboard.domain.periods import month_name
from cxboard.queries.reader import Reader, opened
from cxboard.queries.rollup_source import Overlay
from cxboard.results.earlier import superseded
from cxboard.results.flips import Flip, flips
from cxboard.results.kpis import KpiChange, kpi_changes, only_shown
from cxboard.results.seen import Seen, seen
from cxboard.storage.publications import Publication, all_publications, current
from cxboard.storage.receipt_parts import kept
from cxboard.storage.switching import Switch, preview_switch
from cxboard.storage.uploads import UploadRecord, all_uploads
from cxboard.storage.workspace import Workspace


class UploadState(StrEnum):
    """What became of an upload."""

    PUBLISHED = "published"
    UNDONE = "undone"
    CUT_OFF = "cut off"


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What an upload moved: headline measures, and what the scorecard says otherwise.

    `turned` is None where only the measures were looked at.
    """

    changes: tuple[KpiChange, ...]
    turned: tuple[Flip, ...] | None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Effect:
        """Return the effect that was kept with a receipt."""
        turned = document["turned"]
        return cls(
            changes=tuple(KpiChange(**change) for change in document["kpi_changes"]),
            turned=None if turned is None else tuple(Flip(**one) for one in turned),
        )


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One file that was ever taken in, with what readers see of it now.

    `reading` says how it was read (see `ingest.read_as`), `effect` what it moved when it was
    published, as far as that was kept.
    """

    record: UploadRecord
    state: UploadState
    reading: Mapping[str, Any] = field(default_factory=dict)
    effect: Effect | None = None


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """What undoing or redoing an upload would change. `later` uploads keep what they restated.

    `seen` are the months among those it touches that readers have seen in publications.
    """

    months: tuple[str, ...]
    changes: tuple[KpiChange, ...]
    turned: tuple[Flip, ...]
    seen: tuple[Seen, ...]
    later: tuple[str, ...]


def history(workspace: Workspace) -> tuple[HistoryRow, ...]:
    """Return every upload, newest first."""
    shown = current(workspace.ledger)
    active = set(shown.uploads) if shown else set()
    readings, effects = (kept(workspace.ledger, part) for part in ("reading", "effect"))
    return tuple(
        HistoryRow(
            record=record,
            state=_state(record, active),
            reading=readings.get(record.upload_id, {}),
            effect=_kept(effects.get(record.upload_id)),
        )
        for record in all_uploads(workspace.ledger)
    )


def matching(rows: tuple[HistoryRow, ...], words: str) -> tuple[HistoryRow, ...]:
    """Return the uploads whose id, file, kind, state, months or sender hold every word."""
    wanted = words.casefold().split()
    return tuple(row for row in rows if all(word in _text(row) for word in wanted))


def effect(workspace: Workspace, upload_id: str) -> Effect:
    """Return what an upload changed when it was published: kept, or looked at anew.

    Its figures are those of two publications, each shown as it may be beside the newer ones.
    """
    found = _kept(kept(workspace.ledger, "effect").get(upload_id))
    every = all_publications(workspace.ledger)  # newest first
    for position, publication in enumerate(every):
        if publication.reason == "ingest" and publication.upload_id == upload_id:
            before = next(iter(every[position + 1 :]), None)
            if found is None or found.turned is None:
                found = _between(workspace, before, publication)
            return replace(found, changes=_still_shown(workspace, found, before, publication))
    return found or Effect(changes=(), turned=())


def consequences(workspace: Workspace, upload_id: str) -> Consequences:
    """Return what undoing a published upload, or redoing an undone one, would change.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload was never committed.
    """
    switch = preview_switch(workspace, upload_id)
    after = foreseen(workspace, switch)
    try:
        before = opened(workspace, switch.before)
        changes, turned = kpi_changes(before, after, foreseen=True), flips(before, after)
    finally:
        after.close()
    return Consequences(
        months=tuple(f"{month:%Y-%m}" for month in switch.months),
        changes=tuple(changes),
        turned=tuple(turned),
        seen=seen(workspace, switch.upload.kind, switch.months),
        later=switch.later,
    )


def foreseen(workspace: Workspace, switch: Switch) -> Reader:
    """Return a reader of what an undo or redo would publish; its opener closes it."""
    overlay = Overlay(switch.upload.kind, switch.rollup, switch.months, uploads=switch.uploads)
    return Reader(workspace, switch.before, overlay)


def _between(workspace: Workspace, before: Publication | None, after: Publication) -> Effect:
    old, new = opened(workspace, before) if before else None, opened(workspace, after)
    return Effect(changes=tuple(kpi_changes(old, new)), turned=tuple(flips(old, new)))


def _still_shown(
    workspace: Workspace, effect: Effect, before: Publication | None, after: Publication
) -> tuple[KpiChange, ...]:
    """Return what an upload moved, without the figures that newer publications took back."""
    names = [change.measure for change in effect.changes]
    if not names:
        return ()
    was = {change.measure: change.before for change in effect.changes}
    now = {change.measure: change.after for change in effect.changes}
    if before is not None:
        was = only_shown(superseded(workspace, before), names, was)
    now = only_shown(superseded(workspace, after), names, now)
    return tuple(KpiChange(measure=m, before=was.get(m), after=now.get(m)) for m in names)


def _kept(document: Mapping[str, Any] | None) -> Effect | None:
    return None if document is None else Effect.of(document)


def _state(record: UploadRecord, active: set[str]) -> UploadState:
    if record.state != "committed":
        return UploadState.CUT_OFF
    return UploadState.PUBLISHED if record.upload_id in active else UploadState.UNDONE


def _text(row: HistoryRow) -> str:
    record = row.record
    months = " ".join(f"{month:%Y-%m} {month_name(month)}" for month in record.months)
    source = row.reading.get("layout") or ""
    parts = [record.upload_id, record.file_name, record.kind, row.state, record.by, months, source]
    return " ".join([*parts, record.sha256]).casefold()
