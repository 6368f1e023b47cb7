"""The process that touches foreign files: `python -m cxboard.ingest.child`, told what to read.

A file can make a parser run out of memory, hang, or end its process, and no `except` helps. So
the file is read here, under limits that this process sets for itself, and it may die: the parent
then refuses the file. It exits 0 whenever it could say what is in the file or what is wrong.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from cxboard.ingest.forms import Form
from cxboard.ingest.job import NO_ROOM, Answer, Job, ReadTable
from cxboard.ingest.limits import Limits
from cxboard.ingest.structure_problems import BadStructure

Reader = Callable[[Job], ReadTable]


def _text(job: Job) -> ReadTable:
    from cxboard.ingest.child_text import read_text

    return read_text(job)


def _parquet(job: Job) -> ReadTable:
    from cxboard.ingest.child_parquet import read_parquet

    return read_parquet(job)


def _workbook(job: Job) -> ReadTable:
    from cxboard.ingest.child_workbook import read_workbook

    return read_workbook(job)


def _xml(job: Job) -> ReadTable:
    from cxboard.ingest.child_xml import read_xml

    return read_xml(job)


READERS: Mapping[Form, Reader] = {
    Form.TEXT: _text,
    Form.PARQUET: _parquet,
    Form.WORKBOOK: _workbook,
    Form.XML: _xml,
}
"""How each form is read; what one form needs is imported when such a file comes."""


def main(job_file: Path) -> int:
    """Read one file as the job says and write the answer."""
    _end_with_parent()
    job = Job.read(job_file)
    limit_this_process(job.limits)
    try:
        _answer(job)
    except MemoryError:
        return 1
    except OSError as wrong:
        return NO_ROOM if wrong.errno == errno.ENOSPC else 1
    return 0


def _answer(job: Job) -> None:
    """Read the file and write its rows, or what is wrong with it."""
    try:
        read = READERS[job.form](job)
    except BadStructure as wrong:
        Answer(problems=wrong.problems).write(job.answer_file)
        return
    np.save(job.lines_file, read.lines)
    answer = Answer(headers=read.headers, below=read.below, shape=read.shape, notices=read.notices)
    answer.write(job.answer_file)


def limit_this_process(limits: Limits) -> None:
    """Bound memory, processor time and crash dumps, where the system knows such bounds."""
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit remains
        return
    for which, most in (
        (resource.RLIMIT_AS, limits.child_memory_bytes),
        (resource.RLIMIT_CPU, limits.child_cpu_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (allowed, allowed))


def _end_with_parent() -> None:
    """End this process when the parent does: its death closes the pipe that we wait on."""

    def wait() -> None:
        while os.read(0, 1):  # unbuffered: a lock held at exit would abort the process
            pass
        os._exit(70)

    threading.Thread(target=wait, daemon=True).start()


def _wait_for_job() -> int:
    """Import what most files need, then read the one named on standard input, if any is."""
    import cxboard.ingest.child_text  # noqa: F401

    line = sys.stdin.buffer.readline()
    return main(Path(json.loads(line))) if line else 0


if __name__ == "__main__":
    sys.exit(_wait_for_job())
