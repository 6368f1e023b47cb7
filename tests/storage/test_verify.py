"""Is every kind of damage found, and named?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deltalake import DeltaTable
from sqlalchemy import delete, text

from cxboard.cli import main
from cxboard.domain.vocabulary import Kind
from cxboard.storage.ledger_tables import uploads
from cxboard.storage.publishing import publish
from cxboard.storage.tables import ROLLUPS
from cxboard.storage.verify import verify
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import candidate, survey

Damage = Callable[[Path], object]

HINT = "_last_checkpoint"
"""Tells a reader of the log where to begin; without it, it looks for itself."""

DAMAGES: dict[str, tuple[Damage, str]] = {
    "deleted": (lambda path: path.unlink(), "missing"),
    "truncated": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "size"),
    "emptied": (lambda path: path.write_bytes(b""), "size"),
    "zeroed": (lambda path: path.write_bytes(bytes(path.stat().st_size)), "content"),
    "one bit": (
        lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]),
        "content",
    ),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with the usual ledger: what differs is in the lake."""
    opened = Workspace.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Return a lake with every class of file: data, counts, commits, and checkpoints of both."""
    publish(workspace, candidate(workspace, [survey("1", rating=9)]))
    for table in (Kind.SURVEY.value, ROLLUPS[Kind.SURVEY]):
        DeltaTable(str(workspace.lake.path(table))).create_checkpoint()
    publish(workspace, candidate(workspace, [survey("2", "2026-02", rating=9)]))
    return workspace


def test_a_sound_lake_has_no_differences(filled: Workspace) -> None:
    assert verify(filled) == []


def test_an_empty_lake_has_no_differences(workspace: Workspace) -> None:
    assert verify(workspace) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damaged_file_is_named(filled: Workspace, damage: str) -> None:
    inflict, code = DAMAGES[damage]
    files = sorted(path for path in filled.lake.root.rglob("*") if path.is_file())
    assert sum(path.suffix == ".json" for path in files) >= 4
    assert sum(".checkpoint" in path.name for path in files) == 2
    for path in files:
        if path.name == HINT:
            continue
        kept = path.read_bytes()
        inflict(path)
        name = path.relative_to(filled.lake.root).as_posix()
        assert [(d.code, d.name) for d in verify(filled)] == [(code, name)]
        path.write_bytes(kept)
    assert verify(filled) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_hint_of_where_to_begin_harms_nobody(filled: Workspace, damage: str) -> None:
    inflict, _ = DAMAGES[damage]
    for path in filled.lake.root.rglob(HINT):
        inflict(path)
    assert verify(filled) == []
    assert publish(filled, candidate(filled, [survey("3", rating=1)])).accepted == 1


LEDGER_DAMAGES: dict[str, Damage] = {
    "deleted": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "halved": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "a page short": lambda path: path.write_bytes(path.read_bytes()[:-4096]),
    "its first page zeroed": lambda path: path.write_bytes(bytes(4096) + path.read_bytes()[4096:]),
}


@pytest.mark.parametrize("damage", LEDGER_DAMAGES)
def test_a_damaged_ledger_is_named(
    filled: Workspace, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    filled.close()
    LEDGER_DAMAGES[damage](filled.data_dir / "ledger.db")
    assert main(["verify", "--json", "--data-dir", str(filled.data_dir)]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert not answer["clean"]
    assert {found["code"] for found in answer["differences"]} <= {"ledger", "upload"}


def test_an_older_copy_of_the_ledger_is_named(filled: Workspace) -> None:
    ledger = filled.data_dir / "ledger.db"
    filled.close()
    kept = ledger.read_bytes()
    opened = Workspace.open(filled.data_dir)
    late = publish(opened, candidate(opened, [survey("3", rating=1)])).publication
    opened.close()
    assert late is not None
    ledger.write_bytes(kept)
    opened = Workspace.open(filled.data_dir)
    assert [(d.code, d.name) for d in verify(opened)] == [("upload", late.upload_id)]
    opened.close()


def test_a_lost_upload_is_named(filled: Workspace) -> None:
    with filled.ledger.begin() as connection:
        connection.execute(delete(uploads))
    assert {difference.code for difference in verify(filled)} == {"upload"}


def test_sqlite_is_set_to_lose_nothing(workspace: Workspace) -> None:
    with workspace.ledger.read() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("UPDATE uploads SET \"by\" = 'someone else' WHERE seq = 1", "upload survey-"),
        (
            "UPDATE publications SET reason = 'undo' WHERE number = 1",
            "publication 1",
        ),
        ("DELETE FROM publications WHERE number = 1", "publication 1"),
    ],
)
def test_a_row_of_the_ledger_that_is_not_what_was_written_is_named(
    filled: Workspace, change: str, name: str
) -> None:
    with filled.ledger.begin() as connection:
        connection.execute(text(change))
    (difference,) = verify(filled)
    assert difference.code == "ledger"
    assert difference.name.startswith(name)
