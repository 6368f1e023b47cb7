"""Does a refused attempt give anything away, by its answer or by its way to it?"""

from __future__ import annotations

import pytest

from cxboard.access import attempts, passwords, users
from cxboard.storage.ledger import Ledger
from tests.access.conftest import USER


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the hashes that attempts are checked against, as they come."""
    hashes: list[str] = []
    real = passwords.matches
    monkeypatch.setattr(
        passwords, "matches", lambda given, stored: hashes.append(stored) or real(given, stored)
    )
    return hashes


def test_an_unknown_name_is_checked_against_a_hash_as_well(
    ledger: Ledger, checked: list[str]
) -> None:
    assert attempts.judge(ledger, "nobody-here", "a password of some length") is None
    assert checked == [passwords.NOBODY]


def test_a_disabled_user_is_checked_against_nobodys_hash(
    ledger: Ledger, checked: list[str]
) -> None:
    credential = users.set_password(ledger, USER)
    users.disable(ledger, USER)
    assert attempts.judge(ledger, USER, credential.password) is None
    assert checked == [passwords.NOBODY]


def test_a_known_user_is_checked_once_right_or_wrong(ledger: Ledger, checked: list[str]) -> None:
    credential = users.set_password(ledger, USER)
    assert attempts.judge(ledger, USER, credential.password + "x") is None
    user = attempts.judge(ledger, USER, credential.password)
    assert user is not None
    assert user.name == USER
    assert len(checked) == 2
    assert passwords.NOBODY not in checked


@pytest.mark.parametrize("name", ["", " ", "x" * 100_000, "a'; --", "\0", "\ud800"])
def test_no_name_breaks_the_judge(ledger: Ledger, name: str) -> None:
    assert attempts.judge(ledger, name, "a password of some length") is None
