"""What every visitor must know before reading on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.storage.verify import Difference
from cxboard.ui import look


def read_only(differences: Sequence[Difference]) -> None:
    """Say that lake and ledger differ, if they do; then nothing may be written."""
    if not differences:
        return
    look.apply()
    first = differences[0]
    more = f" and {len(differences) - 1} more" if len(differences) > 1 else ""
    text = (
        f"Read only: the stored data are not as the ledger says ({first.name}: {first.detail}"
        f"{more}). Numbers may be incomplete. Run “cxboard verify” for the whole list."
    )
    st.html(tag("p", text, class_="cx cx-banner", role="status"))
