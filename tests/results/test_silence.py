"""Does a hidden month without answers look like one with few? Else what is absent says “nobody”."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Dimension, Instrument
from cxboard.queries.reader import Reader
from cxboard.results.domains import domains
from cxboard.results.equity import equity
from cxboard.results.score import score_by
from tests.results.systems import MEASURE, Readers

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
ANSWERED = {
    ("H1", MAY): 20,
    ("H2", MAY): 5,
    ("H2", JUNE): 7,
    ("H3", JUNE): 20,
}
"""Who knows that H1 has nobody in June and H3 nobody in May knows the 5 and the 7 as well."""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    people = {(h, "U", "S", "L", month): (n, 0) for (h, month), n in ANSWERED.items()}
    opened = Readers(tmp_path).open(people, Dimension.LANGUAGE)
    yield opened
    opened.close()


def rows(reader: Reader, hospital: str, first: date, last: date, *by: Dimension) -> list[Any]:
    filters = Filters(period=Period(first=first, last=last), facilities=(hospital,))
    return [(*r.group, r.score.suppressed) for r in score_by(reader, MEASURE, filters, by)]


@pytest.mark.parametrize("hospital", ["H1", "H2", "H3"])
def test_a_hidden_month_is_listed_whether_or_not_anybody_answered(
    reader: Reader, hospital: str
) -> None:
    for month in (MAY, JUNE):
        assert rows(reader, hospital, month, month) == [(True,)]
        quarter = [("2026Q2", True)]
        assert rows(reader, hospital, month, month, Dimension.QUARTER) == quarter
    months = [("2026-05", True), ("2026-06", True)]
    assert rows(reader, hospital, MAY, JUNE, Dimension.MONTH) == months
    assert rows(reader, hospital, MAY, JUNE) == [(False,)]


def test_what_nobody_hides_is_not_listed(reader: Reader) -> None:
    far = date(2031, 1, 1)
    assert rows(reader, "H9", MAY, JUNE, Dimension.MONTH) == []
    assert rows(reader, "H1", far, far) == rows(reader, "H1", far, far, Dimension.MONTH) == []


@pytest.mark.parametrize("month", [MAY, JUNE])
def test_pages_list_hidden_hospitals_and_groups_whether_or_not_anybody_answered(
    reader: Reader, month: date
) -> None:
    filters = Filters(period=Period(first=month, last=month))
    grid = domains(reader, filters, Instrument.UPDATED).grid
    assert [name for name, _ in grid.facilities] == ["H1", "H2", "H3"]
    for hospital in ("H1", "H2", "H3"):
        table = equity(reader, filters.at(hospital)).tables[Dimension.LANGUAGE]
        assert table.groups == ("L",)
