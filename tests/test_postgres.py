"""Does the tests' own PostgreSQL end when the run that started it is killed?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

from tests.commands import ROOT
from tests.components import unavailable
from tests.postgres import ADVICE, find_postgres

RUN = """
import sys, time
from pathlib import Path
from tests.postgres import cluster
with cluster(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


def test_a_killed_run_leaves_no_server_behind() -> None:
    programs = find_postgres()
    if programs is None:
        unavailable("PostgreSQL", ADVICE)
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(programs)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip().partition("host=")[2])
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        run.kill()
    started = monotonic()
    while folder.exists() and monotonic() - started < 60:
        sleep(0.05)
    assert not folder.exists()
    assert not _runs(server)


def _runs(process: int) -> bool:
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()[:1] not in ("", "Z")
