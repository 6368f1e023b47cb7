"""Is every change of a register kept, on each kind of database, and nobody's work lost?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.actions import (
    Action,
    ActionStatus,
    CustomerSide,
    Engagement,
    PatientSide,
)
from cxboard.domain.charted import Alert, AlertRule, Annotation, Rebase
from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.domain.filters import Filters
from cxboard.domain.framework import Area, Assessment, Maturity, Review
from cxboard.domain.partnership import Involvement, Partnership
from cxboard.domain.periods import Period
from cxboard.domain.records import Author, EditedMeanwhile, Record
from cxboard.domain.references import Target, TargetStatus
from cxboard.domain.registers import Registers
from cxboard.domain.sources import ExpectedSource, Rhythm
from cxboard.domain.vocabulary import Direction, Kind, Section
from cxboard.storage import registers
from cxboard.storage.ledger import Ledger
from tests.commands import ROOT

ANALYST = Author(name="ana", role="analyst")
OTHER = Author(name="otto", role="administrator")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)

ACTION = Action(
    measure_id="restfulness",
    facility_id="LH04",
    title="Quiet hours from 10 pm",
    owner_role="Chief nurse",
    start=date(2026, 5, 4),
    due=date(2026, 9, 30),
    patient_side=(PatientSide.COMPASSION,),
    customer_side=(CustomerSide.COMMUNICATION, CustomerSide.CONVENIENCE),
    notes="“Über” – 15 % & <b>",
)
OPEN_END = Target(measure_id="nps", value=50, direction=Direction.INCREASE)
TARGET = replace(OPEN_END, last=JUNE)
ENTRIES: tuple[Record, ...] = (
    ACTION,
    TARGET,
    Rebase(measure_id="nps", month=MAY, decided_by="Chief nurse", reason="New beds"),
    Annotation(month=MAY, text="Strike"),
    Alert(measure_id="nps", rule=AlertRule.BELOW, threshold=30.5, for_role="Chief nurse"),
    Partnership(
        kind=Involvement.COUNCIL,
        title="Council",
        lead_role="Chief nurse",
        level=Engagement.SYSTEMIC,
        since=MAY,
        people=14,
    ),
    Area(number=3, section=Section.LISTENING, title="Ours"),
    Maturity(level=5, label="Leading"),
    Review(held_on=MAY, group="Board committee", assessor="Chief nurse"),
    Assessment(review_id=1, area=3, level=2, evidence=("/", "nps"), due=JUNE),
    ExpectedSource(
        title="Contact centre",
        kind=Kind.CONTACT,
        rhythm=Rhythm.MONTHLY,
        due_days=10,
        since=MAY,
        profile="Calls",
        owner_role="Head of the contact centre",
    ),
)

CHANGES: dict[type[Record], dict[str, Any]] = {
    Action: {"notes": "mine"},
    Target: {"value": 51.0},
    Rebase: {"reason": "mine"},
    Annotation: {"text": "mine"},
    Alert: {"threshold": 31.0},
    Partnership: {"people": 15},
    Area: {"title": "mine"},
    Maturity: {"label": "mine"},
    Review: {"group": "mine"},
    Assessment: {"level": 3},
    ExpectedSource: {"due_days": 11},
}
"""What a second person changes in each kind of entry."""


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    opened = Ledger(ledger_url)
    yield opened
    opened.close()


def everything(kept: Registers) -> list[Record]:
    """Return what people entered, of every register."""
    fields = (value for value in vars(kept).values() if isinstance(value, tuple))
    return [entry for entries in fields for entry in entries if entry.id]


def test_every_kind_of_entry_comes_back_as_it_was_saved(ledger: Ledger) -> None:
    assert {type(entry) for entry in ENTRIES} == registers.TABLES.keys()
    before = registers.revision(ledger)
    saved = [registers.save(ledger, entry, ANALYST) for entry in ENTRIES]
    kept = registers.read(ledger)
    assert sorted(everything(kept), key=repr) == sorted(saved, key=repr)
    assert kept.revision == registers.revision(ledger) == before + len(ENTRIES)
    for entry, stored in zip(ENTRIES, saved, strict=True):
        assert stored.says_the_same_as(entry)
        assert (stored.version, stored.changed_role) == (1, "analyst")


def test_the_second_of_two_is_told_and_both_are_in_the_history(ledger: Ledger) -> None:
    first = registers.save(ledger, ACTION, ANALYST)
    theirs = registers.save(ledger, replace(first, owner_role="Chief operating officer"), OTHER)
    mine = replace(first, status=ActionStatus.DONE)
    with pytest.raises(EditedMeanwhile) as told:
        registers.save(ledger, mine, ANALYST)
    assert (told.value.theirs, told.value.mine) == (theirs, mine)
    assert registers.read(ledger).actions == (theirs,)

    after = registers.save(ledger, told.value.settled(), ANALYST)
    assert (after.version, after.status) == (3, ActionStatus.DONE)
    lines = registers.history(ledger, after)
    assert [(line.change, line.by) for line in lines] == [
        ("changed", "ana"),
        ("refused", "ana"),
        ("changed", "otto"),
        ("added", "ana"),
    ]
    assert lines[1].after["status"] == "done"
    assert lines[1].before is not None
    assert lines[1].before["owner_role"] == "Chief operating officer"


def test_in_every_register_the_second_of_two_is_told_and_nothing_is_lost(ledger: Ledger) -> None:
    for entry in ENTRIES:
        first = registers.save(ledger, entry, ANALYST)
        theirs = registers.save(ledger, replace(first, withdrawn=True), OTHER)
        with pytest.raises(EditedMeanwhile) as told:
            registers.save(ledger, replace(first, **CHANGES[type(entry)]), ANALYST)
        assert told.value.theirs == theirs, type(entry)
        assert registers.history(ledger, first)[0].change == "refused"


def test_saving_what_stands_already_is_no_conflict_and_no_change(ledger: Ledger) -> None:
    first = registers.save(ledger, ACTION, ANALYST)
    changed = registers.save(ledger, replace(first, notes=""), ANALYST)
    assert registers.save(ledger, replace(first, notes=""), OTHER) == changed
    assert len(registers.history(ledger, first)) == 2


def test_a_withdrawn_entry_is_out_of_sight_and_comes_back(ledger: Ledger) -> None:
    first = registers.save(ledger, ACTION, ANALYST)
    gone = registers.save(ledger, replace(first, withdrawn=True), ANALYST)
    assert registers.read(ledger).actions == ()
    assert registers.withdrawn(ledger, Action) == (gone,)
    registers.save(ledger, replace(gone, withdrawn=False), OTHER)
    assert len(registers.read(ledger).actions) == 1
    changes = [line.change for line in registers.history(ledger, first)]
    assert changes == ["restored", "withdrawn", "added"]


WRONG: dict[str, Record] = {
    "unknown measure": replace(ACTION, measure_id="no_such"),
    "no title": replace(ACTION, title=" "),
    "no owner": replace(ACTION, owner_role=""),
    "due before start": replace(ACTION, due=date(2026, 5, 3)),
    "serves nobody": replace(ACTION, patient_side=(), customer_side=()),
    "unit without hospital": replace(ACTION, facility_id="", unit_id="U"),
    "a letter that cannot be stored": replace(ACTION, notes="a\x00b"),
    "half a letter": replace(ACTION, notes="\ud800"),
    "a novel": replace(ACTION, notes="x" * 2_001),
    "a target beyond 100": replace(TARGET, value=101),
    "a target that is no number": replace(TARGET, value=float("nan")),
    "a target backwards in time": replace(TARGET, first=date(2026, 7, 1)),
    "agreed by nobody": replace(TARGET, status=TargetStatus.AGREED),
    "a month's middle": replace(TARGET, last=date(2026, 5, 2)),
    "rebase without a reason": Rebase(measure_id="nps", month=MAY, decided_by="CEO", reason=" "),
    "rebase by nobody": Rebase(measure_id="nps", month=MAY, decided_by="", reason="Beds"),
    "threshold missing": Alert(measure_id="nps", rule=AlertRule.ABOVE, for_role="CEO"),
    "closed without a word": Partnership(
        kind=Involvement.RECOMMENDATION,
        title="Say who is in charge",
        lead_role="Chief nurse",
        level=Engagement.SYSTEMIC,
        since=MAY,
        closed_on=JUNE,
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_true_is_refused_and_nothing_is_written(what: str, tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    with pytest.raises((BadRequest, UnknownValue)):
        registers.save(ledger, WRONG[what], ANALYST)
    assert registers.read(ledger).revision == 0
    ledger.close()


def test_two_targets_or_rebases_of_one_time_and_place_are_refused(ledger: Ledger) -> None:
    registers.save(ledger, TARGET, ANALYST)
    with pytest.raises(BadRequest, match="already a target"):
        registers.save(ledger, replace(TARGET, value=60, first=MAY), ANALYST)
    registers.save(ledger, replace(TARGET, first=date(2026, 7, 1), last=None), ANALYST)
    registers.save(ledger, replace(TARGET, facility_id="LH01"), ANALYST)
    rebase = Rebase(measure_id="nps", month=MAY, decided_by="CEO", reason="Beds")
    kept = registers.save(ledger, rebase, ANALYST)
    with pytest.raises(BadRequest, match="already"):
        registers.save(ledger, rebase, ANALYST)
    registers.save(ledger, replace(kept, withdrawn=True), ANALYST)
    registers.save(ledger, rebase, ANALYST)


def test_an_entry_that_is_not_there_cannot_be_changed(ledger: Ledger) -> None:
    with pytest.raises(UnknownValue):
        registers.save(ledger, replace(ACTION, id=7, version=1), ANALYST)


_EDITOR = """
import sys
from dataclasses import replace
from cxboard.domain.records import Author, EditedMeanwhile
from cxboard.storage import registers
from cxboard.storage.ledger import Ledger
url, name = sys.argv[1:]
ledger = Ledger(url)
action, = registers.read(ledger).actions
print("ready", flush=True)
sys.stdin.readline()
try:
    registers.save(ledger, replace(action, notes=name), Author(name=name, role="analyst"))
    print("saved")
