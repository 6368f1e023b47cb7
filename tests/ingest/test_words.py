"""Are answers in words read as codes where they have one meaning, told, and asked for elsewhere?"""

from __future__ import annotations

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.words import likely
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import csv_text, published_times, send, surveys

MEANINGS = [
    ("nurse_listen", "ALWAYS", "4"),
    ("nurse_listen", "4 - Always", "4"),
    ("nurse_listen", "1 - Always", None),  # numbered the other way round
    ("nurse_listen", "Almost always", None),
    ("nurse_listen", "Don't know", "M"),
    ("bath_help", "Not applicable", "8"),
    ("help_asap", "I never asked for help right away", "9"),
    ("recommend", "Definitely yes", "4"),
    ("help_rest", "Yes definitely", "1"),
    ("disch_help", "No", "2"),
    ("disch_help", "true", None),
    ("overall_health", "Very good", "2"),
    ("education", "High school graduate or GED", "3"),
    ("rating", "10 - Best hospital possible", "10"),
    ("rating", "10 - Worst hospital possible", None),
    ("rating", "10 minutes", None),
    ("likelihood_to_recommend", "9 - Likely", "9"),
    ("likelihood_to_recommend", "0 (Not at all likely)", "0"),
    ("friends_and_family", "Don’t know", "6"),
]


@pytest.mark.parametrize(
    ("item", "word", "code"), MEANINGS, ids=[f"{m[0]}-{m[1]}" for m in MEANINGS]
)
def test_a_word_means_a_code_or_is_not_known(item: str, word: str, code: str | None) -> None:
    assert likely(Kind.SURVEY, item, word) == code


def test_answers_in_words_are_read_as_codes_and_told(registered: Workspace) -> None:
    text = surveys(
        {"nurse_listen": "Always", "dr_listen": "Never", "rating": "10 - Best hospital possible"},
        {"nurse_listen": "Usually", "dr_listen": "Always", "rating": "8"},
    )
    report = send(registered, text)
    assert report.outcome == "published"
    assert [(p.code, p.column, p.count) for p in report.problems] == [
        ("words_read_as", "rating", 1),
        ("words_read_as", "nurse_listen", 2),
    ]
    assert "“Always” as 4, “Never” as 1, “Usually” as 3" in report.problems[1].message
    publication = current(registered.ledger)
    assert publication is not None
    rows = read_visible(
        registered, publication, Kind.SURVEY, ("nurse_listen", "dr_listen", "rating")
    )
    assert sorted(rows.rows()) == [(3, 4, 8), (4, 1, 10)]


def test_a_complaint_is_reopened_by_words_too(registered: Workspace) -> None:
    row = {"feedback_id": "C1", "facility_id": "LH01", "received_date": "2026-06-02",
           "feedback_type": "complaint", "reopened": "Yes"}  # fmt: skip
    report = send(registered, csv_text([row, row | {"feedback_id": "C2", "reopened": "no"}]))
    assert (report.outcome, report.problems[0].code) == ("published", "words_read_as")
    assert "“reopened”: “Yes” as 1, “no” as 0" in report.problems[0].message


def test_words_that_nobody_knows_keep_their_file_out_until_they_are_matched(
    registered: Workspace,
) -> None:
    report = send(registered, surveys({"nurse_listen": "Immer"}, {"nurse_listen": "Nie"}))
    assert [(p.code, p.column) for p in report.errors] == [("answers_in_words", "nurse_listen")]
    assert "no codes for: “Immer”, “Nie”" in report.errors[0].message
    assert published_times(registered) == 1


def test_a_single_odd_word_is_rejected_with_its_row(registered: Workspace) -> None:
    words = ("Always", "Never", "Immer")
    report = send(registered, surveys(*({"nurse_listen": word} for word in words)))
    assert [p.code for p in report.errors] == ["outside_scale", "rows_rejected"]
    assert (report.errors[0].row, report.rows.rejected) == (4, 1)
