"""How does a column write its days? Decided by all of its values together, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cxboard.ingest.month_names import month_of


class DayStyle(StrEnum):
    """An order in which days are written."""

    ISO = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    SHORT_YEAR_FIRST = "yymd"
    NAMED = "named"
    COMPACT = "compact"
    MONTH = "month"
    SERIAL = "serial"


SAID = {
    DayStyle.ISO: "year-month-day",
    DayStyle.DAY_FIRST: "day/month/year",
    DayStyle.MONTH_FIRST: "month/day/year",
    DayStyle.SHORT_YEAR_FIRST: "year/month/day",
    DayStyle.NAMED: "with the month’s name",
    DayStyle.COMPACT: "YYYYMMDD",
    DayStyle.MONTH: "month and year",
    DayStyle.SERIAL: "Excel’s day numbers",
}
"""What people call the styles."""


@dataclass(frozen=True)
class Ambiguous:
    """A column that can be read in several ways, with a value that shows it."""

    choices: tuple[DayStyle, ...]
    example: str


_TIME = re.compile(
    r"(?:[T ]|,\s)\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d\d:?\d\d)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_SHORT_YEAR_FIRST = re.compile(r"(\d{2})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NAME = r"([^\W\d_]{3,10})\.?"
_OF = r"(?:de(?:l)? )?"
_DAY_NAME = re.compile(
    rf"([0-9]{{1,2}})(?:er|º)?[-\s./]*{_OF}{_NAME}[-\s./,]*{_OF}([0-9]{{4}}|[0-9]{{2}})"
)
_NAME_DAY = re.compile(rf"{_NAME}\s+([0-9]{{1,2}}),?\s+([0-9]{{4}})")
_NAME_YEAR = re.compile(rf"{_NAME}[-\s/]+{_OF}([0-9]{{4}}|[0-9]{{2}})")
"""“3. März 2025”, “1er mars 2025”, “5 de mayo de 2025”, “Jun 30, 2026”, “juin 2026”."""
_YEAR_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|(\d{2}))", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_SERIAL = re.compile(r"[2-6]\d{4}(\.\d+)?", re.ASCII)
_STRICT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_OFTEN = 0.5
"""A style that reads fewer of a column's values is not the column's."""

_SLIPS = 0.02
"""Share of values that speak for the other order and are taken for slips, row by row."""


_SCATTERED = 4
"""A reading whose days span so many times what another's span is not meant, beyond a month."""

_MONTH_LONG = 31


def style_of(texts: Collection[str], *, months: bool = False) -> DayStyle | Ambiguous | None:
    """Return how a column writes its days.

    Args:
        texts: its distinct values, none blank.
        months: whether it holds months, so that a day may be missing.

    Returns:
        the style; Ambiguous when its values fit several that differ; None when they are written
        YYYY-MM-DD already, or fit none.
    """
    if not texts or all(_STRICT.fullmatch(text) for text in texts):
        return None
    styles = [one for one in DayStyle if months or one is not DayStyle.MONTH]
    read = {style: {text for text in texts if read_day(text, style)} for style in styles}
    most = max(len(found) for found in read.values())
    if most < _OFTEN * len(texts):
        return None
    best = next(style for style in styles if len(read[style]) == most)
    if best is DayStyle.SERIAL:
        return Ambiguous((best,), min(texts))
    if best in (DayStyle.DAY_FIRST, DayStyle.MONTH_FIRST):
        found = _order(read[DayStyle.DAY_FIRST], read[DayStyle.MONTH_FIRST])
        return _beside_short_years(found, read[best], read[DayStyle.SHORT_YEAR_FIRST])
    return best


def read_day(text: str, style: DayStyle) -> str | None:
    """Return a text's day as YYYY-MM-DD, or None when it is not written so."""
    found = _TIME.sub("", text.strip(), count=1) if ":" in text else text.strip()
    try:
        parts = _READERS[style](found.strip())
        return None if parts is None else date(*parts).isoformat()
    except ValueError:
        return None


