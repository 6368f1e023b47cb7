"""Is every kind of damage found, and named?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from cxboard.storage.ledger_tables import uploads
from cxboard.storage.publishing import publish
from cxboard.storage.verify import verify
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import candidate, survey

Damage = Callable[[Path], object]

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
    publish(workspace, candidate(workspace, [survey("1", rating=9)]))
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
    assert any(path.suffix == ".json" for path in files)
    for path in files:
        kept = path.read_bytes()
        inflict(path)
        name = path.relative_to(filled.lake.root).as_posix()
        assert [(d.code, d.name) for d in verify(filled)] == [(code, name)]
        path.write_bytes(kept)
    assert verify(filled) == []


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
