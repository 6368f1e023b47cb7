"""Files that mean harm, and files that are merely not what they say: each made on the spot."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl

from cxboard.ingest.limits import DEFAULT_LIMITS
from tests.ingest.files import csv_text, surveys
from tests.ingest.workbooks import workbook
from tests.ingest.xml_files import document, record

TWO = surveys({}, {"rating": "7"})
ROWS: list[list[str | int | float | None]] = [list(line.split(",")) for line in TWO.splitlines()]
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Hostile:
    """A file, the code with which it is refused, and words of the message or its advice."""

    name: str
    content: bytes
    code: str
    words: str
    row: int | None = None


def _text(
    name: str, content: str | bytes, code: str, words: str, row: int | None = None
) -> Hostile:
    return Hostile(
        name, content.encode() if isinstance(content, str) else content, code, words, row
    )


def _book(parts: Mapping[str, bytes] | None = None, *rows: str) -> bytes:
    """Return a workbook with the usual rows, rows as they stand in the XML, and further parts."""
    return workbook({"Data": [*ROWS, *([row] for row in rows)]}, extra=parts)


def archive_of(*parts: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _twice() -> bytes:
    """Return a workbook whose sheet stands in the archive twice, once harmless."""
    with zipfile.ZipFile(io.BytesIO(_book())) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    whole = archive_of(*parts, (SHEET.replace("sheet1", "sheetX"), b"<worksheet/>"))
    return whole.replace(b"sheetX", b"sheet1")


def _flagged(bit: int) -> bytes:
    """Return a workbook whose parts claim a property in the archive's directory."""
    content = bytearray(_book())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= bit
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def parquet(columns: Mapping[str, Any]) -> bytes:
    """Return a Parquet file of these columns."""
    buffer = io.BytesIO()
    pl.DataFrame(dict(columns)).write_parquet(buffer)
    return buffer.getvalue()


def _laughs(depth: int = 9) -> str:
    inner = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE l [<!ENTITY l0 "lol">{inner}]>'


_EMBEDDED = "xl/embeddings/inner.xlsx"
_MANY_PARTS = {f"xl/part{number}.txt": b"" for number in range(2_001)}
_NO_PLACE = '<row r="1048576"></row><row r="1048577"><c t="inlineStr"><is><t>x</t></is></c></row>'
_FAR = '<c r="SF1048576" t="inlineStr"><is><t>x</t></is></c>'
_MERGED = b"".join(
    [b"<worksheet>", b"<sheetData>"]
    + [
        b'<row r="%d">' % number
        + b"".join(
            b'<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>'
            % (65 + place, number, str(cell).encode())
            for place, cell in enumerate(row)
        )
        + b"</row>"
        for number, row in enumerate(ROWS, 1)
    ]
    + [b'</sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells></worksheet>']
)
_CONTACTS = csv_text(
    [{"contact_id": "C1", "facility_id": "LH01", "contact_date": "2026-06-01", "channel": "mail"}]
)

ODS = b"application/vnd.oasis.opendocument.spreadsheet"

