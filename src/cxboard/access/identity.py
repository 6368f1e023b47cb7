"""Who is looking, and at which part of the health system may they look?"""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.access.sessions import Session
from cxboard.access.users import Role


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The hospitals whose numbers may be shown; part of the key of every cached call.

    `facilities` None means all of them; an empty tuple means none.
    """

    facilities: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """The scope as a text, for the keys of caches: "all", "none", or the ids."""
        if self.facilities is None:
            return "all"
        return ",".join(sorted(self.facilities)) or "none"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The person behind one run of the script. `session` is the hash of the session's token."""

    name: str
    role: Role
    session: str

    @classmethod
    def of(cls, session: Session) -> Identity:
        """Return whom a live session belongs to."""
        return cls(name=session.user_name, role=session.role, session=session.token_hash)

    @property
    def scope(self) -> Scope:
        """What this person may see: the one place where identity becomes scope."""
        return Scope()
