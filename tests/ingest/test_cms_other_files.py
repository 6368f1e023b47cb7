"""Are CMS’s files on payment and on hospitals told apart, kept, restated and undone?"""

from __future__ import annotations

import csv
import io
from hashlib import md5
from pathlib import Path

import pytest

from cxboard.analysis.vbp import engagement
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.load import ingest_file
from cxboard.ingest.said import NOTHING_SAID, Said
from cxboard.results.engagement import reading_of
from cxboard.storage.publications import current
from cxboard.storage.standards import dimension_rules
from cxboard.storage.switching import undo
from cxboard.storage.tables import table_of
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.command_line.published_files import (
    EIGHT,
    SIX,
    csv_text,
    points_file,
    vbp_header,
    vbp_row,
)
from tests.ingest.files import REAL_FILES, add_up, sample, send, send_sample

NINE = (
    *(title for title in EIGHT if not title.startswith(("Care", "Clean"))),
    "Cleanliness And Information About Symptoms",
    "Care Coordination",
    "Restfulness Of Hospital Environment",
)


def kept(workspace: Workspace, kind: Kind) -> dict[str, dict[str, str | None]]:
    """Return the rows of a kind by hospital."""
    columns = [column.name for column in table_of(kind).columns]
    rows = read_visible(workspace, current(workspace.ledger), kind, columns)
    return {row["place_id"]: row for row in rows.iter_rows(named=True)}


def snake_case(name: str) -> str:
    """Return a header as CMS's interface writes it: plain, and cut when it is long."""
    plain = plain_name(name)
    digits = md5(plain.encode(), usedforsecurity=False).hexdigest()[:4]
    return plain if len(plain) <= 64 else f"{plain[:59]}_{digits}"


def renamed(text: str) -> str:
    header, *rows = csv.reader(io.StringIO(text))
    return csv_text([[snake_case(name) for name in header], *rows])


@pytest.mark.parametrize(
    ("name", "kind", "periods"),
    [("cms_vbp.csv", Kind.VBP, ("FY2025",)), ("cms_general.csv", Kind.HOSPITAL, ())],
)
def test_both_ways_of_writing_headers_say_the_same(
    workspace: Workspace, name: str, kind: Kind, periods: tuple[str, ...]
) -> None:
    first = send_sample(workspace, name)
    assert (first.outcome, first.kind, first.periods) == ("published", kind, periods)
    assert not first.problems, first.problems
    again = send(workspace, renamed(sample(name).read_text(encoding="utf-8")), name)
    assert (again.outcome, again.rows.unchanged) == ("unchanged", 2)


def test_cells_stay_as_published(workspace: Workspace) -> None:
    send_sample(workspace, "cms_vbp.csv")
    send_sample(workspace, "cms_general.csv")
    vbp, general = kept(workspace, Kind.VBP), kept(workspace, Kind.HOSPITAL)
    assert vbp["010999"]["nurses_performance_rate"] == "82.3117%"
    assert vbp["010999"]["clean_quiet_achievement_threshold"] == "65.63%"
    assert vbp["010998"]["base_score"] == "Not Available"
    assert vbp["010999"]["restfulness_floor"] is None
    assert general["010999"]["overall_rating"] == "4"
    assert general["010998"]["hospital_type"] == "Critical Access Hospitals"
    assert general["010998"]["experience_footnote"] == "5"


@pytest.mark.parametrize(("year", "titles"), [(2026, EIGHT), (2027, SIX), (2030, NINE)])
def test_every_years_dimensions_are_kept(
    workspace: Workspace, year: int, titles: tuple[str, ...]
) -> None:
    text = csv_text([vbp_header(titles), vbp_row("010001", titles, year=year)])
    report = send(workspace, text)
    assert (report.outcome, report.periods) == ("published", (f"FY{year}",)), report.problems
    assert not report.problems
    row = kept(workspace, Kind.VBP)["010001"]
    rates = [name for name, value in row.items() if name.endswith("_rate") and value is not None]
    assert len(rates) == 2 * len(titles)


