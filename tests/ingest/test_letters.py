"""Are letters of old encodings read where they are spelt right, and asked for where not?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cxboard.ingest.forms import Reading
from cxboard.ingest.letters import Words
from cxboard.ingest.said import Said
from cxboard.storage.workspace import Workspace
from tests.ingest.files import published_times, send, surveys
from tests.warm import warm_reader


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, warm_reader(patch):
        yield


WORDS = [
    # text, encodings in which it is read as Windows-1252, those in which it is asked for
    ("José", ["cp1252"], ["mac-roman", "cp850", "cp437"]),
    ("Español", ["cp1252"], ["mac-roman", "cp850", "cp437"]),
    ("Müller", ["cp1252"], ["mac-roman", "cp850", "cp437"]),
    ("Français, Zoë, Straße", ["cp1252"], ["mac-roman", "cp850", "cp437"]),
    ("FRANÇAIS ÉTÉ", ["cp1252"], ["mac-roman"]),
    ("she didn’t “care” – at all…", ["cp1252"], []),
    ("Žofie, Œuvre, L’Été, 5 €, 1º, Brand®, no\u00a0break", ["cp1252"], []),
]


@pytest.mark.parametrize(("text", "windows", "asked"), WORDS, ids=[w[0] for w in WORDS])
def test_words_tell_their_encoding_or_are_asked_for(
    text: str, windows: list[str], asked: list[str]
) -> None:
    for names, code in ((windows, "read_as_windows_1252"), (asked, "which_encoding")):
        for name in names:
            words = Words()
            words.add(f"a,b\n1,{text}\n".encode(name))
            problem = words.read()
            assert problem, name
            assert (problem.code, problem.row) == (code, 2), name
            if code == "which_encoding":
                assert text.split()[0].strip(",") in problem.message, name
                assert name in problem.option, name


def test_an_odd_word_among_many_is_misspelt() -> None:
    words = Words()
    words.add("José, JosŽ, Zoë, Øre, Müller, Straße, Señor, même".encode("cp1252"))
    assert words.read().code == "read_as_windows_1252"  # type: ignore[union-attr]


def test_a_sender_says_the_encoding(registered: Workspace) -> None:
    content = surveys({"language": "Español"}).encode("mac-roman")
    report = send(registered, content)
    assert [problem.code for problem in report.errors] == ["which_encoding"]
    assert published_times(registered) == 1
    for name in report.errors[0].option.removeprefix("--encoding ").split("|"):
        said = Said(reading=Reading(encoding=name))
        assert send(registered, content, said=said, dry_run=True).outcome == "dry_run", name
