"""Do the tracked benchmarks, targets and footnotes name their measures, sources and periods?"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cxboard.demo.stories import FCR_TARGET
from cxboard.domain.catalogue import get_measure, headline_measures
from cxboard.domain.records import STANDING
from cxboard.domain.references import Benchmark, Target


def rows(repository: Path, name: str) -> list[dict[str, str]]:
    with (repository / "data" / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_benchmarks_are_complete(repository: Path) -> None:
    found = rows(repository, "benchmarks.csv")
    for row in found:
        assert list(row) == list(Benchmark.__dataclass_fields__)
        assert all(row.values()), row
        assert get_measure(row["measure_id"]).id == row["measure_id"]
        assert 0 < float(row["value"]) < 100
        assert row["status"] in ("official", "industry guide")
    keys = [(row["measure_id"], row["label"], row["period"]) for row in found]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("measure", "label", "value"),
    [
        ("overall_rating", "CMS national average", 72),
        ("overall_rating", "Industry average", 71),
        ("overall_rating", "Top performers", 85),
        ("nps", "Top performers", 70),
        ("contact_satisfaction", "Industry average", 54),
        ("first_contact_resolution", "Top performers", 82),
        ("cleanliness", "Industry average", 74),
        ("quietness", "Industry average", 62),
        ("responsiveness", "CMS national average, former questions", 67),
        ("care_transition", "CMS national average", 52),
    ],
)
def test_the_newest_benchmark_comes_first(
    repository: Path, measure: str, label: str, value: float
) -> None:
    first = next(
        row
        for row in rows(repository, "benchmarks.csv")
        if (row["measure_id"], row["label"]) == (measure, label)
    )
    assert float(first["value"]) == value


def test_every_headline_measure_has_a_target_that_says_it_is_none_yet(repository: Path) -> None:
    found = {row["measure_id"]: row for row in rows(repository, "targets.csv")}
    assert found.keys() == {measure.id for measure in headline_measures()}
    for row in found.values():
        known = STANDING | {"facility_id", "unit_id"}
        assert set(row) == Target.__dataclass_fields__.keys() - known
        assert (row["status"], row["agreed_by"], row["agreed_on"]) == ("placeholder", "", "")
    assert float(found["first_contact_resolution"]["value"]) == FCR_TARGET


def test_footnotes_cover_the_codes_of_cms(repository: Path) -> None:
    found = {row["code"]: row["meaning"] for row in rows(repository, "footnotes.csv")}
    assert found.keys() == {*(str(code) for code in range(1, 29)), "a", "*", "**", "***"}
    assert all(meaning.endswith(".") for meaning in found.values())
