"""Is this one number possible, as people write numbers: with a sign for per cent, or as a clock?"""

from __future__ import annotations

import math
import re

from cxboard.ingest.judges import Fault, Judge, Verdict

_HIGHEST = 1e12
"""No count, amount or time of a hospital is larger, and sums of such numbers are exact."""

_CLOCK = re.compile(r"(?:(\d{1,4}) days?,? )?(\d{1,4}):([0-5]?\d):([0-5]\d(?:\.\d+)?)", re.ASCII)
_TWO_PARTS = re.compile(r"(\d{1,4}):([0-5]\d)", re.ASCII)


def number_judge(
    *, negative: bool = False, highest: float = _HIGHEST, percent: bool = False
) -> Judge:
    """Return a judge of numbers with a decimal point.

    Args:
        negative: whether numbers below zero are possible.
        highest: the largest that is.
        percent: whether the column holds per cents, so that a sign for that says nothing new.
    """

    def judge(text: str) -> Verdict:
        fix = "Write a plain number, with a point for decimals and nothing for thousands."
        if text.endswith("%"):
            if not percent:
                return _a_share()
            text = text[:-1].rstrip()
        try:
            number = float(text)
        except ValueError:
            return _bad("not_a_number", "is not a number", fix)
        if not math.isfinite(number) or "_" in text or not text.isascii():
            return _bad("not_a_number", "is not a finite number", fix)
        if number < 0 and not negative:
            return _bad("negative", "is below zero", "Counts, minutes and amounts start at 0.")
        if abs(number) > highest:
            return _bad("outside_scale", f"is beyond {highest:,.0f}", "Correct it.")
        return Verdict(number)

    return judge


def minutes_judge() -> Judge:
    """Return a judge of minutes: a plain number, or hours, minutes and seconds as a clock has them.

    Two parts with a colon may be minutes and seconds as well as hours and minutes: nobody guesses.
    """
    plain = number_judge()

    def judge(text: str) -> Verdict:
        if match := _CLOCK.fullmatch(text):
            hours = 24 * int(match[1] or 0) + int(match[2])
            minutes = 60 * hours + int(match[3]) + float(match[4]) / 60
            what = f"is read as hours, minutes and seconds: {minutes:,.2f} minutes"
            told = Fault("read_as_a_clock", what, "Nothing, if that is right.", "warning")
            return Verdict(minutes, told)
        if _TWO_PARTS.fullmatch(text):
            what = "may be minutes and seconds, or hours and minutes"
            fix = f"Write 00:{text} or {text}:00 (hours:minutes:seconds), or plain minutes."
            return _bad("ambiguous_time", what, fix)
        return plain(text)

    return judge


def _a_share() -> Verdict:
    fix = "Write the number itself; of a share, the counts that it is made of."
    return _bad("not_a_number", "is a share, and no count or amount", fix)


def _bad(code: str, what: str, fix: str) -> Verdict:
    return Verdict(fault=Fault(code, what, fix))
