"""Are letters of old encodings read where they are spelt right, and asked for where not?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.forms import Reading, encoding_named
from cxboard.ingest.letters import Words
from cxboard.ingest.other_scripts import spelt_in
from cxboard.ingest.said import Said
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
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


@pytest.mark.parametrize("text", [word[0] for word in WORDS])
def test_a_western_word_is_of_no_other_alphabet(text: str) -> None:
    assert spelt_in(f"a,b\n1,{text}\n".encode("cp1252")) == ({}, 2)


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


SCRIPTS = [
    ("cp1251", "Привет"),
    ("cp1253", "Καλημέρα"),
    ("cp932", "ポスト，表示ソ"),  # with | and \\ as second bytes
    ("cp949", "한국어 똠방"),
    ("gb18030", "普通话 㐀 𠀀 ICU护士"),
    ("cp932", "日本"),  # no more bytes than “Zoë” might have
    ("cp950", "國語 功許"),
]


@pytest.mark.parametrize(("name", "word"), SCRIPTS, ids=[e[1] for e in SCRIPTS])
def test_other_alphabets_are_asked_for_and_read_where_they_are_said(
    registered: Workspace, name: str, word: str
) -> None:
    title = f"{word}\n\n" if "ソ" in word else ""
    content = (title + surveys({"language": word}, {"language": word})).encode(name)
    (asked,) = send(registered, content).errors
    assert (asked.code, asked.row) == ("which_encoding", 1 if title else 2)
    assert name in asked.option.removeprefix("--encoding ").split("|")
    assert f"“{word.split()[0]}”" in asked.message
    report = send(registered, content, said=Said(reading=Reading(encoding=name)))
    assert report.outcome == "published"
    publication = current(registered.ledger)
    assert publication is not None
    rows = read_visible(registered, publication, Kind.SURVEY, ("language",))
    assert set(rows["language"]) == {word}


def test_a_byte_that_an_encoding_does_not_have_is_told_with_its_line(
    registered: Workspace,
) -> None:
    content = surveys({"language": "国語"}).encode("cp932") + b"S2,LH01,,\xfc\xfc\n"
    report = send(registered, content, said=Said(reading=Reading(encoding="cp932")))
    assert [(p.code, p.row) for p in report.errors] == [("wrong_encoding", 3)]
    assert "Shift-JIS" in report.errors[0].message


def test_an_encoding_may_be_typed_as_people_call_it() -> None:
    names = ("Shift_JIS", "EUC-KR", "GBK", "Big5", "utf-8")
    assert [encoding_named(one) for one in names] == ["cp932", "cp949", "gb18030", "cp950", "utf-8"]
