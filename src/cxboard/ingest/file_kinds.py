"""What is a file that another program made? Told by its first and last bytes; nothing is unpacked.

Names lie: a web page is saved as .xls, a protected workbook is no archive any more, and a document
of text begins like JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

from cxboard.ingest.forms import Form
from cxboard.ingest.text_kinds import text_kind

_HEAD, _TAIL, _SECTOR = 4096, 65_536, 512

AS_WORKBOOK = "Open it and save it as “Excel workbook (.xlsx)” or as “CSV UTF-8”."
UNPACK = "Unpack it first, and send the file that was in it."
EXPORT = "Export the data as CSV where it comes from."
_BEHIND = "It holds no table that can be read: ask for the data behind it as CSV."


@dataclass(frozen=True)
class FileKind:
    """What a file is, in words, and what to do; `form` is the one by which it may yet be read."""

    what: str
    fix: str
    form: Form | None = None


_WORKBOOK = FileKind("an Excel workbook", "Rename it to .xlsx.", Form.WORKBOOK)
_MACROS = FileKind(
    "an Excel workbook with macros (.xlsm)",
    "Save it as “Excel workbook (.xlsx)”, without its macros, or as “CSV UTF-8”.",
    Form.WORKBOOK,
)
_OLD = FileKind("an old Excel workbook (.xls)", AS_WORKBOOK)
_LOCKED = FileKind(
    "an Office file protected by a password",
    "Save it without a password, as “Excel workbook (.xlsx)” or as “CSV UTF-8”.",
)
_OTHER_OFFICE = FileKind("an old Office file, perhaps an Excel workbook (.xls)", AS_WORKBOOK)
_PAGE = FileKind(
    "a web page (HTML)",
    "It may be an error page, or a table that was saved as a page: open it in a browser; if the "
    "table is there, open it in Excel and save it as “Excel workbook (.xlsx)” or “CSV UTF-8”.",
)
_ZEROS = FileKind(
    "a row of zero bytes",
    "Its copy was not finished or is damaged: fetch or export it again.",
)
_FLAT = FileKind("an OpenDocument file in one piece (.fods, .fodt)", AS_WORKBOOK)
_XML_BOOK = FileKind("an XML spreadsheet of Excel 2003", AS_WORKBOOK)
XML = FileKind("an XML file", "Name it .xml if it is HCAHPS data; others: export the data as CSV.")

_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"PAR1", FileKind("a Parquet file", "Rename it to .parquet.", Form.PARQUET)),
    (b"PARE", FileKind("an encrypted Parquet file", "Write it without encryption, or as CSV.")),
    (b"%PDF", FileKind("a PDF document", _BEHIND)),
    (b"{\\rtf", FileKind("a text document (RTF)", _BEHIND)),
    (b"%!PS", FileKind("a PostScript document", _BEHIND)),
    (b"\x1f\x8b", FileKind("compressed with gzip", UNPACK)),
    (b"BZh", FileKind("compressed with bzip2", UNPACK)),
    (b"\xfd7zXZ\0", FileKind("compressed with xz", UNPACK)),
    (b"\x28\xb5\x2f\xfd", FileKind("compressed with Zstandard", UNPACK)),
    (b"7z\xbc\xaf", FileKind("a 7-Zip archive", UNPACK)),
    (b"Rar!\x1a", FileKind("a RAR archive", UNPACK)),
    (b"SQLite format 3\0", FileKind("a SQLite database", "Export the table as CSV.")),
    (b"\0\1\0\0Standard ", FileKind("an Access database", "Export the table as CSV.")),
    (b"$FL2@(#)", FileKind("an SPSS file (.sav)", EXPORT)),
    (b"<stata_dta>", FileKind("a Stata file (.dta)", EXPORT)),
    (b"HEADER RECORD***", FileKind("a SAS transport file (.xpt)", EXPORT)),
    (b"\0" * 12 + b"\xc2\xea\x81\x60", FileKind("a SAS data set", EXPORT)),
    (b"ARROW1", FileKind("an Arrow (Feather) file", "Write it as Parquet or as CSV.")),
    (b"ORC", FileKind("an ORC file", "Write it as Parquet or as CSV.")),
    (b"Obj\x01", FileKind("an Avro file", "Write it as Parquet or as CSV.")),
    (b"\x89HDF\r\n", FileKind("an HDF5 file", "Write it as Parquet or as CSV.")),
    (b"\x89PNG\r\n", FileKind("an image (PNG)", _BEHIND)),
    (b"\xff\xd8\xff", FileKind("an image (JPEG)", _BEHIND)),
    (b"GIF8", FileKind("an image (GIF)", _BEHIND)),
    (b"II*\0", FileKind("an image (TIFF)", _BEHIND)),
    (b"MM\0*", FileKind("an image (TIFF)", _BEHIND)),
    (b"\x7fELF", FileKind("a program", "Send the extract itself.")),
    (b"MZ\x90\0", FileKind("a program", "Send the extract itself.")),
    (b"\x09\x08\x10\0", _OLD),
    (b"\x09\x04\x06\0", _OLD),
)
_IN_ARCHIVE: tuple[tuple[bytes, FileKind], ...] = (
    (b"xl/vbaProject.bin", _MACROS),
    (b"xl/workbook.bin", FileKind("a binary Excel workbook (.xlsb)", AS_WORKBOOK)),
    (b"xl/workbook.xml", _WORKBOOK),
    (b"xl/worksheets/", _WORKBOOK),
    (b"word/document.xml", FileKind("a Word document", _BEHIND)),
    (b"ppt/presentation.xml", FileKind("a PowerPoint presentation", _BEHIND)),
    (b"opendocument.spreadsheet", FileKind("an OpenDocument spreadsheet (.ods)", AS_WORKBOOK)),
    (b"opendocument.", FileKind("an OpenDocument file", _BEHIND)),
    (b"META-INF/manifest.xml", FileKind("an OpenDocument file", AS_WORKBOOK)),
    (b"Index/Document.iwa", FileKind("an Apple Numbers or Pages document", AS_WORKBOOK)),
)
"""Names that stand in the archive's beginning or in its directory, at its end."""

