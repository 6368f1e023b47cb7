"""Can the file of rejected rows be opened in a spreadsheet without harm?"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from cxboard.ingest.rejects import Rejects, neutralised
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send, surveys

CELLS = [
    ("=1+1", "'=1+1"),
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"),
    ("@SUM(1)", "'@SUM(1)"),
    ("  =1", "'  =1"),
    ("＝1", "'＝1"),
    ("\t=1", "'\t=1"),
    ("\rx", "'\rx"),
    ("|x", "'|x"),
    ("-5", "-5"),
    ("+4.5e3", "+4.5e3"),
    ("9", "9"),
    ("text", "text"),
    ("a=b", "a=b"),
    (None, None),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_no_cell_becomes_a_formula(cell: str | None, expected: str | None) -> None:
    frame = pl.DataFrame({"cell": [cell]}, schema={"cell": pl.String})
    assert frame.select(neutralised(pl.col("cell"))).item() == expected


def test_rejected_rows_are_neutralised(registered: Workspace) -> None:
    formula = '=HYPERLINK("http://x")'
    quoted = '"' + formula.replace('"', '""') + '"'
    report = send(registered, surveys({"rating": quoted, "language": quoted}))
    assert report.rejects_file is not None
    (row,) = pl.read_csv(report.rejects_file, infer_schema=False).to_dicts()
    assert row["rating"] == row["language"] == row["value"] == "'" + formula


def test_a_file_without_rejected_rows_leaves_nothing(tmp_path: Path) -> None:
    assert Rejects(tmp_path / "x.csv", ["a"]).finish() is None
    assert list(tmp_path.iterdir()) == []
