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

_LEAVE_ONE = "from cxboard.ingest import children as c; c.get_ready(); print(c._ready[0].pid)"
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
    children.get_ready()
    (waiting,) = children._ready
    children.get_ready()
    assert children._ready == [waiting], "one is enough"
    with children.child_for(job.job_file) as child:
        assert child is waiting
        assert child.wait() == 0
    assert Answer.read(job.answer_file).headers == ("facility_id", "rating")


def test_a_child_without_a_file_ends_with_its_parent() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _LEAVE_ONE], capture_output=True, check=True, text=True
    )
    with suppress(ProcessLookupError):  # it is gone already
        handle = os.pidfd_open(int(told.stdout))
        ends = select.poll()
        ends.register(handle, select.POLLIN)
        assert ends.poll(_PATIENCE_MILLISECONDS), "it is still there"
        os.close(handle)
