"""Does `cxboard score` say what a plain recount of the same extracts says?"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxboard.cli import main
from tests.reference.recount import Person, counts, recount

Answer = Callable[..., dict[str, Any]]
MEASURES = ["nurse_communication", "overall_rating", "discharge_information", "nps"]
UPDATED = ["responsiveness", "restfulness", "care_coordination", "symptom_information"]


@pytest.fixture
def ask(shared_demo: Path, capsys: pytest.CaptureFixture[str]) -> Answer:
    """Return a way to run a command in this process and read its JSON."""

    def answer(*arguments: str, code: int = 0) -> dict[str, Any]:
        assert main([*arguments, "--data-dir", str(shared_demo), "--json"]) == code
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]

    return answer


def completed(shared_demo: Path, since: str = "") -> list[dict[str, str]]:
    """Return the completed surveys of the demo's extracts."""
    rows = []
    for path in sorted((shared_demo / "demo_extracts").glob("survey_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if counts(row)]
    return [row for row in rows if row["discharge_date"] >= since]


def person(row: dict[str, str]) -> Person:
    return {key: int(text) for key, text in row.items() if text.isdecimal()}


def grouped(rows: list[dict[str, str]], key: Callable[[dict[str, str]], str]) -> Any:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(person(row))
    return groups


@pytest.mark.parametrize("measure", MEASURES + UPDATED)
def test_by_facility_equals_a_plain_recount(ask: Answer, shared_demo: Path, measure: str) -> None:
    since = "2025-01-01" if measure in UPDATED else ""
    people = grouped(completed(shared_demo, since), lambda row: row["facility_id"])
    rows = ask("score", measure, "--by", "facility")["rows"]
    assert [row["facility"] for row in rows] == sorted(people)
    people[""] = [each for own in people.values() for each in own]
    rows += [row | {"facility": ""} for row in ask("score", measure)["rows"]]
    shown = [row for row in rows if not row["suppressed"]]
    assert shown
    for row in shown:
        expected = recount(measure, people[row["facility"]])
        assert (row["n"], row["numerator"], row["denominator"]) == (
            expected.n,
            expected.numerator,
            expected.denominator,
        )
        assert row["value"] == pytest.approx(expected.value)


def test_by_quarter_equals_a_plain_recount(ask: Answer, shared_demo: Path) -> None:
    def quarter(row: dict[str, str]) -> str:
        return f"{row['discharge_date'][:4]}Q{(int(row['discharge_date'][5:7]) + 2) // 3}"

    people = grouped(completed(shared_demo), quarter)
    rows = ask("score", "cleanliness", "--by", "quarter")["rows"]
    found = {row["quarter"]: row["value"] for row in rows if not row["suppressed"]}
    assert len(found) >= 12
    for name, value in found.items():
        assert value == pytest.approx(recount("cleanliness", people[name]).value)


def test_by_language_equals_a_plain_recount(ask: Answer, shared_demo: Path) -> None:
    people = grouped(completed(shared_demo), lambda row: row["language"] or "unknown")
    rows = ask("score", "medicine_communication", "--by", "language")["rows"]
    for row in rows:
        if not row["suppressed"]:
            expected = recount("medicine_communication", people[row["language"]])
            assert (row["n"], row["value"]) == (expected.n, pytest.approx(expected.value))


def test_filters_narrow_and_add_up(ask: Answer) -> None:
    whole = ask("score", "overall_rating")["rows"][0]["n"]
    parts = [
        ask("score", "overall_rating", "--facility", f"LH0{k}")["rows"][0]["n"] for k in range(1, 7)
    ]
    assert sum(parts) == whole


def test_a_changed_measure_never_crosses_the_break(ask: Answer) -> None:
    document = ask("score", "responsiveness")
    assert "only Jan 2025 to Oct 2026 counts" in document["note"]
    legacy = ask("score", "responsiveness", "--to", "2024-12")["rows"][0]
    both = ask("score", "responsiveness", "--by", "year")["rows"]
    years = {row["year"]: row["numerator"] for row in both}
    assert legacy["numerator"] == years["2023"] + years["2024"]
    assert document["rows"][0]["numerator"] == years["2025"] + years["2026"]


def test_small_groups_carry_nulls(ask: Answer) -> None:
    rows = ask("score", "overall_rating", "--by", "unit")["rows"]
    small = [row for row in rows if row["suppressed"]]
    assert small
    for row in small:
        assert {row[name] for name in ("value", "n", "numerator", "denominator")} == {None}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["score", "nurses"], "Unknown measure"),
        (["score", "nps", "--by", "ward"], "Unknown grouping"),
        (["score", "nps", "--facility", "LH99"], "Unknown hospital"),
        (["score", "nps", "--from", "2026-13"], "not a month"),
        (["score", "nps", "--from", "2026-05", "--to", "2026-01"], "ends"),
        (["score", "nps", "--as-of", "p99999"], "Unknown publication"),
        (["score", "nps", "--by", "sex", "--by", "language"], "not by both"),
        (["undo", "nothing"], "Unknown upload"),
    ],
)
def test_a_wrong_question_gets_a_plain_answer(
    shared_demo: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main([*arguments, "--data-dir", str(shared_demo), "--json"]) == 2
    captured = capsys.readouterr()
    assert message in json.loads(captured.out)["error"]
    assert "Traceback" not in captured.out + captured.err


def test_undo_brings_back_publication_and_numbers(
    own_demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(*arguments: str) -> dict[str, Any]:
        assert main([*arguments, "--data-dir", str(own_demo), "--json"]) == 0
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]

    question = ("score", "nurse_communication", "--by", "unit", "--by", "month")
    before = answer(*question)
    upload = next(u for u in answer("uploads")["uploads"] if u["file"] == "survey_2025.csv")
    undone = answer("undo", upload["upload_id"])
    assert answer(*question)["rows"] != before["rows"]
    assert answer(*question, "--as-of", before["publication"])["rows"] == before["rows"]
    answer("redo", upload["upload_id"])
    after = answer(*question)
    assert after["rows"] == before["rows"]
    assert after["publication"] > undone["publication"] > before["publication"]
    assert answer("verify")["clean"] is True


def test_a_hospitals_total_gives_no_unit_away(ask: Answer) -> None:
    hospitals = ask("score", "overall_rating", "--by", "facility")["rows"]
    totals = {row["facility"]: row["n"] for row in hospitals}
    units = ask("score", "overall_rating", "--by", "unit", "--by", "facility")["rows"]
    alone = {row["unit"]: row for row in ask("score", "overall_rating", "--by", "unit")["rows"]}
    for facility, total in totals.items():
        own = [row for row in units if row["facility"] == facility]
        hidden = [row for row in own if alone[row["unit"]]["suppressed"]]
        rest = total - sum(alone[row["unit"]]["n"] or 0 for row in own)
        assert len(hidden) != 1
        assert rest == 0 or rest >= 11


def test_groups_come_in_order(ask: Answer) -> None:
    rows = ask("score", "responsiveness", "--by", "facility", "--by", "month")["rows"]
    groups = [(row["facility"], row["month"]) for row in rows]
    assert groups == sorted(groups)


def test_a_unit_asked_for_by_itself_gives_its_neighbour_no_more_away(ask: Answer) -> None:
    listed = ask("score", "overall_rating", "--by", "unit")["rows"]
    assert any(row["suppressed"] for row in listed)
    for row in listed:
        alone = ask("score", "overall_rating", "--unit", row["unit"])["rows"]
        quarters = ask("score", "overall_rating", "--unit", row["unit"], "--by", "quarter")["rows"]
        assert [one["suppressed"] for one in alone] == [row["suppressed"]]
        assert not row["suppressed"] or any(one["suppressed"] for one in quarters)
