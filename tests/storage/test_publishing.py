"""What do readers see after uploads, restatements, undo and redo, in any order?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxboard.domain.errors import BadRequest, LakeDiffers, UnknownValue
from cxboard.domain.vocabulary import Kind
from cxboard.storage.publications import current, get_publication
from cxboard.storage.publishing import preview, publish
from cxboard.storage.switching import redo, refresh_rollup, undo
from cxboard.storage.tables import ROLLUPS
from cxboard.storage.verify import verify
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import Row, candidate, survey

Counts = Counter[tuple[date, str, str, int]]


def ratings(workspace: Workspace) -> dict[str, int]:
    """Return every visible survey's rating."""
    shown = current(workspace.ledger)
    rows = read_visible(workspace, shown, Kind.SURVEY, ["record_key", "rating"])
    assert rows["record_key"].is_unique().all()
    return dict(rows.iter_rows())


def rolled_up(workspace: Workspace, publication_id: str | None = None) -> Counts:
    """Return the published counts of everybody."""
    ledger = workspace.ledger
    shown = get_publication(ledger, publication_id) if publication_id else current(ledger)
    if shown is None or ROLLUPS[Kind.SURVEY] not in shown.tables:
        return Counter()
    rollup = ROLLUPS[Kind.SURVEY]
    files = workspace.lake.files(rollup, shown.tables[rollup])
    counts: Counts = Counter()
    for file in files:
        month = date.fromisoformat(file.parent.name.removeprefix("month="))
        rows = pl.read_parquet(file, hive_partitioning=False).filter(cut="all")
        for unit, item, answer, n in rows.select("unit_id", "item", "answer", "n").iter_rows():
            counts[month, unit, item, answer] += n
    return counts


def test_a_second_upload_of_the_same_rows_changes_nothing(workspace: Workspace) -> None:
    rows = [survey("1", rating=9), survey("2", rating=3)]
    first = publish(workspace, candidate(workspace, rows))
    again = publish(workspace, candidate(workspace, list(reversed(rows))))
    assert (first.accepted, first.unchanged) == (2, 0)
    assert (again.accepted, again.unchanged) == (0, 2)
    assert again.publication == first.publication


def test_a_corrected_file_restates_its_own_rows_only(workspace: Workspace) -> None:
    publish(workspace, candidate(workspace, [survey("1", rating=9), survey("2", rating=3)]))
    corrected = publish(workspace, candidate(workspace, [survey("2", rating=8), survey("3")]))
    assert (corrected.accepted, corrected.restated, corrected.unchanged) == (2, 1, 0)
    assert ratings(workspace) == {"1": 9, "2": 8, "3": None}


def test_a_corrected_date_moves_the_row_to_its_month(workspace: Workspace) -> None:
    publish(workspace, candidate(workspace, [survey("1", "2026-01", rating=9)]))
    moved = publish(workspace, candidate(workspace, [survey("1", "2026-03", rating=9)]))
    assert moved.months == (date(2026, 1, 1), date(2026, 3, 1))
    counts = rolled_up(workspace)
    assert counts[date(2026, 1, 1), "A1", "rating", 9] == 0
    assert counts[date(2026, 3, 1), "A1", "rating", 9] == 1


def test_undo_brings_back_the_former_numbers_exactly(workspace: Workspace) -> None:
    first = publish(workspace, candidate(workspace, [survey("1", rating=9), survey("2")]))
    before = rolled_up(workspace)
    second = candidate(workspace, [survey("1", rating=2), survey("4", "2026-02", rating=5)])
    publish(workspace, second)
    after = rolled_up(workspace)
    undo(workspace, second.upload_id, "test")
    assert rolled_up(workspace) == before
    redo(workspace, second.upload_id, "test")
    assert rolled_up(workspace) == after
    assert first.publication is not None
    assert rolled_up(workspace, first.publication.id) == before


def test_undoing_the_first_of_two_keeps_what_the_second_says(workspace: Workspace) -> None:
    first = candidate(workspace, [survey("1", rating=9), survey("2", rating=9)])
    publish(workspace, first)
    publish(workspace, candidate(workspace, [survey("2", rating=9), survey("3", rating=1)]))
    undo(workspace, first.upload_id, "test")
    assert ratings(workspace) == {"2": 9, "3": 1}


def test_undo_of_everything_leaves_nothing_and_redo_all(workspace: Workspace) -> None:
    only = candidate(workspace, [survey("1", rating=9)])
    publish(workspace, only)
    undo(workspace, only.upload_id, "test")
    assert ratings(workspace) == {}
    assert not rolled_up(workspace)
    redo(workspace, only.upload_id, "test")
    assert ratings(workspace) == {"1": 9}


def test_what_cannot_be_switched_is_refused(workspace: Workspace) -> None:
    only = candidate(workspace, [survey("1", rating=9)])
    publish(workspace, only)
    with pytest.raises(UnknownValue, match=only.upload_id):
        undo(workspace, "survey-none", "test")
    with pytest.raises(BadRequest, match="already part of"):
        redo(workspace, only.upload_id, "test")
    undo(workspace, only.upload_id, "test")
    with pytest.raises(BadRequest, match="not part of"):
        undo(workspace, only.upload_id, "test")


