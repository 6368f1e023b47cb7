"""Who holds the writer's lock, and since when? A note beside it, for those who wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

_NOTE = "writer.txt"
_LONGEST = 80


@contextmanager
def noted(data_dir: Path, by: str) -> Iterator[None]:
    """Leave a note while the block lasts; only whoever holds the lock may.

    Without room for it the work goes on: nothing depends on the note.
    """
    note = data_dir / _NOTE
    with suppress(OSError):
        note.write_text(f"{by[:_LONGEST]}, since {datetime.now(UTC):%H:%M} UTC", encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def now(data_dir: Path) -> str:
    """Return who writes and since when, in words; nothing when nobody has said so."""
    try:
        return (data_dir / _NOTE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
