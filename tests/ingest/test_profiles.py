"""Is a foreign file read by a profile that was made once, and next month's without a word?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cxboard.domain.catalogue import all_measures
from cxboard.domain.errors import BadRequest
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.looking import look
from cxboard.ingest.profiles import Profile, profile_from
from cxboard.ingest.said import NOTHING_SAID, Said
from cxboard.ingest.saved import keep_profile, load_profiles
from cxboard.storage.profiles import save_profile
from cxboard.storage.publications import current
from cxboard.storage.switching import undo
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send

CENTRE = (
    "Contact centre, monthly export\n\n"
    "Ticket Number;Opened;Site;Media Type;Call Reason;Wait Minutes;CSAT Score;Agent Note\n"
    "T1;03.06.2026 09:15;North;Telephone;Billing;12,5;Very satisfied;x\n"
    "T2;30.06.2026 10:00;North;E-Mail;Booking;3,25;Neither;y\n"
    "Total;2;;;;;;\n"
)
CENTRE_PROFILE: dict[str, Any] = {
    "kind": "contact",
    "headers": ["Ticket Number", "Opened", "Site", "Media Type", "Call Reason", "Wait Minutes",
                "CSAT Score", "Agent Note"],
    "columns": {"contact_id": ["Ticket Number"], "contact_date": ["Opened"],
                "facility_id": ["Site"], "channel": ["Media Type"], "touchpoint": ["Call Reason"],
                "response_minutes": ["Wait Minutes"], "satisfaction": ["CSAT Score"]},
    "values": {"facility_id": {"north": "LH01"},
               "channel": {"telephone": "phone", "e-mail": "email"},
               "touchpoint": {"billing": "billing_and_financial_support",
                              "booking": "scheduling_and_access"},
               "satisfaction": {"very satisfied": "5", "neither": "3"}},
}  # fmt: skip

LONG = (
    "Respondent,Hospital,Discharged,Question,Answer\n"
    "R1,LH01,2026-06-02,Overall rating,9\nR1,LH01,2026-06-02,Nurses listened,Always\n"
    "R2,LH01,2026-06-03,Overall rating,7\nR2,LH01,2026-06-03,Parking,Poor\n"
)
LONG_PROFILE: dict[str, Any] = {
    "kind": "survey",
    "headers": ["Respondent", "Hospital", "Discharged", "Question", "Answer"],
    "columns": {"survey_id": ["Respondent"], "facility_id": ["Hospital"],
                "discharge_date": ["Discharged"]},
    "values": {"nurse_listen": {"Always": "4"}},
    "long": {"question": "Question", "answer": "Answer",
             "questions": {"Overall rating": "rating", "Nurses listened": "nurse_listen"}},
}  # fmt: skip

FRIENDS = (
    "Trust code,Period,Very good,Good,Neither,Poor,Very poor,Don't know\n"
    "LH01,Jun-26,80,10,5,3,1,1\nLH02,Jun-26,40,5,2,2,1,0\nTotal,,120,15,7,5,2,1\n"
)
FRIENDS_PROFILE: dict[str, Any] = {
    "kind": "indicator",
    "headers": FRIENDS.splitlines()[0].split(","),
    "columns": {"facility_id": ["Trust code"], "month_of": ["Period"],
                "numerator": ["Very good", "Good"],
                "denominator": ["Very good", "Good", "Neither", "Poor", "Very poor", "Don't know"]},
    "constants": {"indicator": "fft_positive"},
}  # fmt: skip

COMPLAINTS = (
    "Ref\tReceived\tSite\tType\tClosed\tDetails\tPatient Name\n"
    "C1\t06/25/2026\tLH01\tConcern\t06/30/2026\tWaited long\tAda Okafor\n"
)
COMPLAINTS_PROFILE: dict[str, Any] = {
    "kind": "feedback",
    "headers": COMPLAINTS.splitlines()[0].split("\t"),
    "columns": {"feedback_id": ["Ref"], "received_date": ["Received"], "facility_id": ["Site"],
                "feedback_type": ["Type"], "answered_date": ["Closed"], "text": ["Details"]},
    "values": {"feedback_type": {"Concern": "complaint"}},
    "drop": ["Patient Name"],
}  # fmt: skip


def keep(workspace: Workspace, name: str, document: dict[str, Any]) -> Profile:
    profile = profile_from(name, document)
    keep_profile(workspace, profile, "ana")
    return profile


def shown(workspace: Workspace, kind: Kind, *columns: str) -> pl.DataFrame:
    publication = current(workspace.ledger)
    assert publication is not None
    return read_visible(workspace, publication, kind, columns).sort(columns[0])


def test_a_contact_centre_export_goes_through_without_a_word(registered: Workspace) -> None:
    assert send(registered, CENTRE, "june.csv").outcome == "refused"
    keep(registered, "Contact centre", CENTRE_PROFILE)
    report = send(registered, CENTRE, "june.csv")
    assert report.outcome == "published", report.problems
    columns = ("contact_id", "facility_id", "contact_date", "channel", "response_minutes")
    rows = shown(registered, Kind.CONTACT, *columns, "satisfaction").rows()
    assert [(*row[:2], str(row[2]), *row[3:]) for row in rows] == [
        ("T1", "LH01", "2026-06-03", "phone", 12.5, 5),
        ("T2", "LH01", "2026-06-30", "email", 3.25, 3),
    ]
    july = CENTRE.replace(".06.", ".07.").replace("T1", "T3").replace("T2", "T4")
    assert send(registered, july, "july.csv").outcome == "published"


def test_one_row_per_answer_becomes_one_survey(registered: Workspace) -> None:
    keep(registered, "Survey, long", LONG_PROFILE)
    report = send(registered, LONG)
    assert report.outcome == "published", report.problems
    assert (report.rows.read, report.rows.accepted) == (2, 2)
    told = {problem.code for problem in report.problems}
    assert told == {"one_row_per_answer", "unknown_question"}
    rows = shown(registered, Kind.SURVEY, "survey_id", "rating", "nurse_listen").rows()
    assert rows == [("R1", 9, 4), ("R2", 7, None)]


def test_two_answers_of_one_person_to_one_question_are_refused(registered: Workspace) -> None:
    keep(registered, "Survey, long", LONG_PROFILE)
    report = send(registered, LONG + "R1,LH01,2026-06-02,Overall rating,2\n")
    assert report.outcome == "refused"
    assert "“9 | 2”" in report.errors[0].message
    assert report.errors[0].row == 2


def test_counts_of_the_friends_and_family_test_are_added_up(registered: Workspace) -> None:
    keep(registered, "FFT", FRIENDS_PROFILE)
    report = send(registered, FRIENDS)
    assert (report.outcome, report.periods) == ("published", ("2026-06",)), report.problems
    rows = shown(registered, Kind.INDICATOR, "facility_id", "numerator", "denominator").rows()
    assert rows == [("LH01", 90.0, 100.0), ("LH02", 45.0, 50.0)]
    assert "fft_positive" in {measure.id for measure in all_measures()}


def test_a_month_is_said_with_each_file_and_no_profile_keeps_it(registered: Workspace) -> None:
    """A profile that held October once would restate it by November's file, without a word."""
    text = FRIENDS.replace(",Period", "").replace(",Jun-26", "")
    once = FRIENDS_PROFILE | {
        "headers": text.splitlines()[0].split(","),
        "columns": {key: of for key, of in FRIENDS_PROFILE["columns"].items() if key != "month_of"},
        "constants": {"indicator": "fft_positive", "month_of": "2026-05-01"},
    }
    with pytest.raises(BadRequest, match=r"--set month_of=2026-05-01"):
        keep(registered, "FFT", once)
    ledger, old = registered.ledger, profile_from("FFT", once)
    save_profile(ledger, old.name, old.fingerprint, old.as_json(), "ana")  # as it once was saved
    report = send(registered, text, "may.csv")
    assert report.outcome == "refused"
    assert "--set month_of=YYYY-MM-DD" in report.errors[0].fix_typed
    for month in ("2026-05", "2026-06"):
        said = Said(constants={"month_of": f"{month}-01"})
        report = send(registered, text, f"{month}.csv", said=said)
        assert (report.outcome, report.periods, report.rows.restated) == ("published", (month,), 0)


