"""The same files read a second way, slowly and with nothing of the product: text as it stands.

Each reader returns the column names and the rows, or raises when its library cannot read the file.
Blank cells are "".
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pyarrow.parquet

Table = tuple[list[str], list[tuple[str, ...]]]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


def read_csv(content: bytes, encoding: str, delimiter: str, above: int, below: int) -> Table:
    """Read a text; `above` and `below` are numbers of lines that are not part of its table.

    A byte of these lines that is no text is nobody's concern; one of the table ends the reading.
    """
    text = content.decode(encoding, "surrogateescape").removeprefix("\ufeff")
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    text = "".join(lines[above : len(lines) - below])
    text.encode(encoding)
    every = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = [row for row in every if any(cell.strip() for cell in row)]
    names, body = [name.strip() for name in rows[0]], rows[1:]
    width = max(len(names), *map(len, body))
    while not any(cells[width - 1 : width] not in ([], [""]) for cells in (names, *body)):
        width -= 1  # lines may end with delimiters behind which nothing stands
    return names[:width], [tuple(row[:width]) for row in body]


def read_parquet(content: bytes) -> Table:
    """Read a Parquet file of text columns."""
    table = pyarrow.parquet.read_table(io.BytesIO(content))
    columns = [list(map(_text, column.to_pylist())) for column in table.columns]
    rows = [row for row in zip(*columns, strict=True) if any(cell.strip() for cell in row)]
    return [name.strip() for name in table.column_names], rows


def _text(cell: object) -> str:
    """Return a cell as text; bytes are text of which a damaged footer no longer says so."""
    return cell.decode() if isinstance(cell, bytes) else "" if cell is None else str(cell)


def read_sheet(content: bytes) -> Table:
    """Read the first sheet of a workbook whose table begins in its first row.

    A byte-order mark before the first name, which nobody sees, is no part of it.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells = {place: _shown(cell) for place, cell in _placed(root)}
    rows = sorted({row for (row, _), text in cells.items() if text.strip()})
    width = max((column for (row, column), text in cells.items() if text.strip()), default=0)
    columns = [
        column
        for column in range(1, width + 1)
        if any(cells.get((row, column), "").strip() for row in rows)
    ]
    table = [tuple(cells.get((row, column), "") for column in columns) for row in rows]
    names = [name.strip() for name in table[0]]
    return [names[0].removeprefix("\ufeff"), *names[1:]], table[1:]


def read_people(content: bytes) -> list[dict[str, str]]:
    """Read an HCAHPS data file: of each person who answered, every element that holds a text."""
    root = ET.fromstring(content)
    found = []
    for person in (node for node in root.iter() if _name(node) == "patientleveldata"):
        fields = {
            _name(leaf): (leaf.text or "").strip()
            for part in person
            for leaf in part.iter()
            if not len(leaf)
        }
        if fields.get("survey-status", "") in ("", "1", "6"):
            found.append(fields)
    return found


def _placed(
    root: ET.Element,
) -> Iterator[tuple[tuple[int, int], ET.Element]]:
    """Return every cell with its row and column, counted from 1."""
    last_row = 0
    for row in (node for node in root.iter() if _name(node) == "row"):
        number = int(row.get("r") or last_row + 1)
        last_row, last_column = number, 0
        for cell in (node for node in row if _name(node) == "c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            if place:
                number, last_column = int(place[2]), _column(place[1])
            else:
                last_column += 1
            yield (number, last_column), cell


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _shown(cell: ET.Element) -> str:
    texts = [_kept(node) for node in cell.iter() if _name(node) == "t"]
    value = next((node.text or "" for node in cell if _name(node) == "v"), "")
    return "".join(texts) if texts else value


def _kept(text: ET.Element) -> str:
    """Return a text as it is meant: blanks around it count only where it says so."""
    shown = text.text or ""
    return shown if text.get(_SPACE) == "preserve" else shown.strip(" \t\r\n")


def _name(node: ET.Element) -> str:
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]
