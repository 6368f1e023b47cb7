"""The results of the pages that need nothing but the filters, each with its type."""

from __future__ import annotations

from cxboard.domain.filters import Filters
from cxboard.results.omnichannel import Omnichannel
from cxboard.ui import cached


def omnichannel(filters: Filters) -> Omnichannel:
    """Return contacts by channel and touchpoint."""
    found: Omnichannel = cached.section("omnichannel", filters)
    return found
