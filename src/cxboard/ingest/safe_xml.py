"""XML from strangers: expat without document types, entities, or depth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO
from xml.parsers import expat

from cxboard.ingest.report import error
from cxboard.ingest.structure_problems import BadStructure

_PIECE = 1024 * 1024
_LONGEST_MARK = 4 * 1024 * 1024
"""Bytes of one tag, comment or instruction. The parser begins a mark that is not complete anew with
every piece, so that an endless one would take it hours."""

_DEEPEST = 32
"""The deepest file of ours has 5 levels, a worksheet 7."""

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parse(
    source: BinaryIO, start: Start, end: End, text: Text, *, most_bytes: int, part: str = "The file"
) -> None:
    """Go through an XML document; names come without their namespace.

    Args:
        source: its bytes.
        start: told the name and attributes of every element.
        end: told the name of an element that ends.
        text: told text, perhaps in pieces.
        most_bytes: more are refused, whatever was announced.
        part: what a message calls the document.

    Raises:
        BadStructure: not well-formed, too deep, too long, or with a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _refused(part, f"its elements are nested more than {_DEEPEST} deep")
        start(name.rpartition(":")[2], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    def doctype(*_: object) -> None:
        raise _refused(part, "it has a document type (DOCTYPE), which can hide harmful entities")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    read = 0
    try:
        while piece := source.read(_PIECE):
            read += len(piece)
            if read > most_bytes:
                raise _refused(part, f"it unpacks to more than {most_bytes // 2**20:,} MB")
            parser.Parse(piece, False)
            if read - parser.CurrentByteIndex > _LONGEST_MARK:
                raise _refused(part, "it has a tag or a comment that does not end")
        parser.Parse(b"", True)
    except expat.ExpatError as wrong:
        where = f"line {wrong.lineno:,}: {expat.ErrorString(wrong.code)}"
        raise _refused(part, f"it is not well-formed XML ({where})", row=wrong.lineno) from None
    except (LookupError, ValueError) as wrong:
        raise _refused(part, f"its encoding is not known ({str(wrong)[:60]})") from None


def _refused(part: str, why: str, row: int | None = None) -> BadStructure:
    return BadStructure(
        [
            error(
                "damaged_file",
                f"{part} cannot be read: {why}.",
                "Export it again, or send the data as CSV.",
                row=row,
            )
        ]
    )
