"""Who may do what? The one place where a role becomes a permission."""

from __future__ import annotations

from cxboard.access.users import Role

_WRITERS = frozenset({Role.ANALYST, Role.ADMINISTRATOR})


def may_write(role: Role | None) -> bool:
    """Return whether a role may change what others see: uploads, registers, targets, rebases.

    Nobody signed in (None) may not.
    """
    return role in _WRITERS
