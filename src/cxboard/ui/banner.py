"""What every visitor must know before reading on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.storage.verify import Difference

_REMEDY = (
    "The stored data are not what was published. Whoever runs CX Board finds the whole list with "
    "“cxboard verify”."
)


def protected_less(warning: str | None) -> None:
    """Say that less is hidden than by default, if it is."""
    if warning:
        st.html(tag("p", tag("strong", warning), class_="cx cx-banner", role="status"))


def read_only(differences: Sequence[Difference]) -> None:
    """Say that lake and ledger differ, if they do; then nothing may be written."""
    if not differences:
        return
    first = differences[0]
    more = f" and {len(differences) - 1} more" if len(differences) > 1 else ""
    lines = (
        tag(
            "strong", "Read only: numbers may be incomplete or wrong, and nothing new is taken in. "
        ),
        _REMEDY,
        tag("small", f"{first.name}: {first.detail.removesuffix('.')}{more}."),
    )
    st.html(tag("p", *lines, class_="cx cx-banner", role="status"))
