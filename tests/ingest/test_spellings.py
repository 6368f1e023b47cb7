"""Is it told when one place or record is written in two ways?"""

from __future__ import annotations

import pytest

from cxboard.ingest.report import Problem
from cxboard.storage.workspace import Workspace
from tests.ingest.files import sample, send, surveys


def told(workspace: Workspace, *changes: dict[str, str]) -> list[Problem]:
    report = send(workspace, surveys(*changes))
    assert report.outcome == "published"
    return [problem for problem in report.problems if problem.code == "spelt_alike"]


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("facility_id", "Ward A", "ward a"),
        ("unit_id", "Chirurgie générale", "chirurgie generale"),
        ("service_line", "Heart  Care", "heart care"),
        ("survey_id", "a1", "A1"),
        ("survey_id", "Zoe\u0308-1", "Zoë-1"),
    ],
)
def test_two_spellings_are_named_with_their_rows(
    workspace: Workspace, column: str, one: str, other: str
) -> None:
    ids = ["s1", "s2", "s3"]
    spelt = [one, other, f"{one}x"] if column == "survey_id" else [one, other, one]
    rows = [{"survey_id": key} | {column: word} for key, word in zip(ids, spelt, strict=True)]
    (problem,) = told(workspace, *rows)
    assert (problem.column, problem.row, problem.count) == (column, 3, 1)
    for word in (one, other):
        assert f"“{word}” ({spelt.count(word)})" in problem.message
    assert "write them alike" in problem.fix


def test_a_spelling_that_differs_from_the_published_one_is_told(workspace: Workspace) -> None:
    both = [{"facility_id": "Ward A"}, {"facility_id": "Ward Ä"}, {"language": "Welsh"}]
    assert len(told(workspace, *both)) == 1
    again = [{"facility_id": "ward  a"}, {"facility_id": "Ward A"}, {"language": "WELSH"}]
    rows = [one | {"survey_id": f"T{n}"} for n, one in enumerate([*again, {}])]
    report = send(workspace, surveys(*rows), "next.csv")
    found = [one for one in report.problems if one.code == "spelt_unlike_published"]
    assert {(one.column, one.row, one.count) for one in found} == {
        ("facility_id", 2, 1),
        ("language", 4, 1),
    }
    assert "“WELSH” for “Welsh”" in "".join(one.message for one in found)


def test_a_unit_of_the_register_is_not_registered_twice(registered: Workspace) -> None:
    lines = sample("organisation.csv").read_text(encoding="utf-8").splitlines()
    report = send(registered, "\n".join([lines[0], lines[1].lower()]), "next.csv", dry_run=True)
    found = [one.column for one in report.problems if one.code == "spelt_unlike_published"]
    assert {"facility_id", "unit_id"} <= {*found}


def test_different_words_are_not_told(workspace: Workspace) -> None:
    assert not told(workspace, {"facility_id": "Ward A"}, {"facility_id": "Ward B"}, {})