def test_a_complaint_log_is_read_and_its_names_are_dropped(registered: Workspace) -> None:
    keep(registered, "Complaints", COMPLAINTS_PROFILE)
    report = send(registered, COMPLAINTS, "log.tsv")
    assert report.outcome == "published", report.problems
    (row,) = shown(
        registered, Kind.FEEDBACK, "feedback_id", "feedback_type", "received_date"
    ).rows()
    assert (row[1], str(row[2])) == ("complaint", "2026-06-25")


def test_a_value_that_the_profile_does_not_know_is_told_with_its_row(registered: Workspace) -> None:
    keep(registered, "Contact centre", CENTRE_PROFILE)
    report = send(registered, CENTRE.replace("Very satisfied", "Over the moon"))
    problem = next(p for p in report.errors if p.code == "outside_scale")
    assert (problem.column, problem.row) == ("CSAT Score", 4)
    assert problem.message.startswith("Row 4: CSAT Score (satisfaction) “Over the moon” is not")


def test_what_is_rejected_is_quoted_as_the_file_writes_it(registered: Workspace) -> None:
    keep(registered, "Contact centre", CENTRE_PROFILE)
    report = send(
        registered, CENTRE.replace("03.06.2026", "13.06.2126").replace(";12,5;", ";-1,5;")
    )
    found = [one for one in report.errors if one.row]
    assert [one.message.partition(" (today")[0] for one in found] == [
        "Row 4: Opened (contact_date) “13.06.2126 09:15” (read as 2126-06-13) lies in the future",
        "Row 4: Wait Minutes (response_minutes) “-1,5” (read as -1.5) is below zero.",
    ]
    assert report.rejects_file is not None
    (row,) = pl.read_csv(report.rejects_file, infer_schema=False).to_dicts()
    assert (row["column"], row["value"]) == ("Opened; Wait Minutes", "13.06.2126 09:15; -1,5")


