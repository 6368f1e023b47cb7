"""Are the sums of people's scores those of the people that readers see?"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

import polars as pl
import pytest

from cxboard.domain.catalogue import measures_of
from cxboard.domain.items import Item
from cxboard.domain.vocabulary import Instrument
from cxboard.storage import moments
from cxboard.storage.moments import Cases, pairs
from cxboard.storage.publications import current
from cxboard.storage.publishing import publish
from cxboard.storage.switching import redo, undo
from cxboard.storage.verify import verify
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import Row, candidate, survey

EDITIONS = {
    instrument: {
        measure.id: next(e for e in measure.editions if e.instrument is instrument)
        for measure in measures_of(instrument)
    }
    for instrument in Instrument
}
Key = tuple[date, str, str, str, str]


def answered(number: int, month: str, draw: random.Random, **more: object) -> Row:
    """Return a survey in which nearly everything is answered; some items are missing or skipped."""
    instrument = Instrument.UPDATED if month >= "2025" else Instrument.LEGACY
    items = {i.key: i for e in EDITIONS[instrument].values() for i in e.items}
    answers = {
        key: draw.choice([*sorted(item.scale.codes)] * 6 + [*sorted(item.excluded), None])
        for key, item in items.items()
    }
    place = draw.choice([("A", "Medicine"), ("A", "Surgery"), ("B", None)])
    return survey(
        f"{number}", month, facility_id=place[0], service_line=place[1], **answers | dict(more)
    )


def rows(count: int = 300) -> list[Row]:
    draw = random.Random(7)
    months = ["2024-12", "2025-01", "2025-02"]
    status = ["completed"] * 9 + [None, "partial"]
    return [
        answered(number, draw.choice(months), draw, survey_status=draw.choice(status))
        for number in range(count)
    ]


def score(row: Row, items: tuple[Item, ...]) -> float | None:
    told = [i.scale.linear(row[i.key]) for i in items if row[i.key] in i.scale.codes]
    return sum(told) / len(told) if told else None


def by_hand(people: list[Row]) -> dict[Key, tuple[int, dict[tuple[str, str], float]]]:
    """Return people and sums of products by cell, one person and one pair after the other."""
    count: dict[Key, int] = defaultdict(int)
    total: dict[Key, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for row in people:
        if row["survey_status"] == "partial":
            continue
        instrument = Instrument.UPDATED if row["month"] >= date(2025, 1, 1) else Instrument.LEGACY
        editions = EDITIONS[instrument]
        scores = {name: score(row, edition.items) for name, edition in editions.items()}
        asked = {
            name
            for name, edition in editions.items()
            if any(item.screener is None for item in edition.items)
        }
        told = {name for name, value in scores.items() if value is not None}
        if not asked <= told:
            continue
        complete = told == set(editions)
        cases = Cases.COMPLETE if complete else Cases.REST
        place = (row["facility_id"], row["service_line"] or "")
        key = (row["month"], *place, instrument.value, cases.value)
        count[key] += 1
        kept = {name: scores[name] or 0.0 for name in (editions if complete else asked)}
        for one, value in kept.items():
            total[key][one, ""] += value
            for other in kept:
                total[key][one, other] += value * kept[other]
    return {key: (count[key], total[key]) for key in count}


def kept(workspace: Workspace) -> pl.DataFrame:
    publication = current(workspace.ledger)
    assert publication is not None
    files = workspace.lake.files(moments.TABLE, publication.tables[moments.TABLE])
    return pl.concat(
        [pl.read_parquet(f, hive_partitioning=True, try_parse_hive_dates=True) for f in files]
        or [pl.DataFrame(schema=moments.SCHEMA)]
    ).sort("month", "facility_id", "service_line", "instrument", "cases")


def test_the_sums_are_those_of_the_people_one_by_one(workspace: Workspace) -> None:
    people = rows()
    publish(workspace, candidate(workspace, people))
    expected, found = by_hand(people), kept(workspace)
    assert found.height == len(expected) > 12
    assert {Cases.COMPLETE.value, Cases.REST.value} == set(found["cases"])
    for row in found.iter_rows(named=True):
        key = tuple(row[n] for n in ("month", "facility_id", "service_line", "instrument", "cases"))
        people_there, sums = expected[key]  # type: ignore[index]
        names = row["measures"]
        assert row["n"] == people_there
        for name, value in zip(names, row["sums"], strict=True):
            assert value == pytest.approx(sums[name, ""])
        for (a, b), value in zip(pairs(len(names)), row["products"], strict=True):
            assert value == pytest.approx(sums[names[a], names[b]])


def test_undo_and_redo_move_the_sums_as_well(workspace: Workspace) -> None:
    publish(workspace, candidate(workspace, rows(120)))
    before = kept(workspace)
    second = candidate(workspace, rows(150)[100:])
    publish(workspace, second)
    after = kept(workspace)
    assert after["n"].sum() > before["n"].sum()
    undo(workspace, second.upload_id, "test")
    assert kept(workspace)["n"].to_list() == before["n"].to_list()
    redo(workspace, second.upload_id, "test")
    assert kept(workspace)["n"].to_list() == after["n"].to_list()
    assert verify(workspace) == []


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_pairs_of_the_first_measures_come_first(count: int) -> None:
    assert pairs(count) == [pair for pair in pairs(count + 1) if max(pair) < count]
    assert len(pairs(count)) == count * (count + 1) // 2
