"""Which old encoding spells the words of a file best? Where none does, its sender is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cxboard.ingest.encodings import printable
from cxboard.ingest.forms import ENCODINGS
from cxboard.ingest.report import Problem, error, warning

_OLD = ("cp1252", "mac-roman", "cp850", "cp437")
"""Encodings whose bytes look alike, the likeliest first."""

_WORD = re.compile(rb"[A-Za-z\x80-\xff]{0,30}[\x80-\xff][A-Za-z\x80-\xff]{0,30}")
_MOST = 1_000
_SHOWN = 3
_DOUBT = 4
"""One word in so many may read oddly: it can be misspelt, or of another language."""


class Words:
    """Different words of a file that have letters beyond ASCII, and where the first one stands."""

    def __init__(self) -> None:
        self._words: dict[bytes, int] = {}
        self._line = 1

    def add(self, piece: bytes) -> None:
        """Take the next bytes of the file."""
        if len(self._words) < _MOST:
            for match in _WORD.finditer(piece):
                line = self._line + piece.count(b"\n", 0, match.start())
                self._words.setdefault(match[0], line)
                if len(self._words) == _MOST:
                    break
        self._line += piece.count(b"\n")

    def read(self, others: Mapping[str, str] = MappingProxyType({})) -> Problem | None:
        """Return that they were read as Windows-1252, or the question what they are.

        Args:
            others: what the first one is in other alphabets, by encoding.
        """
        if not self._words:
            return None
        odd = {name: found for name in _OLD if (found := self._odd(name)) is not None}
        ranked = sorted(odd, key=lambda name: len(odd[name]))
        likeliest = odd.get("cp1252")
        is_likely = likeliest is not None and (
            len(likeliest) * _DOUBT <= len(self._words) or ranked[0] == "cp1252"
        )
        if is_likely and not others:
            return self._read_as_windows(ranked)
        word = ([*self._words] if others or not likeliest else likeliest)[0]
        readings = {**others, **{name: printable(word.decode(name)) for name in ranked}}
        return which_encoding(readings, self._words[word]) if readings else None

    def _odd(self, encoding: str) -> list[bytes] | None:
        """Return the words that read oddly in an encoding, None if it does not have them all."""
        try:
            texts = {word: word.decode(encoding) for word in self._words}
        except UnicodeDecodeError:
            return None
        return [word for word, text in texts.items() if reads_oddly(text)]

    def _read_as_windows(self, ranked: Iterable[str]) -> Problem:
        words = [*self._words][:_SHOWN]
        shown = ", ".join(f"“{printable(word.decode('cp1252'))}”" for word in words)
        return warning(
            "read_as_windows_1252",
            f"The file is not UTF-8 and was read as Windows-1252, by which it says {shown}.",
            "Check that this is spelt right; otherwise say the encoding, or save the file as "
            "“CSV UTF-8”.",
            row=min(self._words.values()),
            option=f"--encoding {'|'.join(name for name in ranked if name != 'cp1252')}",
        )


def which_encoding(readings: Mapping[str, str], row: int) -> Problem:
    """Return the question in which encoding a text is spelt right.

    Args:
        readings: what a word of it is, by encoding.
        row: the line of the word.
    """
    shown = (f"as {ENCODINGS[name]} “{printable(text)}”" for name, text in readings.items())
    return error(
        "which_encoding",
        f"The file is not UTF-8, and nothing in it says what else. It reads {', '.join(shown)}.",
        "Say which of these is spelt right, or save the file as “CSV UTF-8”.",
        row=row,
        option=f"--encoding {'|'.join(readings)}",
    )


def reads_oddly(word: str) -> bool:
    """Whether a word has capitals or signs where no language has them."""
    around = f" {word} "
    return any(
        _is_odd(around[at - 1], char, around[at + 1])
        for at, char in enumerate(around)
        if not char.isascii()
    )


def _is_odd(before: str, char: str, after: str) -> bool:
    if char.isalpha() and char not in "ƒªº":
        inner = before.isalpha() and (before.islower() or after.islower())
        return (char.isupper() and inner) or (
            char.islower() and before.isupper() and after.isupper()
        )
    sign = unicodedata.category(char)
    if char in "’®™" or sign in ("Zs", "Cf"):
        return False
    if before.isalpha() and (after.isalpha() or sign in ("Ps", "Pi", "Sc", "So", "Sm", "Sk")):
        return True
    return "\u2500" <= char <= "\u25ff" or (after.isalpha() and sign in ("Sm", "So", "Sk"))