_IN_OLE: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", FileKind("an old Word document (.doc)", _BEHIND)),
    ("PowerPoint Document", FileKind("an old PowerPoint presentation (.ppt)", _BEHIND)),
    ("__substg1.0_", FileKind("an Outlook message (.msg)", "Save its attachment and send that.")),
    ("Workbook", _OLD),
    ("Book", _OLD),
)
"""Names in the directory of an OLE file, which are UTF-16."""

_IN_XML: tuple[tuple[bytes, FileKind], ...] = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", _XML_BOOK),
    (b"urn:oasis:names:tc:opendocument", _FLAT),
)
"""Name spaces of whole documents in XML."""

_JSON = re.compile(rb'\{\s*["}]|\[\s*[\[{"\]\d-]')
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta|script|div|style)\b", re.I)
_MARKUP = re.compile(rb"<(\?xml|!--|!doctype|[a-z][\w:.-]*[\s/>])", re.I)


def kind_of(file: BinaryIO, size: int) -> FileKind | None:
    """Return what a file is when it is certainly no table of text, otherwise None."""
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _archive(head, _tail(file, size))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _ole(head, file)
    if head[257:262] == b"ustar":
        return FileKind("a TAR archive", UNPACK)
    if not head.strip(b"\0"):
        return _ZEROS
    for magic, kind in _BEGINNINGS:
        if head.startswith(magic):
            return kind
    return _of_text(_plain(head))


def _tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, size - _TAIL))
    return file.read(_TAIL)


def _archive(head: bytes, tail: bytes) -> FileKind:
    for name, kind in _IN_ARCHIVE:
        if name in tail or name in head:
            return kind
    length = int.from_bytes(head[26:28], "little")
    first = head[30 : 30 + length].decode("utf-8", "replace")
    holds = f" (its first file is “{first[:60]}”)" if first else ""
    return FileKind(f"a ZIP archive{holds}", UNPACK, Form.WORKBOOK)


def _ole(head: bytes, file: BinaryIO) -> FileKind:
    """Return which of the programs that wrote OLE files wrote this one, by its directory."""
    file.seek((int.from_bytes(head[48:52], "little") + 1) * _SECTOR)
    names = file.read(_HEAD)
    found = (kind for name, kind in _IN_OLE if name.encode("utf-16-le") in names)
    return next(found, _OTHER_OFFICE)


def _plain(head: bytes) -> bytes:
    """Return the beginning of a text without its mark, one byte a sign."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head[2:].replace(b"\0", b"") if wide else head.removeprefix(b"\xef\xbb\xbf")
    return text.lstrip()


def _of_text(text: bytes) -> FileKind | None:
    for name, kind in _IN_XML:
        if name in text and text.startswith(b"<"):
            return kind
    if _HTML.match(text) or (text.startswith(b"<") and re.search(rb"<(html|table)\b", text, re.I)):
        return _PAGE
    if text.lower().startswith((b"mime-version:", b"from:")) and b"text/html" in text:
        return _PAGE
    if _MARKUP.match(text):
        return XML
    if _JSON.match(text):
        return FileKind("JSON", EXPORT)
    found = text_kind(text)
    return FileKind(*found) if found else None
