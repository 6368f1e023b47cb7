"""Are the exports of survey tools, whose names take several rows, read and understood?"""

from __future__ import annotations

from pathlib import Path

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.looking import Looked, look
from cxboard.ingest.profiles import profile_from
from cxboard.ingest.said import NOTHING_SAID, Said
from cxboard.ingest.saved import keep_profile
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send
from tests.ingest.workbooks import workbook

QUALTRICS = (
    "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,Q1\n"
    "Start Date,End Date,Response Type,Progress,Finished,Recorded Date,Response ID,How was it?\n"
    + ",".join(f'"{{""ImportId"":""q{number}""}}"' for number in range(8))
    + "\n2026-06-01 10:11,2026-06-01 10:15,IP Address,100,True,2026-06-01 10:16,R_1,9"
    "\n2026-06-02 10:11,2026-06-02 10:15,Survey Preview,100,False,2026-06-02 10:16,R_2,8\n"
)

SURVEYMONKEY = (
    "Respondent ID,End Date,Which did you use?,,,How satisfied are you?\n"
    ",,Phone,Web,Other (please specify),Response\n"
    "1,06/13/2026 10:00:00 AM,Phone,,,Satisfied\n2,06/14/2026 10:00:00 AM,,Web,Chat,Neither\n"
)
OPTIONS = tuple(f"Which did you use?: {one}" for one in ("Phone", "Web", "Other (please specify)"))


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


QUESTIONS = {
    "Q1": "Which hospital did you stay in?",
    "Q2_1": "During this hospital stay, how often did nurses listen carefully to you?",
    "Q3": "Would you recommend this hospital to your friends and family?",
    "Q4": "How did you like the parking?",
    "Q5": "Discharge date",
}


def qualtrics(*rows: str) -> str:
    ids = ",".join(f'"{{""ImportId"":""{name}""}}"' for name in ["_recordId", "status", *QUESTIONS])
    asked = ",".join(f'"{text}"' for text in ["Response ID", "Response Type", *QUESTIONS.values()])
    return "\n".join([",".join(["ResponseId", "Status", *QUESTIONS]), asked, ids, *rows, ""])


ANSWERED = qualtrics(
    "R_1,IP Address,LH01,Always,Definitely yes,Good,2026-06-01",
    "R_2,Survey Preview,LH01,Never,Definitely no,Bad,2026-06-02",
    "R_3,Imported,LH01,Usually,Probably yes,Good,2026-06-03",
)


def test_names_that_say_nothing_are_matched_by_the_questions_below_them(
    workspace: Workspace,
) -> None:
    proposal = looked_at(workspace, ANSWERED, Said(kind=Kind.SURVEY)).proposal
    assert proposal is not None
    found = {one.column: one.header for one in proposal.columns}
    assert found["nurse_listen"] == "Q2_1"
    assert found["recommend"] == "Q3"
    assert found["discharge_date"] == "Q5"
    assert "Q4" in proposal.unused
    assert proposal.values["recommend"] == {
        "Definitely no": "1",
        "Definitely yes": "4",
        "Probably yes": "3",
    }


def test_questions_may_be_the_names_themselves(workspace: Workspace) -> None:
    long = (
        f"{'Thinking of the whole time that you were here with us, ' * 5}how often was it quiet at "
    )
    names = [
        "Response ID", "Hospital", "Discharge date",
        f"{long}night in the area around your room?",
        "Would you recommend this hospital to your friends and family?",
    ]  # fmt: skip
    text = ",".join(f'"{name}"' for name in names) + "\nR1,LH01,2026-06-01,Always,Definitely yes\n"
    proposal = looked_at(workspace, text).proposal
    assert proposal is not None
    found = {one.column: one.header for one in proposal.columns}
    assert (proposal.kind, found["quiet"], found["recommend"]) == (Kind.SURVEY, names[3], names[4])


def test_answers_that_try_a_survey_out_are_rejected_by_a_rule_of_their_own(
    registered: Workspace,
) -> None:
    brought = {"survey_id": ["ResponseId"], "facility_id": ["Q1"], "discharge_date": ["Q5"]}
    headers = ["ResponseId", "Status", *QUESTIONS]
    document = {"kind": "survey", "headers": headers, "columns": brought}
    keep_profile(registered, profile_from("Qualtrics", document), "ana")
    refused = send(registered, ANSWERED)
    assert [(p.code, p.column, p.row) for p in refused.errors][0] == ("tried_out", "Status", 5)
    assert (
        "Status “Survey Preview” says that somebody tried the survey out"
        in refused.errors[0].message
    )
    report = send(registered, ANSWERED, accept_partial=True)
    assert (report.rows.read, report.rows.accepted, report.rows.rejected) == (3, 2, 1)


def test_rows_of_names_do_not_speak_against_the_names_above_them(workspace: Workspace) -> None:
    problems = looked_at(workspace, QUALTRICS).problems
    assert [one.code for one in problems] == ["name_lines", "unknown_layout"]


def test_of_surveymonkey_each_option_is_a_column_of_its_question(workspace: Workspace) -> None:
    rows = [line.split(",") for line in SURVEYMONKEY.splitlines()]
    for name, content in (
        ("a.csv", SURVEYMONKEY.encode()),
        ("a.xlsx", workbook({"Sheet": rows})),
    ):
        path = workspace.data_dir.parent / name
        path.write_bytes(content)
        looked = look(workspace, path, NOTHING_SAID)
        assert looked.headers == ("Respondent ID", "End Date", *OPTIONS, "How satisfied are you?")
        assert [row[0] for row in looked.rows] == ["1", "2"]
        assert "column_without_name" in [one.code for one in looked.problems]
