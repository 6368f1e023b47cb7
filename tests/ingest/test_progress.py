"""Does an ingest say how far it is, and can it be cancelled at every step without a trace?"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.ingest.progress import Cancelled, Progress, Stand
from cxboard.ingest.report import IngestReport
from cxboard.ingest.said import Said
from cxboard.storage.publications import current
from cxboard.storage.steps import Step
from cxboard.storage.verify import verify
from cxboard.storage.workspace import Workspace
from tests.commands import command, run_json
from tests.ingest.files import sample

STEPS = [Step.READ, Step.CHECK, Step.COMPARE, Step.SAVE, Step.COUNT, Step.PUBLISH]
"""What a publication goes through, once the file was looked at."""

INTERRUPTS_ITSELF = """
import os, signal, sys
from cxboard.cli import main
from cxboard.ingest.progress import Progress

tell, wanted = Progress._move, [sys.argv.pop(1)]

def move(progress, stand, part):
    tell(progress, stand, part)
    if [stand.step.name] == wanted:
        wanted.clear()
        os.kill(os.getpid(), signal.SIGINT)

Progress._move = move
sys.exit(main(sys.argv[1:]))
"""
"""A program that is `cxboard` and presses Ctrl-C on itself when it comes to a step."""


def send(workspace: Workspace, progress: Progress) -> IngestReport:
    return ingest_file(
        workspace, sample("survey.csv"), said=Said(kind=Kind.SURVEY), progress=progress
    )


def test_every_step_is_told_in_order_with_its_rows(registered: Workspace) -> None:
    told: list[Stand] = []
    report = send(registered, Progress(told.append))
    steps = list(dict.fromkeys(stand.step for stand in told))
    assert steps == STEPS
    checked = [stand for stand in told if stand.step is Step.CHECK and stand.rows]
    assert (checked[-1].rows, checked[-1].of) == (report.rows.read, report.rows.read)
    read = [stand for stand in told if stand.step is Step.READ]
    assert read[-1].rows == report.rows.read


@pytest.mark.parametrize("step", STEPS)
def test_cancelled_at_any_step_nothing_is_published_and_nothing_lies_about(
    registered: Workspace, step: Step
) -> None:
    before = current(registered.ledger)

    def cancel(stand: Stand) -> None:
        if stand.step is step:
            progress.cancel()

    progress = Progress(cancel)
    if step is Step.PUBLISH:  # its end is one transaction, and it is not asked any more
        assert send(registered, progress).outcome == "published"
        return
    with pytest.raises(Cancelled):
        send(registered, progress)
    assert current(registered.ledger) == before
    assert not [path for path in registered.staging_dir.iterdir() if path.is_dir()]
    assert verify(registered) == []

    report = send(registered, Progress())
    assert report.outcome == "published"
    assert report.rows.accepted == report.rows.read
    assert verify(registered) == []


def test_waiting_for_another_writer_is_told_and_can_be_cancelled(registered: Workspace) -> None:
    def cancel(stand: Stand) -> None:
        if stand.step is Step.WAIT:
            progress.cancel()

    progress = Progress(cancel)
    with registered.writing("somebody"), pytest.raises(Cancelled):
        send(registered, progress)
    assert send(registered, Progress()).outcome == "published"


@pytest.mark.parametrize("early", [True, False])
def test_cancelling_ends_a_child_that_would_never_end(early: bool) -> None:
    progress = Progress()

    def wait() -> None:
        if early:
            progress.cancel()
        with progress.stopped_by(child.kill):
            if not early:
                progress.cancel()
            child.wait()

    with subprocess.Popen(["sleep", "600"]) as child:
        pytest.raises(Cancelled, wait)
    assert child.returncode == -signal.SIGKILL


def test_the_time_left_follows_from_what_is_done() -> None:
    now = [0.0]
    progress = Progress(clock=lambda: now[0])
    progress.begin(Step.READ)
    assert progress.stand.seconds_left is None
    now[0] = 34.0
    progress.begin(Step.CHECK)  # 34 hundredths of an ingest are over by then
    assert progress.stand.seconds_left == 66
    now[0] = 40.0
    assert progress.stand.seconds_left == 60
    now[0] = 200.0
    assert progress.stand.seconds_left == 1


@pytest.mark.parametrize("step", [Step.READ, Step.CHECK, Step.COUNT])
def test_ctrl_c_ends_the_command_with_130_and_the_same_command_finishes(
    tmp_path: Path, step: Step
) -> None:
    lake = tmp_path / "data"
    run_json("ingest", sample("organisation.csv"), data_dir=lake)
    arguments = command("ingest", sample("survey.csv"), "--kind", "survey", "--json", data_dir=lake)
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTS_ITSELF, step.name, *arguments[1:]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130, done.stderr
    assert done.stdout == ""
    assert step.value in done.stderr
    assert "Cancelled" in done.stderr
    listed = run_json("publications", data_dir=lake)["publications"]
    assert [one["publication"] for one in listed] == ["p00001"]
    assert not [path for path in (lake / "staging").iterdir() if path.is_dir()]

    finished = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert json.loads(finished.stdout)["outcome"] == "published"
    said = [line for line in finished.stderr.splitlines() if line.startswith("survey.csv: ")]
    assert [any(step.value in line for line in said) for step in STEPS] == [True] * len(STEPS)
    assert run_json("verify", data_dir=lake)["clean"]
