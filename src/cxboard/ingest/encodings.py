"""Which encoding is a text in? What its first bytes say, or its sender; and what speaks against."""

from __future__ import annotations

import codecs
import re

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.forms import ENCODINGS
from cxboard.ingest.report import Problem, error

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TWO_BYTES = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_FOREIGN = re.compile(rb"[\x80-\xff]{5}")


def encoding_of(head: bytes, said: str | None) -> tuple[str, bytes]:
    """Return the encoding and the mark at the file's beginning that states it."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, mark
    odd, even = head[1:4096:2].count(0), head[0:4096:2].count(0)
    wide = "utf-16-be" if even > odd else "utf-16-le"
    if said:
        return (wide if said == "utf-16" else said), b""
    if max(odd, even) > len(head[:4096]) / 5 and min(odd, even) == 0:
        return wide, b""
    return "utf-8", b""


def is_surely_other(piece: bytes) -> bool:
    """Whether bytes that are not UTF-8 throughout are of no other Western encoding either.

    A proper two-byte character of UTF-8 speaks for a damaged UTF-8 file, five high bytes in a row
    for another alphabet.
    """
    return bool(_TWO_BYTES.search(piece) or _FOREIGN.search(piece))


def losslessly(encoding: str) -> str:
    """Return how bytes that the encoding does not have are kept while a file is looked at."""
    return "replace" if encoding.startswith("utf-16") else "surrogateescape"


def printable(text: str) -> str:
    """Return text fit to be shown; line feeds stay, and tabs become blanks."""
    lines = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in lines)


def not_in(encoding: str, line: int, wrong: UnicodeDecodeError) -> Problem:
    """Return the problem of bytes that an encoding does not have, near a line."""
    at = line + wrong.object[: wrong.start].decode(encoding, "replace").count("\n")
    if encoding == "utf-8":
        return problems.not_utf8(at, wrong.object[wrong.start])
    return error(
        "wrong_encoding",
        f"The file is not {ENCODINGS.get(encoding, encoding.upper())} throughout: line {at:,} has "
        "bytes that are no letter of it.",
        "Save it as “CSV UTF-8” and send it again, or say another encoding.",
        row=at,
        option="--encoding",
    )
