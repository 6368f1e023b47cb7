"""Does the dictionary find measures by their words, and name what feeds them?"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.results.dictionary import entries, feeds, matching
from cxboard.storage.publications import NOTHING, current
from cxboard.storage.workspace import Workspace


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("net promoter", ["nps"]),
        ("PROMOTER net", ["nps"]),
        ("nurse_listen", ["nurse_communication", "domain_respect"]),
        ("no such thing", []),
    ],
)
def test_every_word_must_be_somewhere(words: str, found: list[str]) -> None:
    assert [entry.measure.id for entry in matching(entries(), words)] == found


def test_no_words_find_everything() -> None:
    assert matching(entries(), "  ") == entries()


def test_feeds_are_the_published_uploads_of_the_kind(shared_demo: Path) -> None:
    workspace = Workspace.open(shared_demo)
    publication = current(workspace.ledger)
    assert publication is not None
    found = feeds(workspace.ledger, publication, Kind.SURVEY)
    assert found
    assert {feed.upload_id for feed in found} <= set(publication.uploads)
    assert all(feed.file_name.startswith("survey") and feed.rows > 0 for feed in found)
    assert not feeds(workspace.ledger, NOTHING, Kind.SURVEY)
