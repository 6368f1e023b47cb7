"""Uploads out of what readers see and back in again; no row is ever rewritten for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from cxboard.domain.errors import BadRequest
from cxboard.storage.classify import months_touched
from cxboard.storage.moving import in_order, is_fresh, move, require_sound
from cxboard.storage.publications import Publication, current
from cxboard.storage.rollups import build_rollup
from cxboard.storage.steps import Begin, unheard
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS
from cxboard.storage.uploads import UploadRecord, all_uploads, get_upload
from cxboard.storage.workspace import Workspace

_ITSELF = "CX Board"


@dataclass(frozen=True, kw_only=True)
class Switch:
    """What an undo or redo would do: the counts of the months that it touches, afterwards.

    `uploads` would be active then, oldest first; `later` are published uploads of the same kind
    that came after and replaced rows, perhaps this upload's, and whose rows stay as they are.
    """

    before: Publication
    upload: UploadRecord
    months: tuple[date, ...]
    rollup: pl.DataFrame
    uploads: tuple[str, ...]
    later: tuple[str, ...]


def undo(workspace: Workspace, upload_id: str, by: str, begin: Begin = unheard) -> Publication:
    """Publish the lake without an upload's rows; what they had replaced shows again.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload is not part of what readers see.
    """
    return _switch(workspace, upload_id, by, active=False, begin=begin)


def redo(workspace: Workspace, upload_id: str, by: str, begin: Begin = unheard) -> Publication:
    """Publish the lake with an undone upload's rows again.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload is part of what readers see already, or was never committed.
    """
    return _switch(workspace, upload_id, by, active=True, begin=begin)


def switchable(
    workspace: Workspace, upload_id: str, *, active: bool
) -> tuple[UploadRecord, Publication]:
    """Return an upload, and the publication it can be taken out of, or brought back into (active).

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: it is so already, or was never committed.
        LakeDiffers: lake and ledger disagree, so nothing may be written.
    """
    upload = get_upload(workspace.ledger, upload_id)
    require_sound(workspace)
    before = _shown(workspace, upload)
    if (upload.upload_id in before.uploads) is active:
        state = "already part of" if active else "not part of"
        raise BadRequest(f"{upload.upload_id} is {state} what readers see ({before.id}).")
    return upload, before


def preview_switch(workspace: Workspace, upload_id: str) -> Switch:
    """Return what undoing a published upload, or redoing an undone one, would change.

    Nothing is written.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload was never committed.
    """
    upload = get_upload(workspace.ledger, upload_id)
    before = _shown(workspace, upload)
    kind = upload.kind
    every = all_uploads(workspace.ledger)
    chosen = {*before.uploads} ^ {upload.upload_id}
    uploads = in_order(every, chosen)
    months = months_touched(workspace, kind, upload.upload_id)
    rollup = pl.DataFrame(schema=ROLLUP_SCHEMA)
    if kind in ROLLUPS:
        version = before.tables[kind.value]
        rollup = build_rollup(workspace.lake, kind, version=version, uploads=uploads, months=months)
    later = tuple(
        other.upload_id
        for other in every
        if other.upload_id in chosen and other.kind is kind and other.seq > upload.seq
        if other.counts["restated"]
    )
    return Switch(
        before=before,
        upload=upload,
        months=tuple(months),
        rollup=rollup,
        uploads=uploads,
        later=later,
    )


def refresh_rollup(workspace: Workspace) -> Publication | None:
    """Rebuild every count if the catalogue has changed since they were made."""
    if is_fresh(current(workspace.ledger)):
        return current(workspace.ledger)
    with workspace.writing(_ITSELF):
        before = current(workspace.ledger)
        if before is None or is_fresh(before):
            return before
        require_sound(workspace)
        return move(
            workspace,
            before,
            before.uploads,
            {},
            {},
            reason="rebuild",
            upload_id=None,
            by=_ITSELF,
        )


def _switch(
    workspace: Workspace, upload_id: str, by: str, *, active: bool, begin: Begin
) -> Publication:
    with workspace.writing(by, begin):
        upload, before = switchable(workspace, upload_id, active=active)
        chosen = {*before.uploads, upload.upload_id} - (set() if active else {upload.upload_id})
        return move(
            workspace,
            before,
            in_order(all_uploads(workspace.ledger), chosen),
            {},
            {upload.kind: months_touched(workspace, upload.kind, upload.upload_id)},
            reason="redo" if active else "undo",
            upload_id=upload.upload_id,
            by=by,
            begin=begin,
        )


def _shown(workspace: Workspace, upload: UploadRecord) -> Publication:
    """Return what readers see; BadRequest when the upload was never part of it."""
    before = current(workspace.ledger)
    if before is None or upload.state != "committed":
        raise BadRequest(f"{upload.upload_id} was never published, so nothing can be changed.")
    return before
