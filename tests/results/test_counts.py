"""Do feedback, indicators and crossed cuts come out as a plain recount of the extracts says?"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cxboard.cli import main
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Dimension, Kind
from cxboard.queries.answer_counts import answer_counts
from cxboard.queries.reader import Reader, opened
from cxboard.results.history import foreseen as expected
from cxboard.storage.publications import current
from cxboard.storage.publishing import publish
from cxboard.storage.switching import preview_switch, redo, undo
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import Row, candidate

Rows = list[dict[str, str]]


@pytest.fixture
def scored(shared_demo: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Return a way to score a measure: rows by hospital id, and "" for all hospitals."""

    def by_facility(
        measure: str, first: str, last: str, data: Path = shared_demo
    ) -> dict[str, Any]:
        found = {}
        for by in ([], ["--by", "facility"]):
            arguments = ["score", measure, *by, "--from", first, "--to", last]
            assert main([*arguments, "--data-dir", str(data), "--json"]) == 0
            rows = json.loads(capsys.readouterr().out)["rows"]
            found |= {row.get("facility", ""): row for row in rows}
        return found

    return by_facility


def extract(shared_demo: Path, stem: str, day: str, first: str, last: str) -> Rows:
    """Return the rows of the demo's extracts of a kind, in months from first to last."""
    rows: Rows = []
    for path in sorted((shared_demo / "demo_extracts").glob(f"{stem}*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if first <= row[day][:7] <= last]
    return rows


def days(row: dict[str, str], until: str) -> int | None:
    if not row[until]:
        return None
    return (date.fromisoformat(row[until]) - date.fromisoformat(row["received_date"])).days


@pytest.mark.parametrize(
    ("measure", "column", "standard"),
    [
        ("complaints_acknowledged", "acknowledged_date", 3),
        ("complaints_answered", "answered_date", 30),
    ],
)
def test_complaints_in_time(
    scored: Callable[..., Any], telling_demo: Path, measure: str, column: str, standard: int
) -> None:
    rows = extract(telling_demo, "feedback", "received_date", "2023-11", "2025-10")
    found = scored(measure, "2023-11", "2025-10", telling_demo)
    counted = 0
    for facility, row in found.items():
        here = [
            r
            for r in rows
            if r["feedback_type"] == "complaint" and facility in ("", r["facility_id"])
        ]
        taken = [days(r, column) for r in here]
        if not row["suppressed"]:
            counted += 1
            assert row["denominator"] == len(here), "an open one that is overdue counts"
            assert row["numerator"] == sum(t is not None and t <= standard for t in taken)
    assert counted >= 1


def test_a_month_that_is_not_yet_due_says_nothing(scored: Callable[..., Any]) -> None:
    assert scored("complaints_answered", "2026-08", "2026-09")
    open_month = scored("complaints_answered", "2026-10", "2026-10")
    assert {(row["value"], row["n"]) for row in open_month.values()} == {(None, 0)}


def test_complaints_against_compliments_and_discharges(
    scored: Callable[..., Any], shared_demo: Path
) -> None:
    first, last = "2025-11", "2026-10"
    told = Counter(
        (row["facility_id"], row["feedback_type"])
        for row in extract(shared_demo, "feedback", "received_date", first, last)
    )
    discharged: Counter[str] = Counter()
    for row in extract(shared_demo, "indicators", "month_of", first, last):
        if row["indicator"] == "discharges":
            discharged[row["facility_id"]] += int(row["numerator"])
    pairs, rates = (
        scored(name, first, last) for name in ("complaints_to_compliments", "complaint_rate")
    )
    for kind in ("complaint", "compliment"):
        told["", kind] = sum(n for (_, name), n in told.items() if name == kind)
    discharged[""] = discharged.total()
    assert not pairs[""]["suppressed"]
    for facility, row in pairs.items():
        if not row["suppressed"]:
            assert row["numerator"] == told[facility, "complaint"]
            assert row["denominator"] == told[facility, "compliment"]
    for facility, row in rates.items():
        if not row["suppressed"]:
            assert row["value"] == pytest.approx(
                1000 * told[facility, "complaint"] / discharged[facility]
            )


@pytest.mark.parametrize("name", ["no_shows", "readmissions", "operating_margin"])
def test_indicators_add_numerators_and_denominators(
    scored: Callable[..., Any], shared_demo: Path, name: str
) -> None:
    top: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for row in extract(shared_demo, "indicators", "month_of", "2025-11", "2026-10"):
        if row["indicator"] == name:
            top[row["facility_id"]] += int(row["numerator"])
            whole[row["facility_id"]] += int(row["denominator"])
    found = scored(name, "2025-11", "2026-10")
    top[""], whole[""] = top.total(), whole.total()
    assert set(found) == set(top)
    assert not found[""]["suppressed"]
    for facility, row in found.items():
        if row["suppressed"]:
            continue
        assert (row["numerator"], row["denominator"]) == (top[facility], whole[facility])
        assert row["value"] == pytest.approx(100 * top[facility] / whole[facility])


def test_two_cuts_of_the_contact_are_counted_crossed(
    telling_demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["score", "contact_satisfaction", "--by", "channel_and_touchpoint"]
    assert main([*arguments, "--data-dir", str(telling_demo), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    contacts = extract(telling_demo, "contacts", "contact_date", "2000-01", "2100-01")
    asked = Counter(
        f"{row['channel']}|{row['touchpoint']}"
        for row in contacts
        if row["satisfaction"].isdecimal()
    )
    shown = {row["channel_and_touchpoint"]: row["n"] for row in rows if not row["suppressed"]}
    assert len(shown) >= 20
    assert shown == {name: asked[name] for name in shown}


def indicator(name: str, numerator: float, denominator: float | None, unit: str | None) -> Row:
    first = date(2026, 1, 1)
    return {
        "record_key": f"{name}|{unit}",
        "indicator": name,
        "month_of": first,
        "month": first,
        "facility_id": "A",
        "unit_id": unit,
        "numerator": numerator,
        "denominator": denominator,
    }


def read(tmp_path: Path, rows: list[Row], kind: Kind) -> Reader:
    workspace = Workspace.open(tmp_path / "data")
    publish(workspace, candidate(workspace, rows, kind))
    shown = current(workspace.ledger)
    assert shown is not None
    return opened(workspace, shown)


def test_what_a_hospital_says_of_itself_does_not_count_beside_its_units(tmp_path: Path) -> None:
    rows = [
        indicator("no_shows", 30, 300, None),
        indicator("no_shows", 10, 100, "A1"),
        indicator("no_shows", 20, 200, "A2"),
        indicator("surveys_sent", 77, None, None),
    ]
    reader = read(tmp_path, rows, Kind.INDICATOR)
    filters = Filters(period=Period(first=date(2026, 1, 1), last=date(2026, 1, 1)))
    counts = answer_counts(reader, ["no_shows", "surveys_sent"], filters)
    assert set(counts.iter_rows()) == {
        ("no_shows", 1, 30),
        ("no_shows", 0, 270),
        ("surveys_sent", 1, 77),
    }


QUARTER = Filters(period=Period(first=date(2026, 1, 1), last=date(2026, 3, 1)))


def complaint(key: str, received: date, answered: date | None) -> Row:
    return {
        "record_key": key,
        "feedback_id": key,
        "facility_id": "A",
        "received_date": received,
        "month": received.replace(day=1),
        "feedback_type": "complaint",
        "answered_date": answered,
        "topic": "Billing",
    }


def test_an_open_complaint_is_late_once_its_month_is_due(tmp_path: Path) -> None:
    start = date(2026, 1, 10)
    rows = [complaint(f"in time {k}", start, start + timedelta(days=k)) for k in range(20)]
    rows += [complaint(f"late {k}", start, start + timedelta(days=31)) for k in range(15)]
    rows += [complaint(f"open {k}", start, None) for k in range(12)]
    rows += [complaint(f"new {k}", date(2026, 3, 1), date(2026, 3, 2)) for k in range(14)]
    reader = read(tmp_path, rows, Kind.FEEDBACK)
    keys = ["complaint_answered", "complaint_open"]
    counts = answer_counts(reader, keys, QUARTER, (Dimension.MONTH,))
    assert set(counts.iter_rows()) == {
        ("2026-01", "complaint_answered", 1, 20),
        ("2026-01", "complaint_answered", 0, 27),
        ("2026-01", "complaint_open", 1, 12),
        ("2026-03", "complaint_answered", 3, 14),
    }
    by_topic = answer_counts(reader, ["complaint_open"], QUARTER, (Dimension.TOPIC,))
    assert set(by_topic.iter_rows()) == {("Billing", "complaint_open", 1, 12)}


def test_an_undo_or_redo_is_foreseen_as_it_comes(tmp_path: Path) -> None:
    """The later upload decides until when complaints of the earlier one had to be answered."""
    workspace = Workspace.open(tmp_path / "data")
    start, answered = date(2026, 1, 10), ["complaint_answered"]
    early = [complaint(f"open {k}", start, None) for k in range(20)]
    late = [complaint(f"new {k}", date(2026, 3, 1), date(2026, 3, 2)) for k in range(20)]
    publish(workspace, candidate(workspace, early, kind=Kind.FEEDBACK))
    publish(workspace, candidate(workspace, late, kind=Kind.FEEDBACK))
    both = current(workspace.ledger)
    assert both is not None
    assert both.upload_id is not None
    for switch, in_january in ((undo, 3), (redo, 0)):
        foreseen = expected(workspace, preview_switch(workspace, both.upload_id))
        promised = set(answer_counts(foreseen, answered, QUARTER, (Dimension.MONTH,)).iter_rows())
        foreseen.close()
        came = opened(workspace, switch(workspace, both.upload_id, "test"))
        assert (
            set(answer_counts(came, answered, QUARTER, (Dimension.MONTH,)).iter_rows()) == promised
        )
        assert ("2026-01", "complaint_answered", in_january, 20) in promised
    workspace.close()
