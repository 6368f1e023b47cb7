"""Does a reading child that was got ready read one file, or end when there is none to read?"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from cxboard.ingest import children
from cxboard.ingest.forms import Form, Reading
from cxboard.ingest.job import Answer, Job
from cxboard.ingest.limits import DEFAULT_LIMITS

_LEFT_ALONE = """
import os
from cxboard.ingest import children
with children.one_ready():
    print(children._ready[0].pid, flush=True)
    os.kill(os.getpid(), 9)
"""
_PATIENCE_MILLISECONDS = 60_000


def test_a_child_got_ready_is_the_one_that_reads(tmp_path: Path) -> None:
    source = tmp_path / "two\nlines.csv"
    source.write_text("facility_id,rating\nLH01,9\n")
    known = frozenset({"facility_id", "rating"})
    job = Job(
        source=source,
        folder=tmp_path,
        form=Form.TEXT,
        reading=Reading(),
        limits=DEFAULT_LIMITS,
        known=known,
    )
    job.write()
    with children.one_ready():
        (waiting,) = children._ready
        child = children.child_for(job.job_file)
    with child:
        assert child is waiting
        assert child.wait() == 0
    assert Answer.read(job.answer_file).headers == ("facility_id", "rating")


def test_a_child_without_a_file_ends_with_its_block() -> None:
    with children.one_ready():
        (waiting,) = children._ready
    assert waiting.returncode is not None


def test_a_child_without_a_file_ends_with_its_parent() -> None:
    parent = subprocess.run(
        [sys.executable, "-c", _LEFT_ALONE], capture_output=True, check=False, text=True
    )
    with suppress(ProcessLookupError):  # it is gone already
        handle = os.pidfd_open(int(parent.stdout))
        ends = select.poll()
        ends.register(handle, select.POLLIN)
        assert ends.poll(_PATIENCE_MILLISECONDS), "it is still there"
        os.close(handle)
