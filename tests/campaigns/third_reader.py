"""Does a reader that has nothing to do with the product find the same cells under each name?"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from cxboard.ingest.forms import Form, Shape
from cxboard.ingest.reader import Extract
from tests.reference.tables import Table, read_csv, read_parquet, read_people, read_sheet


def differs(extract: Extract, suffix: str, content: bytes) -> str | None:
    """Return in which way an extract is not what the third reader finds, None when it is."""
    if extract.shape.form is Form.XML:
        return _people_differ(extract, content)
    try:
        headers, rows = _read(extract, content)
    except Exception as wrong:
        if extract.shape.form is Form.PARQUET:  # such as a damaged note of Arrow's in the footer
            return None
        return f"the third reader cannot read what was accepted: {type(wrong).__name__} {wrong}"
    names = ["" if name.startswith("(no name,") else name for name in extract.headers]
    if headers != names:
        return f"columns {extract.headers} and {headers}"
    rows = rows[_names_below(extract.shape) :]
    found = cells(extract)
    if len(found) != len(rows):
        return f"{len(found)} rows and {len(rows)}"
    for place, (ours, theirs) in enumerate(zip(found, rows, strict=True)):
        if ours != theirs:
            return f"row {place}: {ours} and {theirs}"
    return None


def cells(extract: Extract) -> list[tuple[str, ...]]:
    """Return an extract's rows as text, "" for blank."""
    names = {f"c{place}": header for place, header in enumerate(extract.headers)}
    return extract.scan(names).fill_null("").collect().rows()


def _read(extract: Extract, content: bytes) -> Table:
    shape = extract.shape
    if shape.form is Form.PARQUET:
        return read_parquet(content)
    if shape.form is Form.WORKBOOK:
        return read_sheet(content)
    below = shape.below.count("\n") + (bool(shape.below) and not shape.below.endswith("\n"))
    assert shape.encoding
    assert shape.delimiter
    return read_csv(content, shape.encoding, shape.delimiter, shape.header_row - 1, below)


def _names_below(shape: Shape) -> int:
    """Return how many rows below the column names were left out as names."""
    lines = io.StringIO(shape.names_below)
    return sum(1 for row in csv.reader(lines, delimiter=shape.delimiter or "\0") if row)


def _people_differ(extract: Extract, content: bytes) -> str | None:
    people = read_people(content)
    rows = [dict(zip(extract.headers, row, strict=True)) for row in cells(extract)]
    if len(people) != len(rows):
        return f"{len(rows)} people and {len(people)}"
    for row, person in zip(rows, people, strict=True):
        if wrong := _unlike(row, person):
            return wrong
    return None


def _unlike(row: Mapping[str, str], person: Mapping[str, str]) -> str | None:
    for name, text in person.items():
        if text and row.get(name, "") != text:
            return f"element {name}: “{row.get(name)}” and “{text}”"
    return None
