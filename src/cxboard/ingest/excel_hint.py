"""A first line such as “sep=;” tells Excel what separates the columns; it may be wrong."""

from __future__ import annotations

import re

from cxboard.ingest.dialect import DELIMITERS
from cxboard.ingest.report import Problem, warning

_TO_EXCEL = re.compile(r'\s*"?sep=(.)"?[\s,;|]*', re.IGNORECASE)


def separator_hint(text: str) -> str | None:
    """Return the separator that the first line of a text names, None when it names none."""
    found = _TO_EXCEL.fullmatch(text.split("\n", 1)[0])
    return found[1] if found else None


def wrong_hint(hint: str | None, delimiter: str | None) -> list[Problem]:
    """Return what to tell when the table has another separator than the first line names."""
    if hint is None or delimiter is None or hint == delimiter:
        return []
    return [
        warning(
            "wrong_hint",
            f"Line 1 (“sep={hint}”) tells Excel another separator than the table has, which is "
            f"separated by {DELIMITERS[delimiter]}s and was read so.",
            "Nothing, if that is right; otherwise remove line 1, or say the separator.",
            row=1,
        )
    ]
