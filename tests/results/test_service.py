"""Does a process know what it serves, and does it stop writing when lake and ledger differ?"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxboard.domain.errors import LakeDiffers
from cxboard.results.service import DATA_DIR_VARIABLE, Readiness, Service, service
from cxboard.storage.ledger_tables import metadata
from cxboard.storage.workspace import Workspace


@pytest.fixture
def demo(own_demo: Path) -> Service:
    """Return a service over a demo of its own, checked."""
    running = Service(Workspace.open(own_demo))
    running.check()
    return running


def _some_file(running: Service) -> Path:
    """Return a file that `verify` watches and no page needs."""
    return next((running.workspace.lake.root / "survey").rglob("*.parquet"))


def test_an_empty_folder_is_ready_and_says_so(tmp_path: Path) -> None:
    running = Service(Workspace.open(tmp_path))
    running.check()
    assert not running.is_read_only
    assert running.readiness() == Readiness(is_ready=True, status="nothing is published yet")
    running.workspace.close()


def test_a_sound_lake_is_ready_and_may_be_written(demo: Service) -> None:
    assert demo.differences == ()
    assert demo.readiness() == Readiness(is_ready=True, status="ready")
    demo.require_writable()
    demo.workspace.close()


def test_a_changed_file_makes_it_read_only(demo: Service) -> None:
    file = _some_file(demo)
    file.write_bytes(file.read_bytes() + b"x")
    demo.check(contents=False)
    assert demo.is_read_only
    assert demo.readiness().status.startswith("read-only")
    with pytest.raises(LakeDiffers, match="cxboard verify"):
        demo.require_writable()
    demo.workspace.close()


def test_damage_that_keeps_the_size_is_found_by_the_full_check(demo: Service) -> None:
    file = _some_file(demo)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    demo.check(contents=False)
    assert not demo.is_read_only
    demo.check()
    assert demo.is_read_only
    demo.workspace.close()


def test_without_its_rollup_it_is_not_ready(demo: Service) -> None:
    for file in demo.workspace.lake.root.glob("rollup*/**/*.parquet"):
        file.unlink()
    demo.check(contents=False)
    assert demo.is_read_only
    assert not demo.readiness().is_ready
    demo.workspace.close()


def test_what_cannot_be_compared_is_read_only(demo: Service) -> None:
    with demo.workspace.ledger.begin() as connection:
        metadata.tables["lake_files"].drop(connection)
    demo.check()
    assert demo.is_read_only
    demo.workspace.close()


def test_a_process_has_one_service_for_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path))
    running = service()
    assert service() is running
    assert running.workspace.data_dir == tmp_path.resolve()
    running.workspace.close()
