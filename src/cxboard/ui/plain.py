"""Words of others as they stand: no Markdown of theirs draws, links or fetches anything here."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:])")


def as_plain(text: str) -> str:
    """Return a text as Markdown that reads as written: a file's name, a column, a cell, a typo."""
    return _MARKDOWN.sub(r"\\\1", text)
