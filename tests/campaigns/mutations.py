"""Files of every form, damaged at random: the same seed gives the same files."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import polars as pl

from tests.ingest.files import SAMPLES, SURVEY, csv_text
from tests.ingest.workbooks import workbook
from tests.ingest.xml_files import document, record

BITS = (
    *(b",", b";", b'"', b"\n", b"\r", b"\t", b"\0", b"\xff", b"\xfe\xff", b"M", b"99", b"=1+1"),
    *(b"\xe2\x80", b"\xef\xbb\xbf", b"<", b"&lol;", b"]]>", b"</", b"PK", b"PAR1", b" " * 300),
)

SAMPLE_FILES = sorted(SAMPLES.glob("*.csv"))


def a_file(draw: random.Random) -> tuple[str, bytes]:
    """Return a name and damaged content; one file in ten is whole."""
    name, make = draw.choice(FORMS)
    content = make(draw)
    if draw.random() < 0.05:
        content = _spliced(content, make(draw), draw)
    for _ in range(draw.choice((0, 1, 1, 1, 1, 1, 2, 2, 3, 4))):
        content = _damaged(content, draw)
    return name, content


def _spliced(one: bytes, other: bytes, draw: random.Random) -> bytes:
    """Return the beginning of a file and the end of another."""
    return one[: draw.randrange(len(one) + 1)] + other[draw.randrange(len(other) + 1) :]


def _damaged(content: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(content) + 1)
    deed, bit = draw.choice(("flip", "cut", "end", "repeat", "insert", "over")), draw.choice(BITS)
    if deed == "flip" and at < len(content):
        changed = bytes([content[at] ^ (1 << draw.randrange(8))])
        return content[:at] + changed + content[at + 1 :]
    if deed == "cut":
        return content[:at] + content[at + draw.randint(1, 80) :]
    if deed == "end":
        return content[: max(at, 1)]
    if deed == "repeat":
        return content[:at] + content[at : at + draw.randint(1, 200)] + content[at:]
    return content[:at] + bit + content[at + (len(bit) if deed == "over" else 0) :]


def _rows(draw: random.Random) -> list[dict[str, str]]:
    words = ("English", "Español", "a, b", 'say ""no""', "two lines", "")
    return [
        SURVEY
        | {"survey_id": f"S{draw.randrange(10**6)}-{number}", "rating": str(draw.randint(0, 10))}
        | {"discharge_date": f"2026-0{draw.randint(1, 9)}-{draw.randint(10, 28)}"}
        | {"language": f'"{draw.choice(words)}"'}
        for number in range(draw.randint(1, 40))
    ]


def _csv(draw: random.Random) -> bytes:
    encoding = draw.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16"))
    title = draw.choice(("", "", "", "Monthly extract\n\n"))
    delimiter, line_end = draw.choice(",,,;\t|"), draw.choice(("\n", "\n", "\r\n"))
    text = title + csv_text(_rows(draw), delimiter)
    if draw.random() < 0.4:
        text = _sample(draw)
    return text.replace("\n", line_end).encode(encoding, "replace")


def _sample(draw: random.Random) -> str:
    """Return a header of a sample and some of its rows."""
    header, *rows = draw.choice(SAMPLE_FILES).read_text(encoding="utf-8").splitlines(keepends=True)
    return header + "".join(draw.sample(rows, min(len(rows), draw.randint(1, 30))))


def _parquet(draw: random.Random) -> bytes:
    buffer, typed = io.BytesIO(), pl.col("rating").cast(pl.Int8)
    frame = pl.DataFrame(_rows(draw))
    if draw.random() < 0.5:
        frame = frame.with_columns(typed, pl.col("discharge_date").str.to_date())
    frame.write_parquet(buffer, compression=draw.choice(("zstd", "snappy", "uncompressed")))
    return buffer.getvalue()


def _workbook(draw: random.Random) -> bytes:
    rows = _rows(draw)
    return workbook({"Data": [list(rows[0]), *(list(row.values()) for row in rows)]})


def _damaged_sheet(draw: random.Random) -> bytes:
    """Return a workbook whose archive is whole and whose sheet is damaged."""
    whole = _workbook(draw)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        part = draw.choice(archive.namelist())
        damaged = _damaged(archive.read(part), draw)
    return workbook({"Data": [["survey_id"], ["S1"]]}, extra={part: damaged})


def _xml(draw: random.Random) -> bytes:
    people = [
        record({"patient-id": f"A{number}", "survey-status": draw.choice("11168")})
        for number in range(draw.randint(1, 20))
    ]
    return document(people).encode(draw.choice(("utf-8", "utf-8", "utf-16")))


FORMS: tuple[tuple[str, Callable[[random.Random], bytes]], ...] = (
    ("extract.csv", _csv),
    ("extract.csv", _csv),
    ("extract.tsv", _csv),
    ("extract.parquet", _parquet),
    ("extract.xlsx", _workbook),
    ("extract.xlsx", _damaged_sheet),
    ("extract.xml", _xml),
)
