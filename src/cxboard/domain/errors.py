"""What can go wrong, as a tree, and who is told.

CxBoardError
├── UserFacingError          shown as its message, never as a traceback
│   ├── UnknownValue         a name that is not in a list; the message offers the nearest ones
│   ├── BadRequest           values that do not fit together
│   ├── Refused              a file that was not published; carries its problems
│   └── LakeDiffers          lake and ledger disagree; the app is read-only until resolved
└── Busy                     another writer holds the lake
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from cxboard.domain.listing import listed


class CxBoardError(Exception):
    """Base of every error that CX Board raises on purpose."""


class UserFacingError(CxBoardError):
    """An error that its reader can act on: the message says what is wrong and what to do."""


class UnknownValue(UserFacingError):
    """A name that is not among the known ones."""

    def __init__(self, what: str, value: str, known: Iterable[str]) -> None:
        """Name the bad value and the nearest valid ones.

        Args:
            what: what was looked for, in singular, as in "measure".
            value: what was given.
            known: every valid name.
        """
        names = sorted(known)
        near = difflib.get_close_matches(value, names, n=3, cutoff=0.5) or names
        offer = f"Known: {listed(near, 12)}." if near else f"There is no {what} yet."
        super().__init__(f"Unknown {what} “{value[:80]}”. {offer}")


class BadRequest(UserFacingError):
    """Values that do not fit together, such as a period that ends before it starts."""


class Refused(UserFacingError):
    """A file that was not published."""


class LakeDiffers(UserFacingError):
    """Lake and ledger disagree, so nothing may be written until somebody has looked."""


class Busy(CxBoardError):
    """Another process is writing to the lake."""
