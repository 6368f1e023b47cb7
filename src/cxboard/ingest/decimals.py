"""Which sign is before a column's decimals? Decided by all its values, never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

_BLANKS = " \u00a0\u202f"
_APART = f"[.{_BLANKS}’']"
"""What stands between thousands where a comma is before decimals."""
_GROUPS = rf"[+-]?([1-9]\d{{{{0,2}}}}({{0}}\d{{{{3}}}})+|\d+)({{1}}\d+)?([{_BLANKS}]?%)?"
_READ = (
    re.compile(_GROUPS.format(",", r"\."), re.ASCII),
    re.compile(_GROUPS.format(_APART, ","), re.ASCII),
)
"""What a number is with a decimal point, and with a decimal comma."""


class DecimalSign(StrEnum):
    """A sign before decimals; the other one groups thousands."""

    POINT = "point"
    COMMA = "comma"


def read_number(text: str, sign: DecimalSign) -> str:
    """Return a number with a point before its decimals and no groups; another text as it is."""
    plain = text.strip()
    point, comma = _READ
    if sign is DecimalSign.COMMA:
        if not comma.fullmatch(plain):
            return text
        return re.sub(_APART, "", plain).replace(",", ".")
    return plain.replace(",", "") if point.fullmatch(plain) else text


def sign_of(texts: Collection[str]) -> DecimalSign | str | None:
    """Return a column's decimal sign.

    Args:
        texts: its distinct values, none blank.

    Returns:
        the sign; a value such as "1.695" when every value with a sign can be read either way; None
        when none has a sign, or they speak against each other.
    """
    point = {text for text in texts if _READ[0].fullmatch(text)}
    comma = {text for text in texts if _READ[1].fullmatch(text)}
    if bool(point - comma) != bool(comma - point):
        return DecimalSign.POINT if point - comma else DecimalSign.COMMA
    if point - comma:
        return None
    whole = {text for text in point & comma if text.strip(f"+-%{_BLANKS}").isdecimal()}
    return min((point & comma) - whole, default=None)
