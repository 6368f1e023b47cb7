"""Are all pages there, each at an address of its own, and is a signed-out message left bare?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from cxboard.domain.vocabulary import Section
from cxboard.storage.folders import PROJECT
from cxboard.ui.messages import bare_rerun
from cxboard.ui.navigation import ENTRIES, page_paths


def test_every_entry_is_a_page_and_every_page_an_entry() -> None:
    scripts = {file.relative_to(PROJECT / "pages").as_posix() for file in _pages()}
    assert {entry.script for entry in ENTRIES} == scripts


def test_addresses_and_titles_are_unique_and_the_first_page_is_at_the_root() -> None:
    assert page_paths() == {f"/{entry.url}" for entry in ENTRIES}
    assert len(page_paths()) == len({entry.title for entry in ENTRIES}) == len(ENTRIES)
    assert "/" in page_paths()
    assert {entry.section for entry in ENTRIES} <= {*Section, "Extracts"}


def test_of_a_message_only_the_place_is_left() -> None:
    asked = BackMsg()
    asked.rerun_script.query_string = "facility=LH02"
    asked.rerun_script.page_script_hash = "abc"
    asked.rerun_script.fragment_id = "fragment"
    asked.rerun_script.widget_states.widgets.add(id="delete", trigger_value=True)
    bare = BackMsg.FromString(bare_rerun(asked.SerializeToString()))
    expected = BackMsg()
    expected.rerun_script.query_string = "facility=LH02"
    expected.rerun_script.page_script_hash = "abc"
    assert bare == expected


@pytest.mark.parametrize(
    "message", [b"", b"\xff\xff", BackMsg(clear_cache=True).SerializeToString()]
)
def test_every_other_wish_becomes_a_rerun(message: bytes) -> None:
    bare = BackMsg.FromString(bare_rerun(message))
    assert bare.WhichOneof("type") == "rerun_script"


def _pages() -> Iterator[Path]:
    return (PROJECT / "pages").rglob("*.py")
