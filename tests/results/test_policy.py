"""Does whoever is shown more than by default get a warning, and nobody else?"""

from __future__ import annotations

import pytest

from cxboard.results.policy import ANSWERS_VARIABLE, SMALLEST_VARIABLE, policy


@pytest.mark.parametrize(
    ("smallest", "answers", "said"),
    [
        ("", "", ()),
        ("20", "hidden", ()),
        ("5", "", ("Groups from 5 people on",)),
        ("", "shown", ("Answers that few people gave",)),
        ("5", "shown", ("Groups from 5 people on", "Answers that few people gave")),
    ],
)
def test_each_lowered_setting_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, smallest: str, answers: str, said: tuple[str, ...]
) -> None:
    monkeypatch.setenv(SMALLEST_VARIABLE, smallest)
    monkeypatch.setenv(ANSWERS_VARIABLE, answers)
    rule = policy()
    assert rule.answers is (answers != "shown")
    assert bool(rule.warning) is bool(said)
    assert all(words in (rule.warning or "") for words in said)
