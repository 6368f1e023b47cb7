"""The parent's side of reading: run the child, survive whatever it does, take its answer."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.ingest.children import child_for
from cxboard.ingest.chunks import chunks
from cxboard.ingest.forms import Form, Reading, Shape
from cxboard.ingest.job import NO_ROOM, Answer, Job
from cxboard.ingest.limits import Limits
from cxboard.ingest.progress import Progress
from cxboard.ingest.report import Problem, error

_LONGEST_LINE = 64


@dataclass(frozen=True, kw_only=True)
class Extract:
    """A file read apart: Parquet columns c0, c1, … of text, their headers, and row numbers.

    `shape` says how it was read, `notices` what of that its sender might not expect; `below` are
    the names in the row below the headers, if it holds names, too.
    """

    cells: Path
    headers: tuple[str, ...]
    lines: npt.NDArray[np.int32]
    shape: Shape
    notices: tuple[Problem, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.lines)

    def chunks(
        self, headers: Mapping[str, str], differing: Collection[str]
    ) -> Iterator[pl.DataFrame]:
        """Yield the same columns as `scan`, a chunk of rows at a time; see `chunks`."""
        places = {header: f"c{place}" for place, header in enumerate(self.headers)}
        columns = {name: places[header] for name, header in headers.items()}
        return chunks(self.cells, columns, differing)

    def scan(self, headers: Mapping[str, str]) -> pl.LazyFrame:
        """Return columns in the file's order of rows; `headers` maps their new names to headers."""
        places = {header: f"c{place}" for place, header in enumerate(self.headers)}
        chosen = [pl.col(places[header]).alias(name) for name, header in headers.items()]
        return pl.scan_parquet(self.cells).select(chosen)


def read_apart(
    source: Path,
    folder: Path,
    *,
    form: Form,
    reading: Reading,
    limits: Limits,
    known: Collection[str],
    progress: Progress,
) -> Extract | tuple[Problem, ...]:
    """Read a file in a limited child process.

    Args:
        source: the file.
        folder: room for the child's results.
        form: how it holds its table.
        reading: what its sender says about it.
        limits: what the file may hold and the child may use.
        known: plain names of the columns of every layout.
        progress: is told the rows that are read, and ends the child when the file is not wanted.

    Returns:
        the extract, or why the file cannot be read.

    Raises:
        Cancelled: the file is not wanted any more.
    """
    job = Job(
        source=source.resolve(),
        folder=folder.resolve(),
        form=form,
        reading=reading,
        limits=limits,
        known=known,
    )
    job.write()
    ended = _run(job, progress)
    if ended != 0:
        return (_no_room() if ended == NO_ROOM else _unreadable(),)
    try:
        answer = Answer.read(job.answer_file)
        if answer.problems:
            return answer.problems
        lines = np.load(job.lines_file, allow_pickle=False)
        assert answer.shape is not None
    except (OSError, ValueError, KeyError, TypeError, AssertionError):
        return (_unreadable(),)
    return Extract(
        cells=job.rows_file,
        headers=answer.headers,
        lines=lines,
        shape=answer.shape,
        notices=answer.notices,
        below=answer.below,
    )


def _run(job: Job, progress: Progress) -> int:
    """Return the child's exit code; it is killed when it takes too long, or is not wanted.

    A timer kills rather than a `wait` with a time limit, which polls and adds up to 50 ms.
    """
    size = job.source.stat().st_size
    with child_for(job.job_file) as child:
        killer = threading.Timer(job.limits.wall_seconds(size), child.kill)
        killer.daemon = True
        killer.start()
        try:
            with progress.stopped_by(child.kill):
                for rows, done in told_by(child):
                    progress.advance(rows, part=done / size)
                return child.wait()
        finally:
            killer.cancel()
            child.kill()


def told_by(child: subprocess.Popen[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the rows and bytes that a child says it has read; what else it says is no matter."""
    assert child.stdout is not None
    while line := child.stdout.readline(_LONGEST_LINE):
        words = line.split()
        if len(words) == 2 and all(word.isdigit() for word in words):
            yield int(words[0]), int(words[1])


def _no_room() -> Problem:
    return error(
        "not_saved",
        "There is no room left to work in; the data folder’s disk is full.",
        "Make room, then send the file again.",
    )


def _unreadable() -> Problem:
    return error(
        "unreadable_file",
        "The file could not be read within safe bounds of memory and time; it may be damaged.",
        "Export it again, or split it by month.",
    )
