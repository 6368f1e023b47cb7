"""May options stand anywhere among the words of a command?"""

from __future__ import annotations

from itertools import permutations

import pytest

from cxboard.commands.grammar import parser


@pytest.mark.parametrize(
    ("command", "words", "options"),
    [
        ("profiles", ["save", "cc", "f.json"], [["--data-dir", "D"], ["--json"]]),
        ("ingest", ["a.csv", "b.csv"], [["--data-dir", "D"], ["--dry-run"]]),
        ("uploads", ["U"], [["--data-dir", "D"], ["--pdf", "x.pdf"]]),
        ("users", ["add", "ana"], [["--data-dir", "D"], ["--role", "analyst"]]),
    ],
)
def test_options_stand_in_any_place(
    command: str, words: list[str], options: list[list[str]]
) -> None:
    pieces = [*([word] for word in words), *options]
    for order in permutations(pieces):
        typed = [word for piece in order for word in piece]
        if [word for word in typed if word in words] == words:
            found = parser().parse_args([command, *typed])
            assert found.data_dir == "D", typed
            told = [getattr(found, name, None) for name in ("action", "name", "file", "upload")]
            assert [word for word in told if word] == words or found.files == words, typed


@pytest.mark.parametrize(
    "typed",
    [
        "--data-dir D --json sources",
        "--json sources --data-dir D",
        "--data-dir other sources --json --data-dir D",
    ],
)
def test_where_and_how_to_answer_may_be_said_before_the_command(typed: str) -> None:
    found = parser().parse_args(typed.split())
    assert (found.data_dir, found.json) == ("D", True)
