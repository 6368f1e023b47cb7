"""Are the demo's files what was promised: to the byte, to the row, to the month?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cxboard.demo import extracts as writer
from cxboard.demo.extracts import kind_of, write_extracts
from cxboard.demo.organisation import SMALL_UNIT, UNITS
from cxboard.demo.plan import Plan
from cxboard.domain.errors import BadRequest
from cxboard.domain.vocabulary import SERVICE_LINES, Kind
from cxboard.storage.tables import table_of
from tests.demo.conftest import Extracts, read

SMALL = 1_200


def contents(files: list[Path]) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in files}


def months(frame: pl.DataFrame, day: str) -> list[str]:
    return frame[day].str.slice(0, 7).unique().sort().to_list()


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    first = contents(write_extracts(tmp_path / "first", responses=SMALL, seed=7))
    second = contents(write_extracts(tmp_path / "second", responses=SMALL, seed=7))
    assert first == second


def test_another_seed_gives_other_people_in_the_same_hospitals(tmp_path: Path) -> None:
    first = contents(write_extracts(tmp_path / "first", responses=SMALL, seed=7))
    second = contents(write_extracts(tmp_path / "second", responses=SMALL, seed=8))
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] == second[name]} == {"organisation.csv"}


def test_writing_again_replaces_the_files(tmp_path: Path) -> None:
    first = contents(write_extracts(tmp_path, responses=SMALL))
    assert contents(write_extracts(tmp_path, responses=SMALL)) == first


def test_one_column_has_nothing_to_do_with_another() -> None:
    plan = Plan()
    streams = {
        (table, month, name): plan.stream(table, month, name).random()
        for table in ("survey", "contact")
        for month in plan.months
        for name in ("rating", "recommend", "unit")
    }
    assert len(set(streams.values())) == len(streams)


def test_files_come_in_the_order_of_taking_in(extracts: Extracts) -> None:
    assert [file.name for file in extracts.files] == [
        "organisation.csv",
        "survey_2023.csv",
        "survey_2024.csv",
        "survey_2025.csv",
        "survey_2026.csv",
        "contacts.csv",
        "feedback.csv",
        "indicators.csv",
    ]


def test_columns_are_those_of_our_own_layouts(extracts: Extracts) -> None:
    for file in extracts.files:
        header = file.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert header == [column.name for column in table_of(kind_of(file)).columns], file.name


def test_sizes(extracts: Extracts) -> None:
    status = extracts.surveys["survey_status"]
    assert (status == "completed").sum() == 60_000
    assert (status == "partial").sum() == 2_400
    assert extracts.contacts.height == 250_000
    assert extracts.feedback.height == 9_000
    assert extracts.organisation.height == len(UNITS) == 48
    assert set(extracts.organisation["service_line"]) == set(SERVICE_LINES)
    assert extracts.organisation["facility_id"].n_unique() == 6


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("surveys", Kind.SURVEY),
        ("contacts", Kind.CONTACT),
        ("feedback", Kind.FEEDBACK),
        ("indicators", Kind.INDICATOR),
        ("organisation", Kind.ORGANISATION),
    ],
)
def test_keys_are_unique_and_required_columns_filled(
    extracts: Extracts, table: str, kind: Kind
) -> None:
    frame: pl.DataFrame = getattr(extracts, table)
    layout = table_of(kind)
    assert frame.select(layout.key).is_unique().all()
    assert frame.select(layout.required).null_count().sum_horizontal().item() == 0


def test_every_place_stands_in_the_register(extracts: Extracts) -> None:
    register = {unit.id: (unit.facility_id, unit.service_line) for unit in UNITS}
    for frame in (extracts.surveys, extracts.contacts, extracts.feedback, extracts.indicators):
        placed = frame.filter(pl.col("unit_id").is_not_null())
        for facility, unit, line in (
            placed.select("facility_id", "unit_id", "service_line").unique().iter_rows()
        ):
            assert facility == register[unit][0]
            assert line in (None, register[unit][1])
    assert set(extracts.surveys["unit_id"]) == set(register)


def test_thirty_six_whole_months_to_october_2026(extracts: Extracts) -> None:
    expected = [f"{month:%Y-%m}" for month in Plan().months]
    assert (len(expected), expected[0], expected[-1]) == (36, "2023-11", "2026-10")
    assert months(extracts.surveys, "discharge_date") == expected
    assert months(extracts.contacts, "contact_date") == expected
    assert months(extracts.feedback, "received_date") == expected
    assert months(extracts.indicators, "month_of") == expected
    assert extracts.surveys["discharge_date"].max() == "2026-10-31"


def test_until_moves_the_end(tmp_path: Path) -> None:
    files = write_extracts(tmp_path, responses=SMALL, until=date(2025, 3, 1))
    found = months(read(files, "survey"), "discharge_date")
    assert (len(found), found[0], found[-1]) == (36, "2022-04", "2025-03")
    assert read(files, "feedback")["answered_date"].drop_nulls().max() <= "2025-03-31"


@pytest.mark.parametrize(
    ("limit", "second"),
    [
        (600, "survey_2024.csv"),
        (200, "survey_2024_q1.csv"),
        (60, "survey_2023_12.csv"),
        (30, "survey_2023_11_part02.csv"),
    ],
)
def test_long_tables_are_cut_and_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, second: str
) -> None:
    whole = read(write_extracts(tmp_path / "whole", responses=SMALL), "survey")
    monkeypatch.setattr(writer, "LARGEST_FILE", limit)
    files = write_extracts(tmp_path / "cut", responses=SMALL)
    assert files[2].name == second
    assert read(files, "survey").equals(whole)
    cut = [file for file in files if file.name.startswith(("survey", "contacts"))]
    assert max(read([file], file.name).height for file in cut) <= limit


def test_ten_million_responses_fit_their_files() -> None:
    plan = Plan(responses=10_000_000)
    assert plan.scale == 4
    assert sum(plan.share_of(plan.responses, month) for month in plan.months) == 10_000_000
    assert max(plan.share_of(plan.responses, month) for month in plan.months) < 500_000


def test_the_smallest_system_can_be_written(tmp_path: Path) -> None:
    files = write_extracts(tmp_path, responses=100)
    status = read(files, "survey")["survey_status"]
    assert (status == "completed").sum() == 100


def test_the_small_unit_stays_small_at_any_size(tmp_path: Path) -> None:
    surveys = read(write_extracts(tmp_path, responses=200_000), "survey")
    assert 1 <= surveys.filter(unit_id=SMALL_UNIT.id).height <= 10


@pytest.mark.parametrize("wrong", [{"responses": 0}, {"seed": -1}, {"until": date(1950, 1, 1)}])
def test_impossible_systems_are_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        write_extracts(tmp_path, **wrong)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
