"""Words of others as they stand: no Markdown of theirs draws, links or fetches anything here."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([\\`*{}\[\]()#+.!|<>$~:]|(?<![^\W_])[_-]|[_-](?![^\W_]))")
"""`_` and `-` inside a word draw nothing, and the escapes of a label are read aloud."""


def as_plain(text: str) -> str:
    """Return a text as Markdown that reads as written: a file's name, a column, a cell, a typo."""
    return _MARKDOWN.sub(r"\\\1", text)
