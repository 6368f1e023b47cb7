"""Is adding a measure one entry? It must then be on the command line and on the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit as st

from cxboard.cli import main
from cxboard.domain import catalogue
from cxboard.domain.catalogue import contacts
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.vocabulary import Family, Section
from tests.pages.opening import markup, page_at

NEW = Measure(
    id="said_it_once",
    title="Said it only once",
    short_title="Said it once",
    question="How many people did not have to repeat themselves?",
    family=Family.OMNICHANNEL,
    section=Section.LISTENING,
    editions=(Edition(items=(contacts.REPEATED_THEMSELVES,)),),
    source="Contact record",
    owner_role="Chief customer officer",
    headline=True,
    top_label="did not have to repeat themselves",
)


def test_one_entry_is_enough(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue, "MEASURES", [*catalogue.MEASURES, NEW])

    def answer(*arguments: str) -> dict[str, list[dict[str, object]]]:
        assert main([*arguments, "--data-dir", str(own_demo), "--json"]) == 0
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]

    assert "said_it_once" in [row["id"] for row in answer("measures")["measures"]]
    (row,) = answer("score", "said_it_once")["rows"]
    assert 0 < float(str(row["value"])) < 100

    st.cache_resource.clear()
    shown = markup(page_at("executive_scorecard", own_demo, monkeypatch))
    assert "Said it only once" in shown
    st.cache_resource.clear()
