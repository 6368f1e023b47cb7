"""Are passwords made, checked and refused as they should be?"""

from __future__ import annotations

import re

import bcrypt
import pytest
from streamlit_authenticator.utilities.hasher import Hasher

from cxboard.access import passwords
from cxboard.domain.errors import BadRequest
from tests.commands import ROOT

GOOD = "four unrelated words here"


def test_fresh_passwords_are_readable_long_and_never_the_same() -> None:
    made = {passwords.generate() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[a-z2-9]{5}(-[a-z2-9]{5}){3}", password) for password in made)
    assert not set("0o1il") & set("".join(made))


def test_a_hash_is_bcrypt_by_the_library_and_matches_its_password_only() -> None:
    password_hash = passwords.hash_password(GOOD)
    assert Hasher.is_hash(password_hash)
    assert Hasher.check_pw(GOOD, password_hash)
    assert passwords.matches(GOOD, password_hash)
    assert not passwords.matches(GOOD + " ", password_hash)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "5 characters"),
        ("ü" * 37, "74 bytes"),
        ("x" * 73, "73 bytes"),
        (" starts with a space", "space"),
        ("holds a tab\tin the middle", "typed"),
        ("holds a zero\0in the middle", "typed"),
    ],
)
def test_a_bad_choice_is_refused_with_its_reason(password: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        passwords.hash_password(password)


@pytest.mark.parametrize("password", ["", "x" * 73, "ü" * 5000, "a\0b", "\ud800", "\n"])
def test_what_bcrypt_cannot_read_is_wrong_and_costs_a_check_too(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = []
    real = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda *given: checks.append(given) or real(*given))
    assert not passwords.matches(password, passwords.NOBODY)
    assert len(checks) == 1


def test_the_hash_of_nobody_costs_what_a_real_one_costs() -> None:
    real = passwords.hash_password(GOOD)
    assert passwords.NOBODY.split("$")[:3] == real.split("$")[:3]
    assert len(passwords.NOBODY) == len(real)


def test_the_library_is_entered_as_a_whole() -> None:
    """Two threads that enter it by different modules of its own can lock each other out."""
    sources = [path.read_text() for path in (ROOT / "src").rglob("*.py")]
    entries = [line for text in sources for line in re.findall(r"streamlit_authenticator\.?", text)]
    assert set(entries) == {"streamlit_authenticator"}
