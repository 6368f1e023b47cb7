"""Do many files become few without a row changing, and is only removed what belongs to nothing?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from cxboard.domain.errors import LakeDiffers
from cxboard.domain.vocabulary import Kind
from cxboard.storage import compacting
from cxboard.storage.compacting import compact
from cxboard.storage.publications import Publication, all_publications, current
from cxboard.storage.publishing import publish
from cxboard.storage.switching import undo
from cxboard.storage.verify import verify
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import candidate, survey

TABLE = Kind.SURVEY.value


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "data")
    yield opened
    opened.close()


def take_in(workspace: Workspace, number: int) -> Publication:
    """Publish two surveys; the second is said anew by every upload."""
    rows = [survey(f"S{number}", rating=9), survey("S", "2026-02", rating=number)]
    shown = publish(workspace, candidate(workspace, rows)).publication
    assert shown is not None
    return shown


def seen(workspace: Workspace, publication: Publication | None) -> pl.DataFrame:
    columns = ("survey_id", "rating", "month")
    return read_visible(workspace, publication, Kind.SURVEY, columns).sort("survey_id")


def files(workspace: Workspace, publication: Publication) -> int:
    return len(workspace.lake.files(TABLE, publication.tables[TABLE]))


def test_small_files_become_one_a_month_and_no_row_changes(workspace: Workspace) -> None:
    published = [take_in(workspace, number) for number in range(4)]
    before = [seen(workspace, publication) for publication in published]
    done = compact(workspace, "analyst")
    after = current(workspace.ledger)
    assert after == done.publication
    assert after is not None
    assert (after.reason, after.uploads) == ("compact", published[-1].uploads)
    assert done.tables == {TABLE: (8, 2)}
    assert seen(workspace, after).equals(before[-1])
    for publication, rows in zip(published, before, strict=True):
        assert seen(workspace, publication).equals(rows), publication.id
    assert verify(workspace) == []
    undo(workspace, after.uploads[-1], "analyst")
    assert seen(workspace, current(workspace.ledger)).equals(before[-2])


def test_a_compacted_lake_is_left_as_it_is(workspace: Workspace) -> None:
    take_in(workspace, 1)
    assert compact(workspace, "analyst").tables == {}
    take_in(workspace, 2)
    assert compact(workspace, "analyst").tables == {TABLE: (4, 2)}
    count = len(all_publications(workspace.ledger))
    assert compact(workspace, "analyst").tables == {}
    assert len(all_publications(workspace.ledger)) == count


def test_a_compaction_that_was_cut_off_is_finished(workspace: Workspace) -> None:
    for number in range(2):
        take_in(workspace, number)
    assert workspace.lake.compact(TABLE) is not None
    assert verify(workspace) == []
    assert compact(workspace, "analyst").tables == {TABLE: (4, 2)}
    assert verify(workspace) == []


def test_a_table_of_many_files_is_compacted_by_itself(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "MANY", 4)
    counts = [files(workspace, take_in(workspace, number)) for number in range(5)]
    assert counts == [2, 4, 6, 2, 4]
    again = candidate(workspace, [survey("S0", rating=9), survey("S", "2026-02", rating=0)])
    app_id = f"sha256:{again.sha256} {again.upload_id}"
    assert workspace.lake.has_transaction(TABLE, app_id)
    assert len(all_publications(workspace.ledger)) == 5
    assert verify(workspace) == []


def leave_behind(workspace: Workspace) -> set[str]:
    """Write what killed writers leave."""
    folder = workspace.lake.path(TABLE)
    month = next(folder.glob("month=*"))
    whole = next(month.glob("*.parquet"))
    names = {month / "part-orphan.parquet", month / "part-cut.parquet#1"}
    names |= {folder / "_delta_log" / "00000000000000000007.json#1"}
    for path in names:
        path.write_bytes(whole.read_bytes())
    return {path.relative_to(workspace.lake.root).as_posix() for path in names}


def test_what_killed_writers_left_is_removed_and_nothing_else(workspace: Workspace) -> None:
    publication = take_in(workspace, 1)
    kept = {path for path in workspace.lake.root.rglob("*") if path.is_file()}
    assert set(compact(workspace, "analyst").removed) == set()
    left = leave_behind(workspace)
    assert verify(workspace) == []
    assert set(compact(workspace, "analyst").removed) == left
    assert {path for path in workspace.lake.root.rglob("*") if path.is_file()} == kept
    assert len(seen(workspace, publication)) == 2


def test_nothing_is_removed_while_a_commit_cannot_be_read(workspace: Workspace) -> None:
    take_in(workspace, 1)
    left = leave_behind(workspace)
    log = workspace.lake.path(TABLE) / "_delta_log"
    (log / "00000000000000000001.json").write_bytes(b"")  # a commit that a power cut emptied
    with pytest.raises(LakeDiffers, match="Nothing is removed"):
        compact(workspace, "analyst")
    assert all((workspace.lake.root / name).exists() for name in left)
