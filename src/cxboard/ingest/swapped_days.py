"""Has a spreadsheet swapped day and month in some cells of a column, and left the others text?

A spreadsheet that expects month/day opens 08/09/2026 as a day, 9 August, and 22/09/2026 as text.
Nothing but that makes a column in which all true days are 1st to 12th and no text is.
"""

from __future__ import annotations

from collections.abc import Collection

from cxboard.ingest.days import DayStyle, read_day
from cxboard.ingest.report import Problem, error

_ORDERS = (DayStyle.DAY_FIRST, DayStyle.MONTH_FIRST)
_MONTHS = 12


def swapped_days(header: str, texts: Collection[str]) -> Problem | None:
    """Return what is wrong with a column of which some days are likely others than were meant.

    Args:
        header: its name.
        texts: its distinct values, none blank.
    """
    days = {text: day for text in texts if (day := read_day(text, DayStyle.ISO))}
    left = sorted(text for text in texts if text not in days and _orders(text))
    early = all(int(day[-2:]) <= _MONTHS for day in days.values())
    if not days or not left or not early or any(len(_orders(text)) > 1 for text in left):
        return None
    text, (shown, day) = left[0], min(days.items())
    year, month, number = day.split("-")
    return error(
        "swapped_days",
        f"“{header[:80]}” holds days as dates and days as text. All its dates are of the 1st to "
        f"12th of a month, and no text is, such as “{text[:40]}”: a spreadsheet that writes days "
        f"in another order has likely made “{shown[:40]}” of {year}-{number}-{month}.",
        "Send the file as it was exported, before a spreadsheet opened it; or write all days "
        "YYYY-MM-DD.",
        column=header[:80],
    )


def _orders(text: str) -> tuple[DayStyle, ...]:
    return tuple(style for style in _ORDERS if read_day(text, style))
