"""What does a visitor see when something goes wrong? A sentence, never a traceback."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from cxboard.domain.errors import UserFacingError
from cxboard.ui.plain import as_plain

_LOG = logging.getLogger(__name__)


@contextmanager
def boundary() -> Iterator[None]:
    """Show what goes wrong inside. Streamlit's own stop and rerun are no errors and pass."""
    try:
        yield
    except Exception as error:
        show(error)


def show(error: Exception) -> bool:
    """Show an error as far as it is meant for its reader; log the rest under a short id.

    Returns:
        True, which tells Streamlit that nothing is left to be shown.
    """
    if isinstance(error, UserFacingError):
        st.error(as_plain(str(error)))
        return True
    number = secrets.token_hex(4)
    _LOG.error("Something went wrong (id %s)", number, exc_info=error)
    st.error(
        f"Something went wrong (id {number}). Load the page again; if it comes back, give this "
        "id to whoever runs CX Board."
    )
    return True