except EditedMeanwhile as told:
    print("told", told.theirs.notes, told.mine.notes)
"""


def test_of_two_processes_that_save_at_once_one_wins_and_the_other_is_told(
    ledger: Ledger, ledger_url: str
) -> None:
    action = registers.save(ledger, ACTION, ANALYST)
    names = ("left", "right")
    editors = {
        name: subprocess.Popen(
            [sys.executable, "-c", _EDITOR, ledger_url, name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    }
    for editor in editors.values():
        assert editor.stdout is not None
        assert editor.stdout.readline() == "ready\n"
    for editor in editors.values():
        assert editor.stdin is not None
        editor.stdin.write("go\n")
        editor.stdin.flush()
    said = {name: editor.communicate(timeout=60)[0].strip() for name, editor in editors.items()}
    winner = next(name for name in names if said[name] == "saved")
    loser = next(name for name in names if name != winner)
    assert said[loser] == f"told {winner} {loser}"
    (standing,) = registers.read(ledger).actions
    assert (standing.notes, standing.version) == (winner, 2)
    lines = registers.history(ledger, action)
    assert [(line.change, line.after["notes"]) for line in lines[:2]] == [
        ("refused", loser),
        ("changed", winner),
    ]


PLACES = st.sampled_from([("", ""), ("A", ""), ("B", ""), ("A", "A1"), ("A", "A2")])


@given(place=PLACES, chosen=PLACES)
def test_a_place_touches_contains_or_is_the_population(
    place: tuple[str, str], chosen: tuple[str, str]
) -> None:
    """The same, said with sets of the units that each place has."""
    units = {"A": {"A1", "A2"}, "B": {"B1"}}

    def people(where: tuple[str, str]) -> set[str]:
        facility, unit = where
        return {unit} if unit else units[facility] if facility else {"A1", "A2", "B1"}

    entry = replace(ACTION, facility_id=place[0], unit_id=place[1])
    period = Period(first=MAY, last=MAY)
    filters = Filters(
        period=period,
        facilities=(chosen[0],) if chosen[0] else (),
        units=(chosen[1],) if chosen[1] else (),
    )
    assert entry.touches(filters) == bool(people(place) & people(chosen))
    assert entry.is_exactly(filters) == (place == chosen)
    assert entry.contains(filters) == (people(chosen) <= people(place) or place == chosen)
    assert entry.is_exactly(entry.narrow(filters))


def test_the_target_in_force_is_the_narrowest_and_newest() -> None:
    def target(number: int, value: float, **more: object) -> Target:
        return replace(OPEN_END, id=number, value=value, **more)  # type: ignore[arg-type]

    kept = Registers(
        targets=(
            target(1, 40, first=MAY, last=MAY),
            target(2, 45, first=JUNE),
            target(3, 55, facility_id="A"),
            target(0, 50),
        )
    )

    def found(month: date, *facilities: str, **more: object) -> float | None:
        period = Period(first=month, last=month)
        filters = Filters(period=period, facilities=facilities, **more)  # type: ignore[arg-type]
        target = kept.target_of("nps", filters)
        return target and target.value

    assert found(date(2026, 4, 1)) == 50, "nothing was entered for April"
    assert found(MAY) == 40
    assert found(JUNE) == 45
    assert found(JUNE, "A") == 55
    assert found(JUNE, "A", units=("A1",)) == 55
    assert found(JUNE, "B") == 45
    assert kept.target_of("overall_rating", Filters(period=Period(first=MAY, last=MAY))) is None
