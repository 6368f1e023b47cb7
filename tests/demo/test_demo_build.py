"""Does the fictional system go in through the front door, and is a refusal told?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxboard.demo.build import EXTRACTS_FOLDER, build_demo
from cxboard.domain.errors import Refused
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.report import IngestReport, error
from cxboard.storage.workspace import Workspace

SMALL = 1_200


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "data")


def test_every_extract_is_published_without_a_word_of_complaint(workspace: Workspace) -> None:
    reports = build_demo(workspace, responses=SMALL)
    assert [report.kind for report in reports] == [
        Kind.ORGANISATION,
        *[Kind.SURVEY] * 4,
        Kind.CONTACT,
        Kind.FEEDBACK,
        Kind.INDICATOR,
    ]
    for report in reports:
        assert report.outcome == "published", report
        assert report.problems == (), report
        assert report.rows.accepted == report.rows.read > 0
    assert len(list((workspace.data_dir / EXTRACTS_FOLDER).glob("*.csv"))) == 8


def test_building_again_changes_nothing(workspace: Workspace) -> None:
    build_demo(workspace, responses=SMALL)
    assert {report.outcome for report in build_demo(workspace, responses=SMALL)} == {"unchanged"}


def test_a_refusal_stops_the_build(workspace: Workspace) -> None:
    seen: list[str] = []

    def refusing(_: Workspace, path: Path, **_options: Any) -> IngestReport:
        seen.append(path.name)
        problem = error("bad", "Row 2 is wrong.", "Correct it.")
        outcome = "refused" if path.name.startswith("survey") else "published"
        return IngestReport(file=path.name, outcome=outcome, problems=(problem,))

    with pytest.raises(Refused, match=r"“survey_2023.csv” was refused. Row 2 is wrong. Correct it"):
        build_demo(workspace, responses=SMALL, ingest=refusing)
    assert seen == ["organisation.csv", "survey_2023.csv"]


def test_large_extracts_are_not_kept_and_old_ones_go(workspace: Workspace) -> None:
    def taking(_: Workspace, path: Path, **_options: Any) -> IngestReport:
        return IngestReport(file=path.name, outcome="published")

    folder = workspace.data_dir / EXTRACTS_FOLDER
    folder.mkdir()
    (folder / "survey_1999_01.csv").touch()
    (folder / "notes.txt").write_text("an analyst’s own")
    build_demo(workspace, responses=SMALL, ingest=taking)
    assert not (folder / "survey_1999_01.csv").exists()
    assert (folder / "notes.txt").exists()
    build_demo(workspace, responses=200_001, ingest=taking)
    assert not list(folder.glob("*.csv"))
