"""How does a column write its dates and numbers? By all of its cells together, never by guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final

from cxboard.domain.errors import BadRequest
from cxboard.domain.periods import parse_month
from cxboard.ingest.days import SAID, Ambiguous, style_of
from cxboard.ingest.days import read_day as read_in_style

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
_MONTH: Final = re.compile(r"\d{4}-\d{2}", re.ASCII)
_QUARTER: Final = re.compile(r"(\d{4})[- ]?Q([1-4])|Q([1-4])[- ](\d{4})", re.ASCII | re.IGNORECASE)

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_COMMA: Final = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", re.ASCII)
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?", re.ASCII)
_COMMA_FOR_SURE: Final = re.compile(r"\..*,|,(?!\d{3}$)", re.ASCII)
_THOUSANDS_FOR_SURE: Final = re.compile(r",.*[.,]", re.ASCII)
_NO_VALUE: Final = {"", "na", "n/a", "#n/a", "nan", "null", "none", "-", "–", "*"}

ReadDay = Callable[[str], date]
ReadNumber = Callable[[str], float]


def day_reader(texts: Collection[str]) -> ReadDay:
    """Return a reader of the dates of a column; it raises BadRequest for a cell that is none.

    Read are YYYY-MM-DD, YYYY-MM and quarters such as 2024 Q1, and other orders where the column's
    own cells leave no doubt.

    Raises:
        BadRequest: day and month could be either way round.
    """
    odd = sorted({text for text in texts if text and _plain(text) is None})
    style = style_of(odd, months=True)
    if isinstance(style, Ambiguous):
        listed = " or ".join(SAID[choice] for choice in style.choices)
        raise BadRequest(
            f"Dates such as “{style.example[:40]}” can be read as {listed}: write YYYY-MM-DD."
        )

    def read(text: str) -> date:
        if (found := _plain(text)) is not None:
            return found
        told = style and read_in_style(text, style)
        if told:
            return date.fromisoformat(told)
        raise BadRequest(f"“{text[:40]}” is not a date. Write it as YYYY-MM-DD, or YYYY-MM.")

    return read


def number_reader(texts: Collection[str]) -> ReadNumber:
    """Return a reader of the numbers of a column; it raises BadRequest for a cell that is none.

    A decimal comma, separators of thousands and a percent sign are read where all cells of the
    column agree and one of them leaves no doubt.
    """
    told = [text for text in texts if text.lower() not in _NO_VALUE]
    percent = bool(told) and all(text.endswith("%") for text in told)
    bare = [text.removesuffix("%").rstrip() if percent else text for text in told]
    if _all(bare, _COMMA) and any(_COMMA_FOR_SURE.search(text) for text in bare):
        points = {".": "", ",": "."}
    elif _all(bare, _THOUSANDS) and any(_THOUSANDS_FOR_SURE.search(text) for text in bare):
        points = {",": ""}
    else:
        points = {}
    table = str.maketrans(points)

    def read(text: str) -> float:
        plain = (text.removesuffix("%").rstrip() if percent else text).translate(table)
        if not _NUMBER.fullmatch(plain):
            raise BadRequest(
                f"“{text[:40]}” is not a number. Use digits and a point, without a sign such as % "
                "and without separators."
            )
        return float(plain)

    return read


def or_nothing(read: ReadNumber) -> Callable[[str], float | None]:
    """Return a reader that gives None for a cell that says that there is no value."""
    return lambda text: None if text.lower() in _NO_VALUE else read(text)


def _plain(text: str) -> date | None:
    """Return a date that can be read one way only, or None."""
    try:
        if _MONTH.fullmatch(text):
            return parse_month(text)
        if match := _DAY.fullmatch(text):
            return date.fromisoformat(match[1])
    except (BadRequest, ValueError):
        return None
    if match := _QUARTER.fullmatch(text):
        return date(int(match[1] or match[4]), 3 * int(match[2] or match[3]) - 2, 1)
    return None


def _all(texts: Sequence[str], form: re.Pattern[str]) -> bool:
    return all(form.fullmatch(text) for text in texts)
