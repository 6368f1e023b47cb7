"""Uploads out of what readers see and back in again; no row is ever rewritten for it."""

from __future__ import annotations

from cxboard.domain.errors import BadRequest
from cxboard.storage.classify import months_touched
from cxboard.storage.moving import in_order, is_fresh, move, require_sound
from cxboard.storage.publications import Publication, current
from cxboard.storage.uploads import all_uploads, get_upload
from cxboard.storage.workspace import Workspace


def undo(workspace: Workspace, upload_id: str, by: str) -> Publication:
    """Publish the lake without an upload's rows; what they had replaced shows again.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload is not part of what readers see.
    """
    return _switch(workspace, upload_id, by, active=False)


def redo(workspace: Workspace, upload_id: str, by: str) -> Publication:
    """Publish the lake with an undone upload's rows again.

    Raises:
        UnknownValue: there is no such upload.
        BadRequest: the upload is part of what readers see already, or was never committed.
    """
    return _switch(workspace, upload_id, by, active=True)


def refresh_rollup(workspace: Workspace) -> Publication | None:
    """Rebuild every count if the catalogue has changed since they were made."""
    if is_fresh(current(workspace.ledger)):
        return current(workspace.ledger)
    with workspace.writing():
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
            by="CX Board",
        )


def _switch(workspace: Workspace, upload_id: str, by: str, *, active: bool) -> Publication:
    with workspace.writing():
        upload = get_upload(workspace.ledger, upload_id)
        before = current(workspace.ledger)
        require_sound(workspace)
        if before is None or upload.state != "committed":
            raise BadRequest(f"{upload.upload_id} was never published, so nothing can be changed.")
        if (upload.upload_id in before.uploads) is active:
            state = "already part of" if active else "not part of"
            raise BadRequest(f"{upload.upload_id} is {state} what readers see ({before.id}).")
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
        )
