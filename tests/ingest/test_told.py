"""Is what is published although it looks wrong told, in words that name it?"""

from __future__ import annotations

import pytest

from cxboard.domain.errors import UnknownValue
from cxboard.storage.workspace import Workspace
from tests.ingest.files import SURVEY, csv_text, send, surveys

SENT = {
    "indicator": "surveys_sent",
    "month_of": "2026-06-01",
    "facility_id": "LH01",
    "numerator": "2",
}


def test_every_indicator_that_no_measure_reads_is_named(registered: Workspace) -> None:
    names = ("zork", "no_shows_total", "zork", "served_language:Polish", "Surveys sent")
    rows = [
        SENT | {"indicator": name, "month_of": f"2026-0{n}-01"} for n, name in enumerate(names, 1)
    ]
    report = send(registered, csv_text(rows))
    assert report.outcome == "published"
    assert [(p.column, p.row, p.count) for p in report.problems] == [
        ("indicator", 2, 2),
        ("indicator", 3, 1),
    ]
    assert "“zork”" in report.problems[0].message
    assert report.problems[1].fix.startswith("Use no_shows.")


def test_more_surveys_completed_than_sent_are_told_by_hospital_and_month(
    registered: Workspace,
) -> None:
    send(registered, surveys({}, {}, {}))
    for dry_run in (True, False):
        report = send(registered, csv_text([SENT]), "sent.csv", dry_run=dry_run)
        told = [p.message for p in report.problems if p.code == "more_completed_than_sent"]
        assert "LH01 2026-06 (3 of 2)" in told[0]
    report = send(registered, csv_text([SENT | {"numerator": "3"}]), "mended.csv")
    assert not report.problems


def test_columns_that_every_earlier_file_had_are_missed(registered: Workspace) -> None:
    send(registered, surveys({"language": "English"}), "first.csv")
    without = surveys({}).replace("nurse_listen", "listened")
    for dry_run in (True, False):
        report = send(registered, without, "second.csv", dry_run=dry_run)
        told = [problem.message for problem in report.problems if problem.code == "columns_lost"]
        assert "“language”, “nurse_listen”" in told[0]
    third = send(registered, surveys({"survey_id": "S9"}), "third.csv")
    assert not third.problems


def test_files_put_together_are_not_read_under_the_names_of_the_first(
    registered: Workspace,
) -> None:
    other = csv_text([dict(reversed({**SURVEY, "survey_id": "S9"}.items()))])
    report = send(registered, surveys({}) + other, accept_partial=True)
    assert [(one.code, one.row) for one in report.errors] == [("repeated_names", 3)]


def test_a_list_is_never_cut_off_silently() -> None:
    with pytest.raises(UnknownValue, match="c01, .* and 18 more"):
        raise UnknownValue("column", "zzz", [f"c{n:02}" for n in range(30)])


def test_a_number_that_no_count_can_hold_is_rejected(registered: Workspace) -> None:
    report = send(registered, csv_text([SENT | {"numerator": "1e308"}]))
    assert [(p.code, p.row) for p in report.errors][0] == ("outside_scale", 2)


def test_ids_that_have_lost_their_zeros_are_told_before_they_count_twice(
    registered: Workspace,
) -> None:
    send(registered, surveys({"survey_id": "000117"}, {"survey_id": "LH-02"}), "first.csv")
    again = surveys({"survey_id": "117"}, {"survey_id": "lh2"}, {"survey_id": "118"})
    for dry_run in (True, False):
        report = send(registered, again, "excel.csv", dry_run=dry_run)
        (told,) = [one for one in report.problems if one.code == "ids_respelt"]
        assert (told.count, told.severity) == (2, "warning")
        assert "“117” and “000117”" in told.message
    assert not send(registered, surveys({"survey_id": "119"}), "next.csv").problems


def test_ids_that_are_wrapped_in_a_formula_are_not_taken_for_others(registered: Workspace) -> None:
    report = send(registered, surveys({"survey_id": '"=""00017"""'}))
    assert report.errors[0].code == "kept_as_text"
    assert "Write 00017," in report.errors[0].fix


def test_ids_that_excel_has_shortened_are_told(registered: Workspace) -> None:
    ids = ("S1", "1.23E+5", "4.5e+17", "E+5", "12E5")
    report = send(registered, surveys(*({"survey_id": one} for one in ids)))
    assert report.outcome == "published"
    assert [(p.code, p.row, p.count) for p in report.problems] == [("shortened_id", 3, 2)]
