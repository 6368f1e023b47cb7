"""How does CMS round? Half away from zero, in decimal arithmetic, never in binary fractions."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_ONE = Decimal(1)


def half_up(value: Decimal) -> int:
    """Return the nearest whole number; a half goes up (below zero: away from zero)."""
    return int(value.quantize(_ONE, rounding=ROUND_HALF_UP))
