"""Who changed what readers see, or tried to, when, and by which file? Every event, searchable."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.results.history import HistoryRow
from cxboard.storage.publications import Publication
from cxboard.storage.refusals import Refusal
from cxboard.ui import data_table

_WHEN = {"When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm", timezone="UTC")}
_WHY = {
    "ingest": "published",
    "undo": "undone",
    "redo": "brought back",
    "rebuild": "counted anew",
    "compact": "files put together",
}


def show(publications: Sequence[Publication], rows: Sequence[HistoryRow]) -> None:
    """Show every publication, newest first; nothing is ever taken off this list.

    Args:
        publications: all of them.
        rows: every upload, to name their files.
    """
    files = {row.record.upload_id: row.record.file_name for row in rows}
    with st.expander(f"Every change of what readers see ({len(publications):,})"):
        data_table.show_long(
            {
                "Publication": [one.id for one in publications],
                "When (UTC)": [one.created_at for one in publications],
                "By": [one.by for one in publications],
                "What": [_WHY.get(one.reason, one.reason) for one in publications],
                "File": [files.get(one.upload_id or "") for one in publications],
                "Upload": [one.upload_id for one in publications],
            },
            key="publication_log",
            config=_WHEN,
        )


def show_refused(refusals: Sequence[Refusal]) -> None:
    """Show every refused attempt to publish a file, newest first; none is ever taken off."""
    if not refusals:
        return
    with st.expander(f"Every refused file ({len(refusals):,})"):
        data_table.show_long(
            {
                "When (UTC)": [one.at for one in refusals],
                "By": [one.by for one in refusals],
                "File": [one.file_name for one in refusals],
                "Why": [one.why for one in refusals],
                "Kind": [one.kind for one in refusals],
                "SHA-256": [one.sha256 for one in refusals],
            },
            key="refusal_log",
            config=_WHEN,
        )