def test_a_file_with_one_more_column_is_said_to_be_nearly_of_its_source(
    registered: Workspace,
) -> None:
    keep(registered, "Contact centre", CENTRE_PROFILE)
    report = send(registered, CENTRE.replace("\n", ";\n").replace("Note;", "Note;Team"))
    assert "“Contact centre”, and beside them “Team”" in report.errors[0].message


def test_a_file_with_a_renamed_column_is_said_to_be_nearly_of_its_source(
    registered: Workspace,
) -> None:
    keep(registered, "Contact centre", CENTRE_PROFILE)
    near, *_ = send(registered, CENTRE.replace("Opened", "Begun")).errors
    assert near.code == "profile_but_for"
    assert "“Contact centre” but “Opened”, and beside them “Begun”" in near.message
    without_note = CENTRE.replace("Agent Note", "Remark")
    assert send(registered, without_note).errors[0].option == "--profile “Contact centre”"
    far = CENTRE.replace("Opened", "a").replace("Site", "b").replace("Media Type", "c")
    assert "profile_but_for" not in {one.code for one in send(registered, far).errors}


def test_what_is_left_of_a_known_source_is_proposed_as_it_was_said(
    registered: Workspace, tmp_path: Path
) -> None:
    keep(registered, "Contact centre", CENTRE_PROFILE)
    renamed = tmp_path / "renamed.csv"
    renamed.write_text(CENTRE.replace("Wait Minutes", "Delay"))
    proposal = look(registered, renamed, NOTHING_SAID).proposal
    assert proposal is not None
    proposed = {one.column: one.header for one in proposal.columns}
    assert (proposed["touchpoint"], proposed["facility_id"]) == ("Call Reason", "Site")
    assert proposal.values["facility_id"] == {"north": "LH01"}
    assert "Delay" in proposal.unused


def test_another_column_is_called_as_in_the_file(registered: Workspace) -> None:
    keep(registered, "Complaints", COMPLAINTS_PROFILE)
    report = send(registered, COMPLAINTS.replace("06/30/2026", "05/30/2026"), "log.tsv")
    assert "Closed (answered_date) “05/30/2026”" in report.errors[0].message
    assert "lies before Received." in report.errors[0].message


