"""Which texts would a spreadsheet take for a formula, and how are they kept from it?

CWE-1236; the signs are those of OWASP's rule on formula injection, with their wide forms.
"""

from __future__ import annotations

import re

FORMULA = "^[\\s\ufeff]*[=+\\-@＝＋－＠]|^[\\t\\r\\n\\x00|%]"
NUMBER = r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$"
"""Patterns that Python and the regex crate read alike; a text that is a number is no formula."""

_FORMULA, _NUMBER = re.compile(FORMULA), re.compile(NUMBER)


def neutral(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: a quote before it unless a number."""
    risky = _FORMULA.search(text) and not _NUMBER.search(text)
    return f"'{text}" if risky else text
