"""May this person in? The one place where a sign-in attempt is judged.

A throttle, a lock-out and the audit trail belong here and nowhere else.
"""

from __future__ import annotations

from cxboard.access import passwords, users
from cxboard.access.users import User
from cxboard.storage.ledger import Ledger

REFUSAL = "The name or the password is not right."
"""The only answer to a refused attempt, whatever the reason."""


def judge(ledger: Ledger, name: str, password: str) -> User | None:
    """Return the user whose name and password these are, or None.

    An unknown or disabled name is checked against a hash too, so that neither the answer nor the
    time it takes tells whether the name exists.
    """
    found = users.password_hash_of(ledger, users.normalise(name))
    is_known = found is not None and found[0].active
    password_hash = found[1] if found is not None and is_known else passwords.NOBODY
    is_right = passwords.matches(password, password_hash)
    return found[0] if found is not None and is_known and is_right else None
