"""Does the terminal print the receipt of one upload, and what is late?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cxboard.domain.records import Author
from cxboard.domain.sources import ExpectedSource, Rhythm
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.storage import registers
from cxboard.storage.workspace import Workspace
from tests.commands import run_cxboard, run_json
from tests.ingest.files import sample

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