def test_rejected_rows_keep_every_column_that_is_added_up(registered: Workspace) -> None:
    keep(registered, "FFT", FRIENDS_PROFILE)
    report = send(registered, FRIENDS.replace("LH02", "LH99"))
    assert report.rejects_file is not None
    (row,) = pl.read_csv(report.rejects_file, infer_schema=False).to_dicts()
    assert (row["Very good"], row["Good"], row["Don't know"]) == ("40", "5", "0")


def test_a_missing_column_is_named_when_the_profile_is(registered: Workspace) -> None:
    profile = keep(registered, "Contact centre", CENTRE_PROFILE)
    report = send(registered, CENTRE.replace("Opened", "Begun"), said=Said(profile=profile))
    assert [(p.code, p.column) for p in report.errors] == [("missing_column", "Opened")]


def test_an_undone_file_is_read_anew_when_its_profile_has_changed(registered: Workspace) -> None:
    keep(registered, "Contact centre", CENTRE_PROFILE)
    first = send(registered, CENTRE, "june.csv")
    assert first.upload_id is not None
    undo(registered, first.upload_id, "ana")
    values = CENTRE_PROFILE["values"] | {"facility_id": {"north": "LH02"}}
    keep(registered, "Contact centre", CENTRE_PROFILE | {"values": values})
    again = send(registered, CENTRE, "june.csv")
    assert (again.outcome, again.rows.accepted) == ("published", 2)
    assert again.upload_id != first.upload_id
    assert set(shown(registered, Kind.CONTACT, "facility_id")["facility_id"]) == {"LH02"}


def test_a_profile_survives_its_way_through_the_ledger(workspace: Workspace) -> None:
    every = {"a": CENTRE_PROFILE, "b": LONG_PROFILE, "c": FRIENDS_PROFILE, "d": COMPLAINTS_PROFILE}
    kept = [keep(workspace, name, document) for name, document in every.items()]
    assert load_profiles(workspace) == kept


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "no profile"),
    ({"kind": "gossip"}, "no profile"),
    ({**FRIENDS_PROFILE, "constants": {}}, "“indicator”"),
    ({**FRIENDS_PROFILE, "constants": {"indicator": "x", "colour": "red"}}, "“colour”"),
    ({**FRIENDS_PROFILE, "headers": ["Period"]}, "not among its headers"),
    ({**LONG_PROFILE, "long": {"question": "Q"}}, "no profile"),
]


@pytest.mark.parametrize(("document", "words"), WRONG)
def test_a_document_that_is_no_profile_is_refused(document: dict[str, Any], words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        profile_from("wrong", document)


def test_a_foreign_file_is_looked_at_and_a_profile_proposed(registered: Workspace) -> None:
    path = registered.data_dir.parent / "june.csv"
    path.write_text(CENTRE, encoding="utf-8")
    looked = look(registered, path, NOTHING_SAID)
    assert looked.shape is not None
    assert (looked.shape.delimiter, looked.shape.header_row, looked.layout) == (";", 3, None)
    assert looked.rows[0][:3] == ("T1", "03.06.2026 09:15", "North")
    proposal = looked.proposal
    assert proposal is not None
    assert (proposal.kind, proposal.missing) == (Kind.CONTACT, ())
    assert proposal.unused == ("Agent Note",)
    assert proposal.values["channel"] == {"E-Mail": "email", "Telephone": "phone"}
    assert proposal.values["satisfaction"] == {"Neither": "3", "Very satisfied": "5"}
    profile_from("Contact centre", proposal.as_profile(looked.headers))
    assert list(registered.staging_dir.iterdir()) == []


def test_of_a_long_file_questions_and_the_words_of_their_answers_are_proposed(
    registered: Workspace,
) -> None:
    path = registered.data_dir.parent / "long.csv"
    path.write_text(LONG.replace("Nurses listened", "nurse_listen"), encoding="utf-8")
    proposed = look(registered, path, NOTHING_SAID).as_json()["proposal"]
    assert proposed["long"]["questions"]["nurse_listen"] == "nurse_listen"
    assert proposed["values"] == {"nurse_listen": {"Always": "4"}}
