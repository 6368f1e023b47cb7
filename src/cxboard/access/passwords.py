"""Is this the password? And what does a good fresh one look like?

Hashing is bcrypt through streamlit-authenticator's Hasher. bcrypt reads 72 bytes and no more, so
longer passwords are refused when they are set and can never match.
"""

from __future__ import annotations

import logging
import secrets
from functools import cache
from typing import Any

from cxboard.domain.errors import BadRequest

MINIMUM_LENGTH = 15
"""Characters of a chosen password; NIST SP 800-63B-4 for a password without a second factor."""

MAXIMUM_BYTES = 72
"""What bcrypt reads."""

NOBODY = "$2b$12$fMS.JnZRSBKjeH362YlDGuk8lfL5Dg/1gb/cXRfC32WgZUCIhUOZe"
"""The hash of a random password that was thrown away, at the cost that Hasher uses. Whoever gives
an unknown name is checked against it, and so waits as long as a known one."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS = 4
_GROUP_LENGTH = 5


def generate() -> str:
    """Return a fresh password: 4 groups of 5 unmistakable characters, 99 bits."""
    letters = (secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP_LENGTH))
    text = "".join(letters)
    return "-".join(
        text[start : start + _GROUP_LENGTH] for start in range(0, len(text), _GROUP_LENGTH)
    )


def hash_password(password: str) -> str:
    """Return the hash to store, or raise BadRequest with what is wrong with the password."""
    if len(password) < MINIMUM_LENGTH:
        raise BadRequest(
            f"The password has {len(password)} characters. Use at least {MINIMUM_LENGTH}; "
            "four or five unrelated words are easy to remember."
        )
    if len(password.encode()) > MAXIMUM_BYTES:
        raise BadRequest(
            f"The password is {len(password.encode())} bytes long. Use at most {MAXIMUM_BYTES}; "
            "letters with accents and symbols take two to four bytes each."
        )
    if password != password.strip() or not password.isprintable():
        raise BadRequest(
            "The password starts or ends with a space, or holds a character that cannot be "
            "typed. Leave it out."
        )
    return str(hasher().hash(password))


def matches(password: str, password_hash: str) -> bool:
    """Whether the password has this hash. Takes as long for every password, even for a bad one."""
    encoded = password.encode(errors="surrogatepass")
    if len(encoded) > MAXIMUM_BYTES or "\0" in password or not password.isprintable():
        hasher().check_pw("never the password", password_hash)
        return False
    return bool(hasher().check_pw(password, password_hash))


@cache
def hasher() -> Any:
    """Import the library when it is first needed: it brings all of Streamlit with it.

    Its import logs warnings that say nothing outside a running app, so they are kept quiet. It is
    entered as a whole, here and by the sign-in form: two threads that enter it by different
    modules of its own, which import each other, can lock each other out.
    """
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        from streamlit_authenticator import Hasher
    finally:
        logging.disable(before)
    return Hasher
