"""Does a file lack columns that every earlier one of its kind had? A measure would end unseen."""

from __future__ import annotations

from cxboard.domain.listing import listed
from cxboard.ingest.layout import Recognised
from cxboard.ingest.report import Problem, warning
from cxboard.storage import receipt_parts
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace


def about_lost_columns(workspace: Workspace, recognised: Recognised) -> tuple[Problem, ...]:
    """Return what to tell of columns that all published files of the same layout brought."""
    before, layout = current(workspace.ledger), recognised.layout.title
    readings = receipt_parts.kept(workspace.ledger, "reading") if before else {}
    earlier = [
        set(reading["columns"])
        for upload, reading in readings.items()
        if before and upload in before.uploads and reading["layout"] == layout
    ]
    lost = sorted(set.intersection(*earlier) - set(recognised.headers)) if earlier else []
    if not lost:
        return ()
    named = listed([f"“{column}”" for column in lost], 12)
    return (
        warning(
            "columns_lost",
            f"Every published file of “{layout}” has columns that this one lacks: {named}.",
            "Nothing, if its source no longer has them; otherwise ask for the whole extract. A row "
            "that is published with them and sent without loses them.",
            count=len(lost),
        ),
    )
