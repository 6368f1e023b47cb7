"""Does a page show what CMS published as it is: one period, words as words, footnotes told?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cxboard.ingest.load import ingest_file
from cxboard.queries.reader import Reader, opened
from cxboard.results import published
from cxboard.storage.folders import PROJECT
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace

SAMPLES = PROJECT / "data" / "samples"
FILES = ("cms_hospital.csv", "cms_state.csv", "cms_national.csv")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened_here = Workspace.open(tmp_path / "data")
    yield opened_here
    opened_here.close()


def take_in(workspace: Workspace, path: Path) -> Reader:
    report = ingest_file(workspace, path)
    assert report.outcome == "published", report.problems
    shown = current(workspace.ledger)
    assert shown is not None
    return opened(workspace, shown)


@pytest.fixture
def reader(workspace: Workspace) -> Reader:
    return [take_in(workspace, SAMPLES / name) for name in FILES][-1]


def test_a_hospital_stands_beside_its_state_and_the_nation(reader: Reader) -> None:
    assert published.states(reader) == ("FL",)
    found = published.hospital(reader, "010999")
    assert found is not None
    assert (found.place.name, found.first, found.last) == (
        "Larkfield General",
        date(2024, 10, 1),
        date(2025, 9, 30),
    )
    nurses = next(s for s in found.scores if s.measure.id == "nurse_communication")
    assert (nurses.top, nurses.middle, nurses.bottom) == (81, 15, 4)
    assert nurses.state_top is not None
    assert nurses.nation_top is not None
    assert found.completed_surveys == "412"  # repeated on every row of the file, told once


def test_words_stay_words_and_footnotes_are_told(reader: Reader) -> None:
    found = published.hospital(reader, "010998")
    assert found is not None
    nurses = next(s for s in found.scores if s.measure.id == "nurse_communication")
    assert nurses.top is None
    assert nurses.shown["top"] == "Not Available"
    assert any(note.startswith("5: ") and len(note) > 10 for note in nurses.footnotes)


def test_a_place_that_nobody_published_is_none(reader: Reader) -> None:
    assert published.hospital(reader, "999999") is None
    assert published.hospital(reader, "' OR 1=1 --") is None
    assert published.grid(reader, "ZZ") is None


def test_overlapping_periods_are_never_added_the_latest_speaks(
    workspace: Workspace, reader: Reader, tmp_path: Path
) -> None:
    text = (SAMPLES / "cms_hospital.csv").read_text(encoding="utf-8")
    later = text.replace("10/01/2024", "01/01/2025").replace("09/30/2025", "12/31/2025")
    path = tmp_path / "later.csv"
    path.write_text(later.replace(",81,", ",83,"), encoding="utf-8")
    found = published.hospital(take_in(workspace, path), "010999")
    assert found is not None
    nurses = next(s for s in found.scores if s.measure.id == "nurse_communication")
    assert (nurses.top, found.last) == (83, date(2025, 12, 31))
    assert found.completed_surveys == "412"


def test_a_states_grid_has_every_hospital_once(reader: Reader) -> None:
    grid = published.grid(reader, "FL")
    assert grid is not None
    assert len({place.place_id for place in grid.places}) == len(grid.places) == len(grid.cells)
    assert all(len(row) == len(grid.measures) for row in grid.cells)
    assert f"of {len(grid.places)} hospitals in FL have a summary star" in grid.finding
