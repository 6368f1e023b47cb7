"""Are two tables that stand side by side refused, and one with a blank column read?"""

from __future__ import annotations

import pytest

from cxboard.storage.workspace import Workspace
from tests.ingest.files import send, surveys
from tests.ingest.workbooks import workbook

TABLE = [line.split(",") for line in surveys({}, {}, {}).splitlines()]
NAMES = ["", "Month", "Count"]
FEWER = [NAMES, ["", "June", "9"], ["", "July", "8"], ["", "", ""]]
AS_MANY = [*FEWER[:3], ["", "August", "7"]]
WITH_GAPS = [NAMES, ["", "June", "9"], ["", "", ""], ["", "July", "8"]]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize(("right", "is_one"), [(FEWER, False), (AS_MANY, True), (WITH_GAPS, True)])
def test_a_table_that_ends_before_its_neighbour_is_another(
    registered: Workspace, name: str, right: list[list[str]], is_one: bool
) -> None:
    rows = [[*ours, *theirs] for ours, theirs in zip(TABLE, right, strict=True)]
    text = "\n".join(",".join(row) for row in rows) + "\n"
    report = send(registered, workbook({"S": rows}) if name == "a.xlsx" else text, name)
    assert (report.outcome == "published") is is_one, report.problems
    if not is_one:
        (problem,) = report.errors
        assert problem.code == "two_tables"
        assert "Columns A–F and H–I" in problem.message
        assert "3 and 2 rows" in problem.message
