"""What does a secret look like, and in which form may it be kept?"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TypeGuard

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """Return 256 random bits as 43 characters that fit a cookie and a URL."""
    return secrets.token_urlsafe(32)


def is_token(text: object) -> TypeGuard[str]:
    """Whether something could be one of our tokens; anything else is not even looked up."""
    return isinstance(text, str) and _TOKEN.fullmatch(text) is not None


def digest(token: str) -> str:
    """Return the form in which a token is stored: a stolen ledger opens nothing.

    A plain SHA-256 is enough, because a token is random and cannot be guessed from its hash.
    """
    return hashlib.sha256(token.encode()).hexdigest()
