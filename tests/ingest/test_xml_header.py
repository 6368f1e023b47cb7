"""Do the counts in the header of an HCAHPS XML file reach the response rate, each file twice?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.forms import Reading
from cxboard.ingest.load import ingest_file
from cxboard.ingest.said import Said
from cxboard.queries.reader import opened
from cxboard.results.score import score_by
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.xml_files import ANSWERS, document, record

THE_HEADER = Said(reading=Reading(sheet="header"))
MARCH = Period(first=date(2024, 3, 1), last=date(2024, 3, 1))


def march(folder: Path, header: Mapping[str, str]) -> Path:
    """Return a file of 20 people who answered and 4 who were not eligible after all."""
    people = [record({"patient-id": f"A{at}"}, ANSWERS) for at in range(20)]
    people += [record({"patient-id": f"B{at}", "survey-status": "3"}, None) for at in range(4)]
    file = folder / "march.xml"
    file.write_text(document(people, header), encoding="utf-8")
    return file


def test_the_header_is_an_upload_of_its_own(registered: Workspace, tmp_path: Path) -> None:
    file = march(tmp_path, {"sample-size": "64"})
    report = ingest_file(registered, file, said=THE_HEADER)
    assert (report.outcome, report.kind) == ("published", Kind.INDICATOR), report.problems
    columns = ("indicator", "month_of", "facility_id", "numerator")
    rows = read_visible(registered, current(registered.ledger), Kind.INDICATOR, columns)
    assert sorted(rows.iter_rows()) == [
        ("eligible_discharges", MARCH.first, "LH01", 310.0),
        ("surveys_sent", MARCH.first, "LH01", 60.0),
    ]


def test_people_and_header_make_the_response_rate(registered: Workspace, tmp_path: Path) -> None:
    file = march(tmp_path, {"sample-size": "64"})
    for said in (THE_HEADER, Said()):
        assert ingest_file(registered, file, said=said).outcome == "published"
        assert ingest_file(registered, file, said=said).outcome == "unchanged"
    publication = current(registered.ledger)
    assert publication is not None
    reader = opened(registered, publication)
    (row,) = score_by(reader, get_measure("response_rate"), Filters(period=MARCH), ())
    assert (row.score.numerator, row.score.denominator) == (20, 60)


@pytest.mark.parametrize(
    ("part", "header", "code"),
    [
        ("footer", {}, "no_such_sheet"),
        ("header", {"number-eligible-discharge": "", "sample-size": "many"}, "no_rows"),
        ("header", {"sample-size": "3"}, "negative"),
    ],
)
def test_a_header_that_counts_nothing_is_refused(
    registered: Workspace, tmp_path: Path, part: str, header: dict[str, str], code: str
) -> None:
    said = Said(reading=Reading(sheet=part))
    report = ingest_file(registered, march(tmp_path, header), said=said)
    assert report.errors[0].code == code, report.errors
