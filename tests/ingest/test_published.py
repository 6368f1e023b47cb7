"""Are CMS's public files read as they are published, and restated by later releases?"""

from __future__ import annotations

import csv
from datetime import date

import polars as pl
import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.storage.publications import current
from cxboard.storage.tables import table_of
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import REAL_FILES, published_times, sample, send, send_sample

LEVELS = [
    ("cms_hospital.csv", "hospital"),
    ("cms_state.csv", "state"),
    ("cms_national.csv", "nation"),
]


def scores(workspace: Workspace) -> pl.DataFrame:
    columns = [column.name for column in table_of(Kind.PUBLISHED).columns]
    return read_visible(workspace, current(workspace.ledger), Kind.PUBLISHED, columns)


def test_all_three_levels_are_read_by_themselves(workspace: Workspace) -> None:
    for name, level in LEVELS:
        report = send_sample(workspace, name)
        assert report.outcome == "published", report.problems
        assert report.periods == ("2024-10-01/2025-09-30",)
        assert scores(workspace).filter(pl.col("level") == level).height == report.rows.accepted
    places = scores(workspace).group_by("level").agg(pl.col("place_id").unique().sort())
    assert dict(places.rows()) == {
        "hospital": ["010998", "010999", "01099F"],
        "state": ["FL", "GA"],
        "nation": ["US"],
    }


def test_words_footnotes_and_ids_stay_as_published(workspace: Workspace) -> None:
    send_sample(workspace, "cms_hospital.csv")
    (row,) = scores(workspace).filter(place_id="010998", measure_id="H_COMP_1_A_P").to_dicts()
    assert row["answer_percent"] == "Not Available"
    assert row["answer_percent_footnote"] == "5"
    assert row["star_rating"] == "Not Applicable"
    assert row["completed_surveys"] == "Not Available"
    assert row["place_name"] == "LARKFIELD HARBOUR"
    assert (row["start_date"], row["end_date"]) == (date(2024, 10, 1), date(2025, 9, 30))


def snake_case(text: str) -> str:
    header, _, rest = text.partition("\n")
    return header.lower().replace("/", "").replace(" ", "_") + "\n" + rest


@pytest.mark.parametrize("name", [name for name, _ in LEVELS])
def test_both_ways_of_writing_headers_say_the_same(workspace: Workspace, name: str) -> None:
    first = send_sample(workspace, name)
    again = send(workspace, snake_case(sample(name).read_text(encoding="utf-8")), name)
    assert again.outcome == "unchanged"
    assert again.rows.unchanged == first.rows.accepted


def test_a_later_release_of_the_same_period_restates(workspace: Workspace) -> None:
    text = sample("cms_national.csv").read_text(encoding="utf-8")
    send(workspace, text)
    report = send(workspace, text.replace(",81,", ",82,"))
    assert (report.rows.accepted, report.rows.restated, report.rows.unchanged) == (1, 1, 5)
    assert scores(workspace).filter(measure_id="H_COMP_1_A_P")["answer_percent"].item() == "82"


def test_an_overlapping_period_stands_beside_the_other(workspace: Workspace) -> None:
    text = sample("cms_national.csv").read_text(encoding="utf-8")
    send(workspace, text)
    moved = text.replace("10/01/2024", "07/01/2024").replace("09/30/2025", "06/30/2025")
    report = send(workspace, moved)
    assert (report.rows.accepted, report.rows.restated) == (6, 0)
    assert report.periods == ("2024-07-01/2025-06-30",)
    assert scores(workspace).height == 12


def test_an_unknown_measure_is_data(workspace: Workspace) -> None:
    text = sample("cms_national.csv").read_text(encoding="utf-8")
    report = send(workspace, text.replace("H_COMP_1_A_P", "H_COMP_8_NEW"))
    assert report.outcome == "published"
    assert "H_COMP_8_NEW" in scores(workspace)["measure_id"].to_list()


BAD = [
    (",81,", ",181,", "HCAHPS Answer Percent", "outside_scale"),
    (",81,", ",eighty,", "HCAHPS Answer Percent", "outside_scale"),
    ("10/01/2024", "13/01/2024", "Start Date", "impossible_date"),
    ("10/01/2024", "October", "Start Date", "bad_date"),
    ("10/01/2024", "10/01/2025", "End Date", "impossible_date"),
    ("H_COMP_1_A_P", "", "HCAHPS Measure ID", "blank"),
]


@pytest.mark.parametrize(("old", "new", "column", "code"), BAD)
def test_what_cms_does_not_publish_is_refused(
    workspace: Workspace, old: str, new: str, column: str, code: str
) -> None:
    text = sample("cms_national.csv").read_text(encoding="utf-8").replace(old, new)
    report = send(workspace, text)
    assert report.outcome == "refused"
    assert (code, column) in {(problem.code, problem.column) for problem in report.errors}
    assert published_times(workspace) == 0


def test_an_id_that_lost_its_zeros_is_told(workspace: Workspace) -> None:
    text = sample("cms_hospital.csv").read_text(encoding="utf-8").replace("010999", "10999")
    report = send(workspace, text)
    assert report.errors[0].code == "bad_id"
    assert "010999" in report.errors[0].fix


@pytest.mark.parametrize("pattern", ["HCAHPS-*.csv", "PCH_*.csv"])
def test_real_files_are_published_whole(workspace: Workspace, pattern: str) -> None:
    if not REAL_FILES.is_dir():
        pytest.skip("the real CMS files are not here (../shared/data)")
    for path in sorted(REAL_FILES.glob(pattern)):
        report = ingest_file(workspace, path)
        assert report.outcome == "published", report.problems
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        assert report.rows.accepted == len(rows)
        assert report.rows.restated == 0
        if path.name.startswith("HCAHPS-Hospital"):
            assert scores(workspace)["place_id"].n_unique() == 191
            assert len({row[0] for row in rows}) == 191
