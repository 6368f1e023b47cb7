"""Does the terminal print the receipt of one upload, and what is late?"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from cxboard.domain.records import Author
from cxboard.domain.sources import ExpectedSource, Rhythm
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.storage import registers
from cxboard.storage.publications import current
from cxboard.storage.switching import undo
from cxboard.storage.workspace import Workspace
from tests.commands import command, run_cxboard, run_json
from tests.ingest.files import sample, surveys

LATE = ExpectedSource(
    title="Surveys", kind=Kind.SURVEY, rhythm=Rhythm.MONTHLY, due_days=20, since=date(2020, 1, 1)
)


def test_a_receipt_is_printed_and_written_as_pdf(tmp_path: Path) -> None:
    data, pdf = tmp_path / "data", tmp_path / "receipt.pdf"
    workspace = Workspace.open(data)
    upload = ingest_file(workspace, sample("organisation.csv")).upload_id
    registers.save(workspace.ledger, LATE, Author(name="ana", role="analyst"))
    workspace.close()
    assert upload is not None

    told = run_json("uploads", upload[:20], "--pdf", pdf, data_dir=data)
    assert told["upload_id"] == upload
    assert told["read_as"]["layout"] == "organisation register"
    assert told["rows"]["read"] == told["rows"]["accepted"]
    assert pdf.read_bytes().startswith(b"%PDF-")
    (source,) = run_json("sources", data_dir=data)["sources"]
    assert (source["source"], source["late"], source["latest"]) == ("Surveys", "Jan 2020", None)
    assert source["days_late"] > 2_000
    run_cxboard("uploads", "--pdf", pdf, data_dir=data, exits=(2,))


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_who_is_waited_for_is_told_and_ctrl_c_changes_nothing(tmp_path: Path, verb: str) -> None:
    workspace = Workspace.open(tmp_path / "data")
    upload = ingest_file(workspace, sample("organisation.csv")).upload_id
    assert upload is not None
    if verb == "redo":
        undo(workspace, upload, "Anna")
    before = current(workspace.ledger)
    words = command(verb, upload, data_dir=tmp_path / "data")
    with (
        workspace.writing("Anna"),
        subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as child,
    ):
        assert child.stderr is not None
        waiting = "waiting until another change is published (Anna, since "
        assert any(waiting in line for line in child.stderr)
        child.send_signal(signal.SIGINT)
        said = child.stderr.read()
    assert (child.returncode, said) == (130, "Cancelled: readers see what they saw before.\n")
    assert current(workspace.ledger) == before
    run_cxboard(verb, upload, data_dir=tmp_path / "data")


def test_compact_says_whom_it_waits_for(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "data")
    words = command("compact", data_dir=tmp_path / "data")
    with (
        workspace.writing("Anna"),
        subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as child,
    ):
        assert child.stderr is not None
        assert any("published (Anna, since " in line for line in child.stderr)
        child.send_signal(signal.SIGINT)
        assert child.stderr.read() == "Cancelled: nothing was compacted.\n"
    assert child.returncode == 130


def test_every_refused_file_is_kept_with_sender_hash_and_reason(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "drop"
    folder.mkdir()
    (tmp_path / "scan.csv").write_bytes(b"%PDF-1.7 scanned")
    (tmp_path / "bad.csv").write_text(surveys({"rating": "77"}))
    late = folder / "late.csv"
    late.write_text("survey_id,rating\n")
    run_cxboard("ingest", tmp_path / "bad.csv", "--dry-run", data_dir=data, exits=(3,))
    run_cxboard("ingest", tmp_path / "scan.csv", tmp_path / "bad.csv", data_dir=data, exits=(3,))
    run_cxboard("watch", folder, "--once", "--settle", "0", data_dir=data, exits=(3,))

    newest, bad, scan = run_json("refusals", data_dir=data)["refusals"]
    assert [one["by"] for one in (newest, bad, scan)] == ["drop folder", *["command line"] * 2]
    assert (scan["file"], scan["sha256"]) == ("scan.csv", None)
    assert "PDF" in scan["reasons"][0]["text"]
    assert bad["sha256"] == sha256((tmp_path / "bad.csv").read_bytes()).hexdigest()
    assert {"rating: outside scale in 1 row."} < {one["text"] for one in bad["reasons"]}
    assert "77" not in str(bad["reasons"]), "the audit does not repeat what a cell says"
    assert newest["file"] == "late.csv"
    with sqlite3.connect(data / "ledger.db") as ledger:
        ledger.execute("UPDATE refusals SET file_name = 'other.csv' WHERE number = 1")
    assert run_json("verify", data_dir=data, exits=(1,))["differences"][0]["name"] == "refusal 1"