def test_partial_surveys_are_kept_and_not_counted(workspace: Workspace) -> None:
    rows = [survey("1", rating=9), survey("2", rating=9, survey_status="partial")]
    publish(workspace, candidate(workspace, rows))
    assert rolled_up(workspace)[date(2026, 1, 1), "A1", "rating", 9] == 1
    assert len(ratings(workspace)) == 2


def test_a_preview_counts_what_publishing_would_and_writes_nothing(workspace: Workspace) -> None:
    publish(workspace, candidate(workspace, [survey("1", rating=9), survey("2", rating=9)]))
    before = (rolled_up(workspace), sorted(workspace.lake.root.rglob("*")))
    change = candidate(workspace, [survey("1", rating=0), survey("3", "2026-02", rating=7)])
    seen = preview(workspace, change)
    assert (rolled_up(workspace), sorted(workspace.lake.root.rglob("*"))) == before
    done = publish(workspace, change)
    assert (seen.accepted, seen.restated, seen.months) == (2, 1, done.months)
    expected = {
        (month, unit, item, answer): n
        for month, unit, item, answer, n in seen.rollup.filter(cut="all")
        .select("month", "unit_id", "item", "answer", "n")
        .iter_rows()
    }
    assert rolled_up(workspace) == Counter(expected)


def test_nothing_is_written_while_lake_and_ledger_differ(workspace: Workspace) -> None:
    publish(workspace, candidate(workspace, [survey("1", rating=9)]))
    next(workspace.lake.root.rglob("*.parquet")).unlink()
    with pytest.raises(LakeDiffers, match="not there"):
        publish(workspace, candidate(workspace, [survey("2", rating=9)]))


def test_a_kill_after_the_rows_are_written_is_finished_by_the_same_command(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(workspace, candidate(workspace, [survey("1", rating=9)]))
    cut_off = candidate(workspace, [survey("2", rating=9)])

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cxboard.storage.moving._list_files", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(workspace, cut_off)
    assert ratings(workspace) == {"1": 9}
    other = publish(workspace, candidate(workspace, [survey("3", "2026-05", rating=9)]))
    assert other.publication is not None
    assert rolled_up(workspace)[date(2026, 1, 1), "A1", "rating", 9] == 1
    publish(workspace, cut_off)
    assert ratings(workspace) == {"1": 9, "2": 9, "3": 9}
    assert rolled_up(workspace)[date(2026, 1, 1), "A1", "rating", 9] == 2


def test_a_cut_off_file_whose_rows_differ_the_next_time_leaves_nothing_behind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = candidate(workspace, [survey("1", rating=9), survey("2", rating=9)])
    more = candidate(workspace, [survey("1", rating=9), survey("2", rating=8), survey("3")])
    again = replace(more, sha256=first.sha256, upload_id=first.upload_id)

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    for cut_off in (first, again, first):
        with monkeypatch.context() as patch:
            patch.setattr("cxboard.storage.moving._list_files", killed)
            with pytest.raises(KeyboardInterrupt):
                publish(workspace, cut_off)
    publish(workspace, again)
    assert ratings(workspace) == {"1": 9, "2": 8, "3": None}
    assert rolled_up(workspace)[date(2026, 1, 1), "A1", "rating", 9] == 1
    assert verify(workspace) == []


def test_a_changed_catalogue_rebuilds_the_counts(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(workspace, candidate(workspace, [survey("1", rating=9)]))
    assert refresh_rollup(workspace) == current(workspace.ledger)
    before = rolled_up(workspace)
    monkeypatch.setattr("cxboard.storage.moving.catalogue_fingerprint", lambda: "other")
    rebuilt = refresh_rollup(workspace)
    assert rebuilt is not None
    assert rebuilt.reason == "rebuild"
    assert rolled_up(workspace) == before


Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["load", "undo", "redo"]), st.integers(0, 3)), max_size=8
)
FILES: list[list[Row]] = [
    [survey(str(k), rating=9) for k in range(6)],
    [survey(str(k), "2026-02", rating=3) for k in range(4, 9)],
    [survey(str(k), rating=k) for k in range(3)] + [survey("9", rating=10)],
    [survey(str(k), "2026-03", rating=9) for k in (0, 4, 9)],
]


@settings(max_examples=15)
@given(STEPS)
def test_any_order_of_load_undo_and_redo_shows_the_newest_active_row(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder))
        order: list[int] = []
        active: set[int] = set()
        for action, index in steps:
            file = candidate(workspace, FILES[index])
            if action == "load" and index not in order:
                if publish(workspace, file).accepted:
                    order.append(index)
                    active.add(index)
            elif action == "undo" and index in active:
                undo(workspace, file.upload_id, "test")
                active.discard(index)
            elif action == "redo" and index in order and index not in active:
                redo(workspace, file.upload_id, "test")
                active.add(index)
        expected: dict[str, Row] = {}
        for index in order:
            if index in active:
                expected |= {row["record_key"]: row for row in FILES[index]}
        assert ratings(workspace) == {key: row["rating"] for key, row in expected.items()}
        counts = Counter((row["month"], "A1", "rating", row["rating"]) for row in expected.values())
        found = {key: n for key, n in rolled_up(workspace).items() if key[2] == "rating"}
        assert found == counts
        workspace.close()