ARCHIVES = [
    _text("bomb.csv.gz", gzip.compress(bytes(5_000_000)), "wrong_extension", "Unpack"),
    _text("bomb.csv", gzip.compress(bytes(5_000_000)), "wrong_content", "gzip"),
    _text("bundle.csv", archive_of(("a.csv", TWO.encode())), "wrong_content", "ZIP"),
    _text("bundle.xlsx", archive_of(("a.csv", TWO.encode())), "damaged_file", "no Excel workbook"),
    _text("binary.xlsx", _book({"xl/workbook.bin": b""}), "wrong_content", ".xlsb"),
    _text("open.xlsx", archive_of(("mimetype", ODS)), "wrong_content", ".ods"),
    _text("letter.xlsx", archive_of(("word/document.xml", b"<a/>")), "wrong_content", "Word"),
    _text("inner.xlsx", _book({_EMBEDDED: b"PK"}), "damaged_file", "another archive"),
    _text("root.xlsx", _book({"/etc/passwd": b""}), "damaged_file", "leads out"),
    _text("up.xlsx", _book({"xl/../../x.xml": b""}), "damaged_file", "leads out"),
    _text("back.xlsx", _book({"..\\x.xml": b""}), "damaged_file", "leads out"),
    _text("drive.xlsx", _book({"C:x.xml": b""}), "damaged_file", "leads out"),
    _text("many.xlsx", _book(_MANY_PARTS), "damaged_file", "parts"),
    _text("twice.xlsx", _twice(), "damaged_file", "two parts of one name"),
    _text("locked.xlsx", _flagged(1), "damaged_file", "password"),
]
SHEETS = [
    _text("far.xlsx", _book(None, _FAR), "file_too_large", "SF1048576"),
    _text("wide.xlsx", _book(None, _FAR.replace("SF", "XFD")), "too_many_columns", "XFD1048576"),
    _text("below.xlsx", _book(None, _FAR.replace("SF1", "A9")), "too_many_rows", "1,048,576"),
    _text(
        "unplaced.xlsx",
        _book({SHEET: f"<worksheet><sheetData>{_NO_PLACE}</sheetData></worksheet>".encode()}),
        "too_many_rows",
        "1,048,576",
    ),
    _text("over.xlsx", _book(None, '<c r="A2"><v>1</v></c>'), "damaged_file", "where another"),
    _text("merged.xlsx", _book({SHEET: _MERGED}), "merged_cells", "C2:C3", 2),
    _text(
        "strings.xlsx",
        _book({"xl/sharedStrings.xml": f"{_laughs()}<sst>&l8;</sst>".encode()}),
        "damaged_file",
        "DOCTYPE",
    ),
    _text(
        "tables.xlsx",
        workbook({"Data": [*ROWS, [], *(line.split(",") for line in _CONTACTS.splitlines())]}),
        "two_tables",
        "Lines 1 and 5",
        5,
    ),
    _text("hidden.xlsx", workbook({"Data": ROWS}, hidden=["Data"]), "no_rows", "hidden"),
]
COLUMNS: list[tuple[str, Any, str, str]] = [
    ("list", [[1]], "wrong_column_type", "“list”"),
    ("map", [[{"key": "a", "value": 1}]], "wrong_column_type", "“map”"),
    ("binary", [b"\0"], "wrong_column_type", "Write them as text"),
    ("time", [time(1)], "wrong_column_type", "time"),
    ("zone", [datetime(2026, 6, 30, tzinfo=UTC)], "wrong_column_type", "time zone"),
    ("text", ["x" * 70_000], "cell_too_long", "“text”"),
    ("amount", [Decimal("1.5")], "missing_column", "facility_id"),
]
_TOO_MANY = pl.zeros(DEFAULT_LIMITS.rows + 1, dtype=pl.Int8, eager=True)
_WIDE = parquet({f"c{place}": [1] for place in range(501)})
PARQUET = [
    *(_text(f"{n}.parquet", parquet({"survey_id": ["S"], n: v}), c, w) for n, v, c, w in COLUMNS),
    _text("bare.parquet", parquet({"survey_id": ["S"], "": ["x"]}), "blank_header", "Column 2 (B"),
    _text("wide.parquet", _WIDE, "too_many_columns", "501"),
    _text("strings.parquet", parquet({"s": ["x" * 1_000_000] * 3_000}), "cell_too_long", "64 KB"),
    _text("rows.parquet", parquet({"s": _TOO_MANY}), "too_many_rows", "rows"),
    _text("secret.parquet", b"PARE" + bytes(40) + b"PARE", "wrong_content", "encrypted"),
    _text("lies.parquet", b"PAR1" + bytes(20) + b"\xff\xff\xff\x7fPAR1", "damaged_file", "again"),
]
_PERSON = document([record()])
XML = [
    _text("laughs.xml", document([record()], before=_laughs()), "damaged_file", "DOCTYPE"),
    _text("laughs16.xml", f"{_laughs()}<a/>".encode("utf-16"), "damaged_file", "DOCTYPE"),
    _text(
        "fetch.xml", '<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>', "damaged_file", "DOCTYPE"
    ),
    _text("deep.xml", "<a>" * 200_000 + "</a>" * 200_000, "damaged_file", "nested"),
    _text("endless.xml", b'<a b="' + b"x" * 9_000_000, "damaged_file", "does not end"),
    _text("comment.xml", b"<!--" + b"x" * 9_000_000, "damaged_file", "does not end"),
    _text("entity.xml", _PERSON.replace("LH01", "&who;", 1), "damaged_file", "entity"),
    _text(
        "attribute.xml",
        _PERSON.replace("<overall-rate>9</overall-rate>", '<overall-rate value="9"/>'),
        "damaged_file",
        "as an attribute",
    ),
    _text("cut.xml", _PERSON[: len(_PERSON) // 2], "damaged_file", "well-formed"),
    _text("zero.xml", _PERSON.replace("LH01", "LH\0", 1), "damaged_file", "well-formed"),
]
TEXTS = [
    _text("caret.csv", TWO.replace(",", "^"), "one_column", "“^”"),
    _text("spaces.csv", TWO.replace(",", "  "), "one_column", "commas"),
    _text("utf32.csv", TWO.encode("utf-32"), "zero_byte", "CSV UTF-8", 1),
    _text("mainframe.csv", TWO.encode("cp500"), "wrong_encoding", "CSV UTF-8", 1),
    _text("ragged.csv", TWO.replace("\nS2,", "\nS2,,"), "ragged_rows", "Line 3 has 7 cells", 3),
    _text("tables.csv", TWO + "\n" + _CONTACTS, "ragged_rows", "Line 5", 5),
    _text("above.csv", "facility_id,rating\nLH01,9\n\n" + TWO, "two_tables", "Lines 1 and 4", 4),
    _text(
        "spliced.csv",
        "facility_id;rating\nLH01;9\nLH" + TWO,
        "two_tables",
        "Lines 1 and 3",
        3,
    ),
    _text(
        "title.csv",
        "Extract of June\n\n" + TWO.replace("rating", "facility_id"),
        "duplicate_header",
        "2 columns are called",
        3,
    ),
    _text("single.csv", TWO.replace("S2,LH01", "S2,'a,b'"), "ragged_rows", "Line 3", 3),
    _text("slash.csv", TWO.replace("S2", '"S\\"2"'), "stray_quote", "Line 3", 3),
    _text("mixed.csv", TWO.replace("S2", "S2\r"), "wrong_line_end", "Line 3", 3),
    _text("wide.csv", ",".join(map(str, range(200_000))) + "\n1\n", "too_many_columns", "200,000"),
    _text("name.csv", f"survey_id,{'x' * 1001}\n1,2\n", "long_header", "Column 2", 1),
    _text("cell.csv", TWO.replace("S2", "S" * 70_000), "cell_too_long", "line 3", 3),
    _text("same.csv", "番号,日付,番号\n1,2,3\n", "duplicate_header", "“番号”", 1),
]
NAMES = [
    _text(name, TWO, "wrong_extension", words)
    for name, words in (
        ("a.xls", ".xlsx"), ("a.xlsb", ".xlsx"), ("a.xlsm", ".xlsx"), ("a.ods", ".xlsx"),
        ("a.zip", "Unpack"), ("a.GZ", "Unpack"), ("a.7z", "Unpack"), ("a.rar", "Unpack"),
        ("a.json", "as CSV"), ("a.pdf", "as CSV"), ("a.html", "as CSV"), ("a.sav", "as CSV"),
        ("a", ".csv"), ("a.csv.", ".csv"), ("a.bak", ".csv"),
    )
]  # fmt: skip
HOSTILE = [*ARCHIVES, *SHEETS, *PARQUET, *XML, *TEXTS, *NAMES]
