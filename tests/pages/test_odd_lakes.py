"""Do pages and command line say true things of a lake with too few surveys, or a wrong count?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from cxboard.cli import main
from cxboard.results.kpis import headline_values
from tests.ingest.files import surveys
from tests.pages.opening import markup, page_at, reader_of

SENT = (
    "indicator,month_of,facility_id,unit_id,service_line,numerator,denominator\n"
    "surveys_sent,2026-06-01,LH01,,,40,\n"
)
"""Fewer surveys than came back."""


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def lake_of(folder: Path, name: str, text: str) -> Path:
    path, data_dir = folder / name, folder / "data"
    path.write_text(text, encoding="utf-8")
    assert main(["ingest", str(path), "--data-dir", str(data_dir)]) == 0
    return data_dir


def scored(measure: str, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["score", measure, "--data-dir", str(data_dir), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    return document["rows"][0] | {"cautions": document["cautions"]}  # type: ignore[no-any-return]


@pytest.mark.parametrize("page", ["executive_scorecard", "hcahps_domains"])
def test_18_surveys_make_no_figure_but_are_counted(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data_dir = lake_of(tmp_path, "survey.csv", surveys(*[{"rating": "9"}] * 18))
    shown = markup(page_at(page, data_dir, monkeypatch))
    assert "not enough surveys" in shown
    assert "Too few people answered" in shown
    assert "no score<" in shown, "in place of the value"
    told = scored("overall_rating", data_dir, capsys)
    assert (told["value"], told["n"]) == (100.0, 18)
    assert any("CMS would not report it in public" in text for text in told["cautions"])
    assert headline_values(reader_of(data_dir, monkeypatch))["overall_rating"] == 100.0


def test_more_surveys_than_were_sent_have_no_rate_and_a_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lake_of(tmp_path, "survey.csv", surveys(*[{"rating": "9"}, {"rating": "3"}] * 30))
    data_dir = lake_of(tmp_path, "indicator.csv", SENT)
    assert "more are counted than there are" in markup(page_at("reach", data_dir, monkeypatch))
    assert markup(page_at("measures", data_dir, monkeypatch, measure="response_rate"))
    told = scored("response_rate", data_dir, capsys)
    assert (told["numerator"], told["denominator"], told["value"]) == (60, 40, None)
    assert "more are counted than there are" in told["cautions"][0]
