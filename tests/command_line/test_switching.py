"""Does the terminal say what an undo changes before it is done, and ask a person?"""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from cxboard.results import change_words
from cxboard.storage.publications import current
from cxboard.storage.uploads import all_uploads
from cxboard.storage.workspace import Workspace
from tests.commands import command, run_cxboard


@pytest.fixture
def own(lake: Path, tmp_path: Path) -> Workspace:
    """Return a copy of the tiny system, to be written to."""
    return Workspace.open(Path(shutil.copytree(lake, tmp_path / "own")))


def first(workspace: Workspace) -> str:
    """Return the upload that all answers of the tiny system come from."""
    every = all_uploads(workspace.ledger)
    return next(record.upload_id for record in every if record.file_name == "first.csv")


def test_a_script_reads_what_is_moved_and_hidden_and_is_not_asked(own: Workspace) -> None:
    upload = first(own)
    told = run_cxboard("undo", upload, data_dir=own.data_dir).stderr
    assert f"Undo first.csv ({upload}). It touches Jun 2026 to Jul 2026.\n" in told
    assert f"{change_words.HEADLINES}. {change_words.OVER}\n" in told
    assert "\n    Net Promoter Score: " in told
    assert "Overall hospital rating, The whole system, Shown or hidden: shown → –" in told
    assert f"{change_words.SEEN}:\n    Jun 2026: first by " in told
    assert "? [y/N]" not in told
    assert told.index(change_words.SEEN) < told.index("Readers now see")


@pytest.mark.parametrize(("typed", "code"), [("\n", 130), ("y\n", 0)])
def test_a_person_is_asked_and_nothing_is_done_without_a_yes(
    own: Workspace, typed: str, code: int
) -> None:
    before = current(own.ledger)
    keyboard, terminal = pty.openpty()
    words = command("undo", first(own), data_dir=own.data_dir)
    os.write(keyboard, typed.encode())
    done = subprocess.run(words, stdin=terminal, capture_output=True, text=True, check=False)
    os.close(keyboard)
    os.close(terminal)
    assert done.returncode == code, done.stderr
    assert f"Undo first.csv ({first(own)})? [y/N] " in done.stderr
    assert (current(own.ledger) == before) is (code != 0)
