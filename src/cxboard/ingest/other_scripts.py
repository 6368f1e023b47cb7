"""In which encodings of other alphabets does a text make sense? They are offered, never chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from cxboard.ingest.letters import reads_oddly

_CASED = ("cp1251", "cp1253")
_OTHERS = (*_CASED, "cp932", "cp949", "gb18030", "cp950")
_RUN = re.compile(rb"[^\x00-\x2f:;]{0,200}[\x80-\xff][^\x00-\x2f:;]{0,200}")
"""Bytes beyond ASCII with what may be their second halves; no separator of a table may be one."""

_TOGETHER = re.compile(r"[^\W\d_a-zA-Z]{2}")
_MIXED = re.compile(r"[a-z][^\W\d_a-zA-Z]|[^\W\d_a-zA-Z][a-z]")
"""Letters beyond ASCII together, as other alphabets have them, and beside small ASCII letters."""

_LOOKED_AT = 64 * 1024
_SHOWN = 20


def spelt_in(data: bytes) -> tuple[Mapping[str, str], int]:
    """Return the encodings by which all of a text is words, with the first of them; and its line.

    A text that is UTF-8 for the most part is damaged UTF-8, and of no other encoding.
    """
    head = data[:_LOOKED_AT]
    head = head[: head.rfind(b"\n") + 1] if len(data) > _LOOKED_AT else head
    as_utf8 = head.decode("utf-8", "replace")
    damaged = as_utf8.count("�")
    if sum(not char.isascii() for char in as_utf8) >= 2 * damaged:
        return {}, 0
    runs = _RUN.findall(head)
    if not runs:
        return {}, 0
    first = head.count(b"\n", 0, head.find(runs[0])) + 1
    found = {name: _texts(runs, name) for name in _OTHERS}
    return {name: texts[0][:_SHOWN] for name, texts in found.items() if texts}, first


def _texts(runs: list[bytes], encoding: str) -> list[str]:
    """Return what an encoding makes of some bytes, nothing where that is not words throughout."""
    try:
        texts = [run.decode(encoding) for run in runs]
    except UnicodeDecodeError:
        return []
    signs = [char for text in texts for char in text if not char.isascii()]
    letters = [char for char in signs if char.isalpha()]
    plain = all(unicodedata.category(char)[0] in "LMNPZ" for char in signs)
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    is_odd = latin or not plain or 2 * len(letters) <= len(signs)
    is_odd = is_odd or (encoding in _CASED and any(map(reads_oddly, texts)))
    has_words = any(map(_TOGETHER.search, texts)) and not any(map(_MIXED.search, texts))
    return texts if has_words and not is_odd else []
