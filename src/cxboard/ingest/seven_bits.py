"""Is plain ASCII really another encoding? Some write every other letter as a row of plain ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_ISO_2022 = re.compile(rb"\x1b(\$[@AB]|\$?[()*+.-][0-9@-Z])[^\x1b\n]{2,}")
_HZ = re.compile(rb"~\{(?:[!-w][!-~])+~\}")
_UTF_7 = re.compile(rb"\+[A-Za-z0-9+/]{3,}-")


class Found(NamedTuple):
    """An encoding, the first byte that speaks for it, and what stands there and would mean."""

    encoding: str
    at: int
    written: str
    meant: str


def hidden_in(data: bytes) -> Found | None:
    """Return the encoding that bytes of ASCII are really in.

    What is merely odd, such as a mail address with “+name-”, is taken for what it is.
    """
    if not data.isascii():
        return None
    for sign, pattern, name, codecs, is_text in _KNOWN:
        if sign not in data:
            continue
        for match in pattern.finditer(data):
            texts = [_decoded(match[0], codec) for codec in codecs]
            if text := next((text for text in texts if text and is_text(text)), None):
                return Found(name, match.start(), match[0].decode("ascii"), text)
    return None


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeError:
        return ""


def _is_written(text: str) -> bool:
    """Whether a text is of letters or signs of an alphabet, or of typographers' signs."""
    return all(
        (char.isalpha() and char < "\u0600") or "\u2010" <= char <= "\u20ac" for char in text
    )


_Known = tuple[bytes, re.Pattern[bytes], str, tuple[str, ...], Callable[[str], bool]]
_KNOWN: tuple[_Known, ...] = (
    (b"\x1b", _ISO_2022, "ISO-2022", ("iso2022_jp_ext", "iso2022_kr"), str.isprintable),
    (b"~", _HZ, "HZ", ("hz",), str.isprintable),
    (b"+", _UTF_7, "UTF-7", ("utf-7",), _is_written),
)
"""A sign that all have, the pattern, the name, Python's names, and whether what it says is meant.

Only the beginning of a file is looked at, so that a large one is read no later for it.
"""
