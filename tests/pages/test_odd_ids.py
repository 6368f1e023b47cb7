"""Is an id that a spreadsheet or a browser would run nothing but text, on pages and in files?"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import streamlit as st

from cxboard.access.users import Role
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send, surveys
from tests.pages.opening import markup, page_at

IDS = ("=1+1</p><script>alert(1)</script>", "@SUM(1)<img src=x onerror=alert(1)>")
PAGES = ("hcahps_domains", "reach", "patient_centred_care", "history")


@pytest.fixture(scope="module")
def odd_ids(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder whose two hospitals have odd ids, as the check has told."""
    data_dir = tmp_path_factory.mktemp("odd") / "data"
    workspace = Workspace.open(data_dir)
    rows = [{"facility_id": one, "unit_id": f"{one}W"} for one in IDS for _ in range(60)]
    text = surveys(*rows, {"facility_id": IDS[0], "unit_id": IDS[1], "rating": "99"})
    report = send(workspace, text, accept_partial=True)
    assert report.rows.accepted == 120, report.problems
    told = {(one.code, one.severity, one.column) for one in report.problems}
    assert {("odd_id", "warning", f"{name}_id") for name in ("facility", "unit")} <= told
    assert report.rejects_file is not None
    rejects = csv.DictReader(io.StringIO(report.rejects_file.read_text(encoding="utf-8-sig")))
    (row,) = rejects
    assert (row["facility_id"], row["unit_id"]) == (f"'{IDS[0]}", f"'{IDS[1]}")
    workspace.close()
    return data_dir


@pytest.mark.parametrize("page", PAGES)
def test_an_odd_id_is_escaped(page: str, odd_ids: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    st.cache_resource.clear()
    shown = markup(page_at(page, odd_ids, monkeypatch, role=Role.ANALYST))
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;" in shown
