"""Any text becomes UTF-8 that begins with its column names, which is all that the readers know."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TextIO

from cxboard.ingest.encodings import is_surely_other, not_in
from cxboard.ingest.letters import Words, which_encoding
from cxboard.ingest.other_scripts import spelt_in
from cxboard.ingest.structure_problems import BadStructure
from cxboard.ingest.text_source import TextSource

_PIECE = 4 * 1024 * 1024


def as_windows_text(source: TextSource) -> TextSource | None:
    """Return a file that is not UTF-8 as Windows-1252, if its bytes speak for it.

    A file with any proper two-byte character of UTF-8 is a damaged UTF-8 file, and one with five
    high bytes in a row is of another alphabet; neither is guessed at.

    Raises:
        BadStructure: its words are spelt better in another encoding, or in none; or it makes sense
            in another alphabet.
    """
    if source.shape.encoding != "utf-8":
        return None
    words, beginning = Words(), b""
    with source.path.open("rb") as file:
        while piece := file.read(_PIECE):
            beginning = beginning or piece
            if is_surely_other(piece):
                readings, row = spelt_in(beginning)
                if readings:
                    raise BadStructure([which_encoding(readings, row)])
                return None
            words.add(piece)
    found = words.read(spelt_in(beginning)[0])
    if found is None:
        return None
    if found.severity == "error":
        raise BadStructure([found])
    shape = replace(source.shape, encoding="cp1252")
    return replace(source, shape=shape, notices=(*source.notices, found))


def write_plain(source: TextSource, target: Path) -> None:
    """Copy the table to a UTF-8 file of its own; lines of names below the header become blank.

    Raises:
        BadStructure: bytes that the encoding does not have.
    """
    line = source.shape.header_row
    first, last = source.names
    with source.path.open("rb") as file, target.open("w", encoding="utf-8", newline="") as out:
        line = _copy(source, (source.start, first), line, file, out)
        names = source.shape.names_below.count("\n")
        out.write("\n" * names)
        _copy(source, (last, source.end), line + names, file, out)


def _copy(source: TextSource, part: tuple[int, int], line: int, file: BinaryIO, out: TextIO) -> int:
    """Copy bytes whose first line is `line`, and return the line behind them."""
    encoding = source.shape.encoding or "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for piece, is_last in _pieces(file, *part):
        try:
            text = decoder.decode(piece, final=is_last)
        except UnicodeDecodeError as wrong:
            raise BadStructure([not_in(encoding, line, wrong)]) from None
        out.write(text)
        line += text.count("\n")
    return line


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, bool]]:
    """Yield the bytes from start to end, and whether these are the last."""
    file.seek(start)
    while start < end:
        piece = file.read(min(_PIECE, end - start))
        start += len(piece)
        yield piece, start >= end or not piece
        if not piece:
            return
