"""Does the dictionary say what a measure means, with data and without?"""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from cxboard.domain.catalogue import all_measures
from tests.pages.opening import markup, page_at


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def test_every_measure_is_listed_and_one_is_shown_in_full(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("measures", shared_demo, monkeypatch, entry="responsiveness"))
    assert f"{len(all_measures())} measures" in shown
    for measure in all_measures():
        assert measure.question in shown
    assert "Definition of Responsiveness of hospital staff" in shown
    assert "Items of the legacy survey, to 31 Dec 2024" in shown
    assert "call_button" in shown
    assert "Uploads behind it" in shown


def test_a_search_in_the_address_narrows_the_list(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("measures", shared_demo, monkeypatch, search="promoter"))
    assert f"1 of {len(all_measures())} measure answers the search." in shown
    assert "Definition of Net Promoter Score" in shown


@pytest.mark.parametrize("words", ["no such thing", "<script>alert(1)</script>"])
def test_a_search_in_vain_says_so(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    shown = markup(page_at("measures", shared_demo, monkeypatch, search=words))
    assert f"None of {len(all_measures())} measures answers the search." in shown
    assert "<script>" not in shown


def test_without_data_it_says_that_nothing_feeds_a_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at("measures", tmp_path, monkeypatch, entry="nps"))
    assert "No published survey extract feeds it yet." in shown
