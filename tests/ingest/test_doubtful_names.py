"""Is a first row that is no row of names told, and one that is left alone?"""

from __future__ import annotations

import pytest

from cxboard.ingest.doubtful_names import doubts
from cxboard.ingest.name_rows import rows_of_names
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send
from tests.ingest.workbooks import workbook

TABLES = [
    # a table's lines, whether its first row is doubtful
    ("id,visit,rating;A,2026-06-01,9;B,2026-06-02,9", False),
    ("a1b,95968,288.38,false;c2d,36240,196.43,false", True),
    ("Smith,2026-06-01,x@y.example;Jones,2026-06-02,y@y.example", True),
    ("hospital,2024,2025;A,1,2", True),  # or years for names: it is only told
    ("Mercy,East,Amy;Mercy,East,Bob;Mercy,West,Cid", True),
    ("ward,score;ward,score;5A,9", False),  # the names once more
    ("ward,other;5A,other;5B,9", False),  # one value that is a name by chance
    ("ward,other;5A,other;5B,other;5C,other", True),
    ("5A,Ada;5A,Bob;5A,Cid", True),
    ("ward,;5A,9", False),
]


@pytest.mark.parametrize(("text", "is_doubtful"), TABLES)
def test_values_where_names_belong_are_told(text: str, is_doubtful: bool) -> None:
    rows = [line.split(",") for line in text.split(";")]
    assert [p.code for p in doubts(rows, 3)] == ["doubtful_names"] * is_doubtful


def test_records_of_a_file_without_names_repeat_none() -> None:
    rows = [[str(n // 8), str(n // 2), str(n)] for n in range(16)]
    assert rows_of_names(rows, None) == 0


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_file_without_names_says_so(workspace: Workspace, name: str) -> None:
    rows = [["Mercy", "2026-06-01", "9"], ["Mercy", "2026-06-02", "8"]]
    text = "\n".join(",".join(row) for row in rows)
    report = send(workspace, text if name.endswith("csv") else workbook({"Data": rows}), name)
    (told,) = [p for p in report.problems if p.code == "doubtful_names"]
    assert "“2026-06-01”, “9”" in told.message
    assert told.row == 1
