"""Room for one ingest, gone when it ends; what killed runs left behind is swept away."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "ingest-"


@contextmanager
def room(staging_dir: Path) -> Iterator[Path]:
    """Give an empty folder of one's own, and remove it afterwards.

    A folder belongs to whoever holds the lock beside it. The lock is taken before the folder is
    made and the system frees it when its owner dies, so a folder with a free lock is nobody's.
    """
    sweep(staging_dir)
    folder = staging_dir / f"{_PREFIX}{uuid.uuid4().hex}"
    with FileLock(_lock_of(folder)):
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _lock_of(folder).unlink(missing_ok=True)


def sweep(staging_dir: Path) -> None:
    """Remove the folders of runs that are no more."""
    found = staging_dir.glob(f"{_PREFIX}*")  # a folder, its lock, or one without the other
    for folder in {path.with_suffix("") for path in found}:
        try:
            with FileLock(_lock_of(folder), blocking=False):
                shutil.rmtree(folder, ignore_errors=True)
                _lock_of(folder).unlink(missing_ok=True)
        except Timeout:
            continue


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")
