"""Is what CMS published of VBP read right, and what does a what-if start from?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cxboard.queries.reader import Reader, opened
from cxboard.results import published
from cxboard.results.engagement import standards_at_hand
from cxboard.results.published_samples import samples_of
from cxboard.results.value import next_stars
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace
from tests.command_line.published_files import (
    SIX,
    STAR_HEADER,
    csv_text,
    star_rows,
    vbp_header,
    vbp_row,
)
from tests.ingest.files import send, send_sample


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an empty data folder."""
    opened_here = Workspace.open(tmp_path / "data")
    yield opened_here
    opened_here.close()


def reader(workspace: Workspace) -> Reader:
    shown = current(workspace.ledger)
    assert shown is not None
    return opened(workspace, shown)


def test_points_follow_from_the_published_rates(workspace: Workspace) -> None:
    send_sample(workspace, "cms_vbp.csv")
    send_sample(workspace, "cms_general.csv")
    hospital = published.hospital(reader(workspace), "010999")
    assert hospital is not None
    assert hospital.scores == ()
    assert hospital.general["ownership"] == "Voluntary non-profit - Private"
    found = hospital.engagement
    assert found is not None
    assert found.agrees
    assert found.years == ("2025",)
    assert found.computed.base == found.reading.published_base
    assert found.published_domain == found.computed.domain
    assert samples_of(hospital) == {}, "no survey count was taken in"
    none = published.hospital(reader(workspace), "010998")
    assert none is not None
    assert none.engagement is not None
    assert none.engagement.published_domain is None
    assert published.states(reader(workspace)) == ("FL",)
    assert published.hospital(reader(workspace), "999999") is None


def test_a_hospital_with_hcahps_results_is_offered_before_one_without(
    workspace: Workspace,
) -> None:
    send_sample(workspace, "cms_vbp.csv")
    first = published.hospitals(reader(workspace), "FL")
    last = first[-1].place_id
    rows = [STAR_HEADER, *star_rows(last, {"H_COMP_1": ("4", "91")})]
    header, *body = (
        [*row, state] for row, state in zip(rows, ["State", *["FL"] * 9], strict=False)
    )
    percent = [[*row, "Not Applicable"] for row in body]
    send(workspace, csv_text([[*header, "HCAHPS Answer Percent"], *percent]))
    assert [place.place_id for place in published.hospitals(reader(workspace), "FL")][0] == last


def test_a_file_without_states_is_shown_and_its_stars_are_read_at_the_nearest_cut_points(
    workspace: Workspace,
) -> None:
    months = {"first": "10/01/2022", "last": "09/30/2023"}
    rows = [
        STAR_HEADER,
        *star_rows("010001", {"H_COMP_1": ("3", "90"), "H_COMP_2": ("2", "99")}, **months),
    ]
    header, *body = rows
    percent = [[*row, "Not Applicable"] for row in body]
    send(workspace, csv_text([[*header, "HCAHPS Answer Percent"], *percent]))
    assert published.states(reader(workspace)) == (published.NO_STATE,)
    (place,) = published.hospitals(reader(workspace), published.NO_STATE)
    hospital = published.hospital(reader(workspace), place.place_id)
    assert hospital is not None
    nurses, doctors = next_stars(hospital)
    assert nurses.near is not None
    assert (nurses.to_next, nurses.near.first) == (1, date(2022, 4, 1))
    assert doctors.to_next is None, "no cut points give 99 two stars"
    grid = published.grid(reader(workspace), published.NO_STATE)
    assert grid is not None
    assert grid.finding.startswith("1 of 1 hospital has a summary star")


def test_official_standards_of_a_file_come_before_estimates(workspace: Workspace) -> None:
    send(workspace, csv_text([vbp_header(SIX), vbp_row("010001", SIX, 2028)]))
    known = {(one.fiscal_year, one.dimension): one for one in standards_at_hand(reader(workspace))}
    assert known[2027, "nurses"].status == "planning estimate"
    assert known[2028, "nurses"].status == "official"
    assert known[2028, "nurses"].standard.threshold == Decimal("50.00")
    assert (2028, "responsiveness") not in known
