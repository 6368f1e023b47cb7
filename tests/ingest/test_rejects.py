"""Can the file of rejected rows be opened in a spreadsheet without harm?"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from cxboard.ingest.rejects import REASONS, Rejects, neutralised
from cxboard.storage.workspace import Workspace
from tests.ingest.files import sample, send, surveys

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
    assert Rejects(tmp_path / "x.csv", tmp_path, {"a": "a"}).finish() is None
    assert list(tmp_path.iterdir()) == []


def test_rejected_rows_keep_the_headers_of_their_file(workspace: Workspace) -> None:
    text = sample("cms_state.csv").read_text(encoding="utf-8").replace("FL,H_COMP_1_A_P", "FL,")
    report = send(workspace, text)
    assert report.rejects_file is not None
    header = report.rejects_file.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header[:2] == ["State", "HCAHPS Measure ID"]
    assert header[-5:] == ["row", "column", "value", "rule", "fix"]
    assert len(header) == len(set(header))


def test_a_column_called_like_a_reason_keeps_its_name(tmp_path: Path) -> None:
    reasons = pl.DataFrame({name: ["x"] for name in REASONS})
    writer = Rejects(tmp_path / "rejects.csv", tmp_path, {"rating": "Value", "unit_id": "Row "})
    writer.add(pl.DataFrame({"rating": ["9"], "unit_id": ["A"]}), reasons)
    file = writer.finish()
    assert file is not None
    names = ["Value", "Row ", "rejected_row", "column", "rejected_value", "rule", "fix"]
    assert pl.read_csv(file, infer_schema=False).columns == names


def test_only_a_whole_file_appears_and_two_writers_do_not_meet(tmp_path: Path) -> None:
    rooms = [tmp_path / "one", tmp_path / "two"]
    reasons = pl.DataFrame({name: ["x"] for name in REASONS})
    writers = []
    for number, room in enumerate(rooms):
        room.mkdir()
        writers.append(Rejects(tmp_path / "rejects.csv", room, {"a": "a"}))
        writers[number].add(pl.DataFrame({"a": [f"{number}"]}), reasons)
    assert not (tmp_path / "rejects.csv").exists()
    for number, writer in enumerate(writers):
        file = writer.finish()
        assert file is not None
        assert pl.read_csv(file, infer_schema=False)["a"].to_list() == [f"{number}"]
