"""Is the receipt of an upload a PDF that anybody can keep, and nothing in it alive?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxboard.reports.upload_pdf import shown, upload_pdf
from cxboard.results.upload_receipt import UploadReceipt, upload_receipt
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send, send_sample, surveys

HOSTILE = "=HYPERLINK(“x”) <b>報告 & <para>.csv"


@pytest.fixture(scope="module")
def receipt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UploadReceipt]:
    """Return the receipt of a file whose name is markup and has signs that few fonts have."""
    workspace = Workspace.open(Path(tmp_path_factory.mktemp("pdf")) / "data")
    send_sample(workspace, "organisation.csv")
    text = surveys({"rating": "8"}, {"rating": "77"})
    report = send(workspace, text, HOSTILE, accept_partial=True)
    assert report.upload_id is not None, report.problems
    yield upload_receipt(workspace, report.upload_id)
    workspace.close()


def test_the_same_receipt_gives_the_same_bytes(receipt: UploadReceipt) -> None:
    first = upload_pdf(receipt)
    assert first.startswith(b"%PDF-")
    assert first == upload_pdf(receipt)


def test_nothing_of_a_file_can_act(receipt: UploadReceipt) -> None:
    content = upload_pdf(receipt)
    for word in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/OpenAction", b"/Annots"):
        assert word not in content


def test_what_the_font_cannot_write_is_written_as_its_number() -> None:
    assert shown("報告.csv") == "[U+5831][U+544A].csv"
    assert shown("Ümläut – “été” 1 234") == "Ümläut – “été” 1 234"


def test_the_receipt_states_counts_that_add_up_and_how_the_file_was_read(
    receipt: UploadReceipt,
) -> None:
    stated = dict(receipt.lines())
    assert HOSTILE in stated["File"]
    assert [stated[f"Rows {name}"] for name in ("read", "accepted", "rejected")] == ["2", "1", "1"]
    assert stated["Read by"] == "survey extract"
    assert stated["Rules"].startswith("catalogue ")
    document = receipt.as_json()
    rows = document["rows"]
    parts = ("accepted", "rejected", "duplicate", "unchanged")
    assert rows["read"] == sum(rows[name] for name in parts)
    assert document["read_as"]["columns"]["rating"] == "rating"
    assert [one["code"] for one in document["read_as"]["problems"]] == ["outside_scale"]
