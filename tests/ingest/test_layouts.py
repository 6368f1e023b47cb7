"""Is every kind of file told by its columns, and does a file that fits none learn what it lacks?"""

from __future__ import annotations

import pytest

from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.ingest.layouts import Recognised, recognise
from cxboard.storage.tables import table_of

HOSPITAL_TITLE = (
    "Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,"
    "HCAHPS Measure ID,HCAHPS Question,HCAHPS Answer Description,Patient Survey Star Rating,"
    "Patient Survey Star Rating Footnote,HCAHPS Answer Percent,HCAHPS Answer Percent Footnote,"
    "HCAHPS Linear Mean Value,Number of Completed Surveys,Number of Completed Surveys Footnote,"
    "Survey Response Rate Percent,Survey Response Rate Percent Footnote,Start Date,End Date"
)
STATE_TITLE = (
    "State,HCAHPS Measure ID,HCAHPS Question,HCAHPS Answer Description,HCAHPS Answer Percent,"
    "Footnote,Start Date,End Date"
)


def snake(header: str) -> str:
    return header.lower().replace("/", "").replace(" ", "_")


CMS = [
    (HOSPITAL_TITLE, "hospital"),
    (snake(HOSPITAL_TITLE), "hospital"),
    (HOSPITAL_TITLE.replace("City/Town", "City").replace("Parish", "Name"), "hospital"),
    (STATE_TITLE, "state"),
    (snake(STATE_TITLE), "state"),
    (STATE_TITLE.removeprefix("State,"), "nation"),
    (snake(STATE_TITLE.removeprefix("State,")), "nation"),
]


@pytest.mark.parametrize(("header", "level"), CMS)
def test_cms_files_are_told_apart(header: str, level: str) -> None:
    found = recognise(header.split(","), None)
    assert isinstance(found, Recognised)
    assert found.layout.kind is Kind.PUBLISHED
    assert found.layout.constants["level"] == level
    assert {"measure_id", "answer_percent", "start_date", "end_date"} <= found.headers.keys()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in CMS_KINDS])
def test_own_layouts_are_told_by_their_required_columns(kind: Kind) -> None:
    found = recognise([name.upper() for name in table_of(kind).required], None)
    assert isinstance(found, Recognised)
    assert found.layout.kind is kind


def test_a_missing_column_is_named_with_the_one_that_may_be_meant() -> None:
    problems = recognise(["survey_id", "facility_id", "DischargeDate", "rating"], None)
    assert isinstance(problems, tuple)
    (problem,) = problems
    assert problem.code == "missing_column"
    assert problem.column == "discharge_date"
    assert "survey extract" in problem.message
    assert "Did you mean “DischargeDate”?" in problem.message


def test_what_the_sender_says_decides() -> None:
    problems = recognise(list(table_of(Kind.SURVEY).required), Kind.CONTACT)
    assert isinstance(problems, tuple)
    assert {problem.column for problem in problems} == {"contact_id", "contact_date", "channel"}


def test_a_file_of_something_else_is_told_what_is_read() -> None:
    (problem,) = recognise(["score", "weight"], None)  # type: ignore[misc]
    assert problem.code == "unknown_layout"
    assert "survey extract" in problem.message


@pytest.mark.parametrize(
    "header", ["Call ID,Start Date,Queue", "Case,Start Date,End Date,State", "Score,facility_id"]
)
def test_a_day_or_a_state_is_no_evidence_for_a_file_of_cms(header: str) -> None:
    (problem,) = recognise(header.split(","), None)  # type: ignore[misc]
    assert problem.code == "unknown_layout"


def test_columns_of_no_layout_are_named_and_left_out() -> None:
    found = recognise([*table_of(Kind.SURVEY).required, "MRN", "Patient Name"], None)
    assert isinstance(found, Recognised)
    assert set(found.headers) == set(table_of(Kind.SURVEY).required)
    (problem,) = found.problems
    assert (problem.severity, problem.count) == ("warning", 2)
    assert "“MRN”, “Patient Name”" in problem.message
