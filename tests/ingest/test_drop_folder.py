"""Is what lands in a folder taken in once, whole, and by whoever is first?"""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from cxboard.ingest.drop_folder import Taken, _lock_of, arrived, take_all
from cxboard.ingest.load import ingest_file
from cxboard.ingest.report import IngestReport
from cxboard.storage.messages import mark_read, messages_for, tell
from cxboard.storage.workspace import Workspace
from tests.ingest.files import published_times, surveys


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "drop"
    made.mkdir()
    return made


def land(folder: Path, name: str, text: str, age: float = 60) -> Path:
    """Write a file that was last written to some seconds ago."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def one_pass(workspace: Workspace, folder: Path) -> list[Taken]:
    return list(take_all(folder, lambda path: ingest_file(workspace, path), settle_seconds=5))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_files_move_to_done_or_refused_with_their_receipts(
    registered: Workspace, folder: Path
) -> None:
    land(folder, "good.csv", surveys({}))
    land(folder, "bad.csv", surveys({"survey_id": "S2", "rating": "11"}))
    assert sorted(one.report.outcome for one in one_pass(registered, folder)) == [
        "published",
        "refused",
    ]
    assert names(folder / "done") == ["good.csv", "good.csv.receipt.json"]
    assert names(folder / "refused") == ["bad.csv", "bad.csv.receipt.json"]
    receipt = json.loads((folder / "refused" / "bad.csv.receipt.json").read_text(encoding="utf-8"))
    assert (receipt["outcome"], receipt["rows"]["rejected"]) == ("refused", 1)
    assert one_pass(registered, folder) == []


def test_a_file_of_the_same_name_finds_its_place(registered: Workspace, folder: Path) -> None:
    for rating in ("9", "8"):
        land(folder, "month.csv", surveys({"rating": rating}))
        one_pass(registered, folder)
    assert names(folder / "done") == [
        "month (2).csv",
        "month (2).csv.receipt.json",
        "month.csv",
        "month.csv.receipt.json",
    ]


def test_what_is_still_being_written_is_left_alone(folder: Path) -> None:
    land(folder, "fresh.csv", "a", age=0)
    land(folder, "half.csv.part", "a")
    land(folder, ".hidden.csv", "a")
    land(folder, "~$book.xlsx", "a")
    (folder / "link.csv").symlink_to(folder / "fresh.csv")
    old = land(folder, "old.csv", "a")
    assert arrived(folder, 5) == [old]


def test_a_file_that_another_watcher_holds_is_left_to_it(
    registered: Workspace, folder: Path
) -> None:
    path = land(folder, "held.csv", surveys({}))
    with FileLock(_lock_of(path)):
        assert one_pass(registered, folder) == []
    assert len(one_pass(registered, folder)) == 1


def test_two_watchers_take_every_file_once(registered: Workspace, folder: Path) -> None:
    for number in range(4):
        land(folder, f"{number}.csv", surveys({"survey_id": f"S{number}"}))
    before = published_times(registered)
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: one_pass(registered, folder), range(2)))
    taken = sorted(one.name for part in both for one in part)
    assert taken == ["0.csv", "1.csv", "2.csv", "3.csv"]
    assert published_times(registered) == before + 4


def test_a_watcher_that_died_before_the_move_leaves_nothing_to_mend(
    registered: Workspace, folder: Path
) -> None:
    path = land(folder, "month.csv", surveys({}))
    assert ingest_file(registered, path).outcome == "published"
    (again,) = one_pass(registered, folder)
    assert (again.report.outcome, again.moved_to.parent.name) == ("unchanged", "done")


def test_what_does_not_lie_in_the_file_is_tried_again(registered: Workspace, folder: Path) -> None:
    def changing(path: Path) -> IngestReport:
        report = ingest_file(registered, path, dry_run=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")
        return ingest_file(registered, path.with_name("gone.csv")) if report else report

    land(folder, "month.csv", surveys({}))
    assert list(take_all(folder, changing, 5)) == []
    assert (folder / "month.csv").exists()


def test_messages_wait_until_their_reader_has_read_them(workspace: Workspace) -> None:
    ledger = workspace.ledger
    tell(ledger, ["ana", "bo"], severity="error", title="x", detail=["y"], upload_id=None)
    (message,) = messages_for(ledger, "ana")
    assert (message.title, message.detail, message.severity) == ("x", ("y",), "error")
    mark_read(ledger, "ana", [message.number])
    assert messages_for(ledger, "ana") == []
    assert len(messages_for(ledger, "ana", unread_only=False)) == 1
    assert len(messages_for(ledger, "bo")) == 1
