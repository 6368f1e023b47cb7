"""Has a file reached the disk? delta-rs never asks, so everything it writes is synced here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_CHUNK = 1 << 20

_AT_ONCE = 16
"""Files synced side by side; a disk writes what many wait for in one go."""


def sync(paths: Iterable[Path]) -> None:
    """Flush files and the folders that name them to the disk.

    A folder is synced after its files, so that a name never outlives a power cut that its
    content did not survive.
    """
    files = list(paths)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda path: _sync_one(path, os.O_RDONLY), files))
        if os.name == "posix":  # Windows has no way to sync a folder
            folders = {parent for path in files for parent in list(path.parents)[:3]}
            list(pool.map(lambda folder: _sync_one(folder, os.O_RDONLY | os.O_DIRECTORY), folders))


def _sync_one(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal, reading it in pieces of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()
