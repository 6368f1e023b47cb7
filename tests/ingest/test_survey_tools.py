"""Are the exports of survey tools, whose names take several rows, read and understood?"""

from __future__ import annotations

from pathlib import Path

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.looking import Looked, look
from cxboard.ingest.said import NOTHING_SAID, Said
from cxboard.storage.workspace import Workspace

QUALTRICS = (
    "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,Q1\n"
    "Start Date,End Date,Response Type,Progress,Finished,Recorded Date,Response ID,How was it?\n"
    + ",".join(f'"{{""ImportId"":""q{number}""}}"' for number in range(8))
    + "\n2026-06-01 10:11,2026-06-01 10:15,IP Address,100,True,2026-06-01 10:16,R_1,9"
    "\n2026-06-02 10:11,2026-06-02 10:15,Survey Preview,100,False,2026-06-02 10:16,R_2,8\n"
)


def looked_at(workspace: Workspace, text: str, said: Said = NOTHING_SAID) -> Looked:
    path = Path(workspace.data_dir.parent / "export.csv")
    path.write_text(text, encoding="utf-8")
    return look(workspace, path, said)


def test_of_qualtrics_the_day_of_the_answer_is_proposed(workspace: Workspace) -> None:
    proposal = looked_at(workspace, QUALTRICS).proposal
    assert proposal is not None
    found = {one.column: one.header for one in proposal.columns}
    assert (proposal.kind, found["contact_date"]) == (Kind.CONTACT, "RecordedDate")


def test_a_status_is_one_of_surveys_when_its_values_are(workspace: Workspace) -> None:
    proposal = looked_at(workspace, QUALTRICS, Said(kind=Kind.SURVEY)).proposal
    assert proposal is not None
    assert {one.column: one.header for one in proposal.columns}["survey_status"] == "Finished"
    assert proposal.values["survey_status"] == {"False": "partial", "True": "completed"}


def test_rows_of_names_do_not_speak_against_the_names_above_them(workspace: Workspace) -> None:
    problems = looked_at(workspace, QUALTRICS).problems
    assert [one.code for one in problems] == ["name_lines", "unknown_layout"]
