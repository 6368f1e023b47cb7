"""Which forms of file are read, and how was this one read? Found out, or said by its sender."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Form(StrEnum):
    """How a file holds its table."""

    TEXT = "text"
    PARQUET = "parquet"
    WORKBOOK = "workbook"
    XML = "xml"


FORMS = {
    ".csv": Form.TEXT,
    ".txt": Form.TEXT,
    ".tsv": Form.TEXT,
    ".parquet": Form.PARQUET,
    ".pq": Form.PARQUET,
    ".xlsx": Form.WORKBOOK,
    ".xml": Form.XML,
}
"""The form that an extension promises; the first bytes must keep the promise."""


ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "mac-roman": "Mac Roman",
    "cp850": "DOS CP850",
    "cp437": "DOS CP437",
    "iso8859-15": "ISO 8859-15",
    "cp1250": "Windows-1250, Central Europe",
    "cp1251": "Windows-1251, Cyrillic",
    "cp1253": "Windows-1253, Greek",
    "cp1254": "Windows-1254, Turkish",
    "cp1257": "Windows-1257, Baltic",
    "cp932": "Shift-JIS (Windows-932), Japanese",
    "cp949": "EUC-KR (Windows-949), Korean",
    "gb18030": "GB18030 (GBK, GB2312), Chinese",
    "cp950": "Big5 (Windows-950), Chinese",
}
"""Encodings that a sender may name, by Python's names, and what people call them."""

_ALSO = {
    "shift-jis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "cp950",
}


def encoding_named(text: str) -> str:
    """Return Python's name of an encoding that is typed as people call it."""
    plain = text.strip().lower().replace("_", "-")
    return _ALSO.get(plain, plain)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a file's sender says about it; None where the file shall be looked at.

    `encoding` is a name of Python's, `delimiter` one character, `header_row` the line (or the row
    of a sheet) of the column names, counted from 1, `names_below` how many rows below it are names,
    too, `sheet` the name of a workbook's sheet, or of the part of an HCAHPS XML file.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    names_below: int | None = None
    sheet: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what was said, for a profile or the child."""
        return {name: value for name, value in asdict(self).items() if value is not None}


AS_FOUND = Reading()
"""Nothing is said; the file is looked at."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a file was read. `above` and `below` are the lines around the table that were left out.

    `names_below` are the lines of further names, `sheets` are the visible sheets of a workbook.
    """

    form: Form
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int = 1
    above: str = ""
    names_below: str = ""
    below: str = ""
    sheet: str | None = None
    sheets: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the facts by name."""
        return asdict(self)
