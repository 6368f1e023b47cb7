"""Is a hospital named that is lower than the others for long, and nobody for a short time?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cxboard.domain.catalogue import headline_measures
from cxboard.domain.filters import Filters
from cxboard.domain.periods import parse_period
from cxboard.queries.reader import Reader, opened
from cxboard.results.executive import executive_scorecard
from cxboard.results.lowest import lowest_hospital
from cxboard.storage.publications import current
from cxboard.storage.registers import shipped
from cxboard.storage.workspace import Workspace

LATEST = date(2026, 10, 1)


@pytest.fixture(scope="module")
def reader(telling_demo: Path) -> Iterator[Reader]:
    workspace = Workspace.open(telling_demo)
    publication = current(workspace.ledger)
    assert publication is not None
    yield opened(workspace, publication)
    workspace.close()


def over(key: str, *facilities: str) -> Filters:
    return Filters(period=parse_period(key, LATEST), facilities=facilities)


def test_the_hospital_that_is_lowest_in_every_quarter_is_named(reader: Reader) -> None:
    found = lowest_hospital(reader, over("12m"), headline_measures())
    assert found is not None
    assert found.text.startswith(
        "Westmere Regional Hospital: lowest of 6 hospitals in every quarter, beyond chance, in "
    )
    assert found.facility_id == "LH05"
    told = executive_scorecard(reader, over("12m"), shipped()).details
    assert found in told
    assert len(told) == 3
    assert "worsening" in told[0].text, "what worsens comes first"


@pytest.mark.parametrize("filters", [over("2026Q3"), over("1m"), over("12m", "LH01")])
def test_a_quarter_is_not_long_and_one_hospital_has_no_others(
    reader: Reader, filters: Filters
) -> None:
    assert lowest_hospital(reader, filters, headline_measures()) is None
