"""Are users added, renewed, disabled and listed, and what happens to their sessions?"""

from __future__ import annotations

import pytest

from cxboard.access import attempts, passwords, sessions, tickets, tokens, users
from cxboard.access.users import Role
from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.storage.ledger import Ledger
from tests.access.conftest import USER


def test_the_first_start_makes_one_user_for_each_role_and_only_once(empty_ledger: Ledger) -> None:
    fresh = users.create_first_users(empty_ledger)
    assert {credential.role for credential in fresh} == set(Role)
    assert len({credential.password for credential in fresh}) == len(Role)
    assert users.create_first_users(empty_ledger) == ()
    assert [user.name for user in users.all_users(empty_ledger)] == sorted(c.name for c in fresh)


def test_a_password_is_stored_as_a_hash_only(empty_ledger: Ledger) -> None:
    credential = users.add(empty_ledger, "Ada.Byron@Example ".replace("@Example", ""), "analyst")
    assert credential.name == "ada.byron"
    found = users.password_hash_of(empty_ledger, credential.name)
    assert found is not None
    assert credential.password not in found[1]
    assert attempts.judge(empty_ledger, " ADA.Byron", credential.password) == found[0]


@pytest.mark.parametrize("name", ["", "a", "two words", "_x", "x" * 65, "naïve", "a\nb", "<b>"])
def test_what_cannot_be_a_name_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(BadRequest, match="cannot be a user name"):
        users.add(ledger, name, "analyst")


def test_a_taken_name_and_an_unknown_role_are_refused(ledger: Ledger) -> None:
    with pytest.raises(BadRequest, match="already a user"):
        users.add(ledger, USER, "analyst")
    with pytest.raises(UnknownValue, match="analyst"):
        users.add(ledger, "somebody", "analist")


def test_an_unknown_user_is_named_with_the_nearest_ones(ledger: Ledger) -> None:
    with pytest.raises(UnknownValue, match=USER):
        users.disable(ledger, "executve")


def test_a_new_password_ends_every_session_and_ticket(ledger: Ledger) -> None:
    token, visitor = sessions.create(ledger, USER), tokens.new_token()
    ticket = tickets.issue(ledger, USER, visitor)
    credential = users.set_password(ledger, USER)
    assert sessions.find(ledger, token) is None
    assert tickets.redeem(ledger, ticket, visitor) is None
    assert attempts.judge(ledger, USER, credential.password) is not None


def test_a_disabled_user_is_out_at_once_and_in_again_when_enabled(ledger: Ledger) -> None:
    credential = users.set_password(ledger, USER)
    token = sessions.create(ledger, USER)
    users.disable(ledger, USER)
    assert sessions.find(ledger, token) is None
    assert attempts.judge(ledger, USER, credential.password) is None
    users.enable(ledger, USER)
    assert sessions.find(ledger, token) is None, "an ended session stays ended"
    assert attempts.judge(ledger, USER, credential.password) is not None


def test_a_refused_password_changes_nothing(ledger: Ledger) -> None:
    token = sessions.create(ledger, USER)
    with pytest.raises(BadRequest):
        users.set_password(ledger, USER, "short")
    assert sessions.find(ledger, token) is not None
    assert users.password_hash_of(ledger, USER) == (users.get_user(ledger, USER), passwords.NOBODY)
