"""Files that land in a folder are taken in, and moved beside their receipts.

Several watchers may share a folder: whoever holds a file's lock takes it, and the system frees the
lock of one that dies. A file is moved last, so that one that was being taken in when its watcher
died is taken again, which changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from cxboard.ingest.receive import shown_name
from cxboard.ingest.report import IngestReport

_LOCKS = ".cxboard"
_UNFINISHED = frozenset({".tmp", ".part", ".partial", ".filepart", ".crdownload", ".download"})
NOT_NOW = frozenset({"file_changed", "busy", "not_saved", "no_such_file"})
"""Reasons that lie not in the file: it stays and is tried again."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A file that was taken in or refused, where it is now, and its receipt."""

    name: str
    moved_to: Path
    report: IngestReport


def arrived(folder: Path, settle_seconds: float) -> list[Path]:
    """Return files that nobody has written to for a while, oldest first.

    Hidden files, names of unfinished transfers and Excel's own marks (~$) are none, nor are links.
    """
    found = []
    for path in folder.iterdir():
        unfinished = path.name.startswith((".", "~$")) or path.suffix.lower() in _UNFINISHED
        if unfinished or path.is_symlink() or not path.is_file():
            continue
        written = path.stat().st_mtime
        if abs(time.time() - written) >= settle_seconds:
            found.append((written, path))
    return [path for _, path in sorted(found)]


def take_all(
    folder: Path, ingest: Callable[[Path], IngestReport], settle_seconds: float
) -> Iterator[Taken]:
    """Take in what has arrived, one file after another.

    Args:
        folder: where files land; `done` and `refused` are made in it.
        ingest: takes one file in.
        settle_seconds: how long a file must have been left alone.
    """
    for path in arrived(folder, settle_seconds):
        taken = _take(path, ingest)
        if taken is not None:
            yield taken


def _take(path: Path, ingest: Callable[[Path], IngestReport]) -> Taken | None:
    """Take in one file; None when another watcher has it, or it cannot be done now."""
    try:
        with FileLock(_lock_of(path), blocking=False):
            if not path.exists():  # another watcher was faster
                return None
            report = ingest(path)
            if any(problem.code in NOT_NOW for problem in report.errors):
                return None
            target = _free(
                path.parent / ("refused" if report.outcome == "refused" else "done"), path
            )
            receipt = target.with_name(f"{target.name}.receipt.json")
            text = json.dumps(report.as_json(), indent=2, ensure_ascii=False, default=str)
            receipt.write_text(text, encoding="utf-8")
            path.rename(target)
            return Taken(name=shown_name(path), moved_to=target, report=report)
    except (Timeout, FileNotFoundError):
        return None


def _lock_of(path: Path) -> Path:
    locks = path.parent / _LOCKS
    locks.mkdir(exist_ok=True)
    return locks / f"{hashlib.sha256(path.name.encode('utf-8', 'replace')).hexdigest()[:24]}.lock"


def _free(folder: Path, path: Path) -> Path:
    """Return a place in a folder that no file has, under the file's own name if possible."""
    folder.mkdir(exist_ok=True)
    names = [path.name, *(f"{path.stem} ({number}){path.suffix}" for number in range(2, 100_000))]
    return next(folder / name for name in names if not (folder / name).exists())