def _order(day_first: set[str], month_first: set[str]) -> DayStyle | Ambiguous | None:
    """Return which number comes first, by the values that only one order can read."""
    only_day, only_month = day_first - month_first, month_first - day_first
    evident = len(only_day) + len(only_month)
    if not evident:
        both = sorted(day_first)
        differing = [
            text
            for text in both
            if read_day(text, DayStyle.DAY_FIRST) != read_day(text, DayStyle.MONTH_FIRST)
        ]
        if not differing:
            return DayStyle.DAY_FIRST
        return Ambiguous((DayStyle.DAY_FIRST, DayStyle.MONTH_FIRST), differing[0])
    if len(only_month) <= _SLIPS * evident:
        return DayStyle.DAY_FIRST
    return DayStyle.MONTH_FIRST if len(only_day) <= _SLIPS * evident else None


def _beside_short_years(
    found: DayStyle | Ambiguous | None, texts: set[str], year_first: set[str]
) -> DayStyle | Ambiguous | None:
    """Return the style where 26/09/14 may also be a day of 2026; what scatters days is left out.

    The wrong reading of such days makes years of days, and the days of a month far apart.
    """
    if found is None or year_first < texts:
        return found
    ways = (
        *(found.choices if isinstance(found, Ambiguous) else (found,)),
        DayStyle.SHORT_YEAR_FIRST,
    )
    spans = {way: _span(texts, way) for way in ways}
    close = _SCATTERED * min(spans.values()) + _MONTH_LONG
    left = tuple(way for way in ways if spans[way] <= close)
    return left[0] if len(left) == 1 else Ambiguous(left, _differing(texts, left))


def _span(texts: set[str], style: DayStyle) -> int:
    """Return how many days lie between the first and the last that the texts name."""
    days = [date.fromisoformat(day) for text in texts if (day := read_day(text, style))]
    return (max(days) - min(days)).days


def _differing(texts: set[str], styles: tuple[DayStyle, ...]) -> str:
    """Return the text that the styles read as most different days."""
    return max(sorted(texts), key=lambda text: len({read_day(text, style) for style in styles}))


Parts = tuple[int, int, int] | None


def _iso(text: str) -> Parts:
    match = _YEAR_FIRST.fullmatch(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _day_first(text: str) -> Parts:
    match = _YEAR_LAST.fullmatch(text)
    return (_year(match[3]), int(match[2]), int(match[1])) if match else None


def _month_first(text: str) -> Parts:
    match = _YEAR_LAST.fullmatch(text)
    return (_year(match[3]), int(match[1]), int(match[2])) if match else None


def _short_year_first(text: str) -> Parts:
    match = _SHORT_YEAR_FIRST.fullmatch(text)
    return (_year(match[1]), int(match[2]), int(match[3])) if match else None


def _named(text: str) -> Parts:
    if match := _DAY_NAME.fullmatch(text):
        return _year(match[3]), month_of(match[2]), int(match[1])
    if match := _NAME_DAY.fullmatch(text):
        return int(match[3]), month_of(match[1]), int(match[2])
    return None


def _compact(text: str) -> Parts:
    match = _COMPACT.fullmatch(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _month(text: str) -> Parts:
    if match := _YEAR_MONTH.fullmatch(text):
        return int(match[1]), int(match[2] or match[3]), 1
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match[2]), int(match[1]), 1
    if match := _NAME_YEAR.fullmatch(text):
        return _year(match[2]), month_of(match[1]), 1
    return None


def _serial(text: str) -> Parts:
    if not _SERIAL.fullmatch(text):
        return None
    day = date(1899, 12, 30) + timedelta(days=int(float(text)))
    return day.year, day.month, day.day


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


_READERS: Mapping[DayStyle, Callable[[str], Parts]] = {
    DayStyle.ISO: _iso,
    DayStyle.DAY_FIRST: _day_first,
    DayStyle.MONTH_FIRST: _month_first,
    DayStyle.SHORT_YEAR_FIRST: _short_year_first,
    DayStyle.NAMED: _named,
    DayStyle.COMPACT: _compact,
    DayStyle.MONTH: _month,
    DayStyle.SERIAL: _serial,
}
