"""Do the words of others reach the screen as they are, and the ear without needless escapes?"""

from __future__ import annotations

import pytest

from cxboard.ui.plain import as_plain


@pytest.mark.parametrize("text", ["contact_date", "E-Mail", "“Very satisfied”", "a_b-c_1"])
def test_a_word_with_a_joint_stays_as_it_is(text: str) -> None:
    assert as_plain(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("_a_", r"\_a\_"),
        ("a__b", r"a\_\_b"),
        (".__a", r"\.\_\_a"),
        ("- a", r"\- a"),
        ("---", r"\-\-\-"),
        ("[a](b)", r"\[a\]\(b\)"),
        (":red[a]", r"\:red\[a\]"),
        ("www.a.org", r"www\.a\.org"),
    ],
)
def test_what_would_draw_is_escaped(text: str, written: str) -> None:
    assert as_plain(text) == written