def test_a_later_file_restates_and_an_undo_brings_the_former_back(workspace: Workspace) -> None:
    header, row = vbp_header(SIX), vbp_row("010001", SIX, year="FY 2027")
    send(workspace, csv_text([header, row, vbp_row("010001", SIX, year=2028)]))
    report = send(workspace, csv_text([header, [*row[:-2], 55, 19]]), "again.csv")
    assert (report.rows.accepted, report.rows.restated, add_up(report)) == (1, 1, True)
    undo(workspace, report.upload_id or "", by="test")
    scores = read_visible(
        workspace, current(workspace.ledger), Kind.VBP, ["fiscal_year", "base_score"]
    )
    assert sorted(scores.iter_rows()) == [("2027", "40"), ("2028", "40")]


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("performance_rate", "160.2%", "more than 100 percent"),
        ("performance_rate", "about 60", "not a percentage"),
        ("achievement_points", "five of ten 5", "not a number of points"),
    ],
)
def test_a_cell_that_cms_does_not_publish_is_refused(
    workspace: Workspace, cell: str, text: str, said: str
) -> None:
    report = send(
        workspace, csv_text([vbp_header(SIX), vbp_row("010001", SIX, 2027, **{cell: text})])
    )
    assert report.outcome == "refused"
    assert any(said in one.message for one in report.problems), report.problems


def test_a_file_of_points_alone_is_kept(workspace: Workspace) -> None:
    report = send(workspace, points_file({"010001": [3, 5, 40, 17]}, 2016))
    assert (report.outcome, report.periods, report.problems[1:]) == ("published", ("FY2016",), ())
    row = kept(workspace, Kind.VBP)["010001"]
    assert (row["pain_dimension_score"], row["nurses_performance_rate"]) == ("5 out of 10", None)
    found = reading_of(row)
    assert (found.has_rates, len(found.dimensions), found.published_base) == (False, 8, 40)
    assert engagement(found, dimension_rules()).domain == 57


def test_a_file_without_a_year_or_with_a_short_id_is_refused(workspace: Workspace) -> None:
    header, row = vbp_header(SIX), vbp_row("10001", SIX, 2027)
    report = send(workspace, csv_text([header[1:], row[1:]]))
    assert [one.column for one in report.problems] == ["fiscal_year"]
    assert "--fiscal-year" in report.problems[0].fix_typed
    report = send(workspace, csv_text([header, row]), "short.csv")
    assert any(one.code == "bad_id" for one in report.problems)


@pytest.mark.parametrize(
    ("name", "said", "year"),
    [
        ("hvbp_person_and_community_engagement_FY2027.csv", NOTHING_SAID, "FY2027"),
        ("hvbp fy 2027 (1).csv", NOTHING_SAID, "FY2027"),
        ("hvbp_hcahps_02_18_2028.csv", Said(constants={"fiscal_year": "2027"}), "FY2027"),
        ("hvbp_FY2028.csv", Said(constants={"fiscal_year": "2027"}), "FY2027"),
    ],
)
def test_a_year_that_no_column_says_is_taken_from_the_name_or_the_sender_and_told(
    workspace: Workspace, tmp_path: Path, name: str, said: Said, year: str
) -> None:
    path = tmp_path / name
    path.write_text(csv_text([vbp_header(SIX)[1:], vbp_row("010001", SIX)[1:]]), encoding="utf-8")
    report = ingest_file(workspace, path, said=said)
    assert (report.outcome, report.periods) == ("published", (year,)), report.problems
    assert [one.code for one in report.problems] == ["said_once"]


def test_a_column_counts_before_the_name(workspace: Workspace) -> None:
    report = send(
        workspace, csv_text([vbp_header(SIX), vbp_row("010001", SIX, 2027)]), "FY2028.csv"
    )
    assert (report.periods, report.problems) == (("FY2027",), ())


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason="the public files are not here")
def test_the_real_file_is_published_whole(workspace: Workspace) -> None:
    (path,) = REAL_FILES.glob("hvbp_*.csv")
    report = ingest_file(workspace, path)
    assert (report.outcome, report.rows.accepted) == ("published", report.rows.read)
    assert not report.problems
