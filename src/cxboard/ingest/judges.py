"""Is this one value possible? Plain functions from text to a stored value or a fault.

Each distinct text of a column is judged once, so these are written for their reader.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from cxboard.domain.formulas import FORMULA, NUMBER
from cxboard.domain.items import MISSING, Item
from cxboard.ingest.report import Severity

Stored = str | int | float | date | None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value: `what` continues the sentence that names it."""

    code: str
    what: str
    fix: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Verdict:
    """A judged value. A fault that is an error leaves no value."""

    value: Stored = None
    fault: Fault | None = None


Judge = Callable[[str], Verdict]

FIRST_DAY = date(1990, 1, 1)
"""No extract of experience data is older; an earlier day is a slip."""

LONGEST_NAME = 200

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:.*")
_SERIAL = re.compile(r"[34]\d{4}", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)
"""The day that Excel numbers 0; 30000 to 49999 are 1982 to 2036."""
_TRUTHS = {"TRUE": "1", "FALSE": "0"}
_WHOLE = re.compile(r"\d{1,3}(\.0+)?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
"""What nobody sees in an id: line breaks, marks of direction, spaces without width."""

_RUNS = re.compile(f"{FORMULA}|<[A-Za-z/!?]")
"""What a spreadsheet or a browser would take for more than text."""

_NUMBER = re.compile(NUMBER)
_KEPT_AS_TEXT = re.compile(r'="([^"]+)"')
"""How exports keep Excel from taking an id for a number; the same id elsewhere is another text."""

_SHORTENED = r"^[0-9][.,]?[0-9]*[Ee]\+[0-9]+$"
"""What Excel makes of a long number that is an id: most of its digits are lost."""


@dataclass(frozen=True)
class TextJudge:
    """Judges names and ids: any text without control or barred characters.

    An id (`is_id`) may not hold anything invisible: two that look alike would be two records. One
    that another program would run is told: pages and exports show it as text.
    """

    longest: int | None = LONGEST_NAME
    barred: str = ""
    is_id: bool = False

    def __call__(self, text: str) -> Verdict:
        """Judge one text."""
        if self._wrong.search(text):
            what = "holds line breaks or characters that nobody sees"
            what = what if self.is_id else "holds control characters"
            return _bad("control_character", what, "Remove them, or type the value anew.")
        if self.longest and len(text) > self.longest:
            what = f"is {len(text):,} characters long; at most {self.longest} are read"
            return _bad("too_long", what, "Shorten it.")
        if found := set(self.barred) & set(text):
            what = f"holds “{found.pop()}”, which separates the parts of a key"
            return _bad("bad_id", what, "Use another character.")
        if self.is_id and (kept := _KEPT_AS_TEXT.fullmatch(text)):
            what = "is written as a formula, which keeps Excel from changing it"
            return _bad("kept_as_text", what, f"Write {kept[1]}, without the sign and the quotes.")
        if self.is_id and _RUNS.search(text) and not _NUMBER.match(text):
            what = "looks like a formula or a piece of a web page; it is kept as the text it is"
            return Verdict(text, Fault("odd_id", what, "Nothing, if that is the id.", "warning"))
        if self.is_id and re.match(_SHORTENED, text):
            what = "looks like an id that Excel has shortened, so that several may have become one"
            fix = "Export the column as text, and do not save the file in Excel."
            return Verdict(text, Fault("shortened_id", what, fix, "warning"))
        return Verdict(text)

    def may_doubt(self) -> str:
        """Return a pattern, of the regex crate, of every text that might be faulty.

        Ids differ in every row; a million of them are cleared by one pattern at once.
        """
        too_long = f"|^(?s:.{{{self.longest + 1}}})" if self.longest else ""
        barred = f"|[{re.escape(self.barred)}]" if self.barred else ""
        runs = f"|{_RUNS.pattern}|{_SHORTENED}" if self.is_id else ""
        return f"{self._wrong.pattern}{too_long}{barred}{runs}"

    @property
    def _wrong(self) -> re.Pattern[str]:
        return _UNSEEN if self.is_id else _CONTROL


def code_judge(allowed: Collection[int], answers: str) -> Judge:
    """Return a judge of answer codes; M is "not answered", and a spreadsheet's 4.0 is 4.

    TRUE and FALSE answer what can be answered by 1 and 0 alone; of a scale they are no answers.
    """
    truths = _TRUTHS if set(allowed) - {MISSING} == {0, 1} else {}
    otherwise = "or leave it blank"
    if MISSING in allowed:
        otherwise = "M for no answer, or leave it blank if it was not asked"
    fix = f"Use one of {answers}, {otherwise}."

    def judge(text: str) -> Verdict:
        if text.upper() == "M" and MISSING in allowed:
            return Verdict(MISSING)
        text = truths.get(text.upper(), text)
        code = int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else None
        if code is None or code not in allowed:
            return _bad("outside_scale", "is not an answer of this question", fix)
        return Verdict(code)

    return judge


def item_judge(item: Item) -> Judge:
    """Return the judge of an item's answers."""
    codes = sorted(item.scale.codes | (set(item.excluded) - {MISSING}))
    labels = {**item.scale.answers, **item.excluded}
    listed = ", ".join(
        str(code) if labels[code] == str(code) else f"{code} ({labels[code]})" for code in codes
    )
    return code_judge(item.allowed, listed)


def day_judge(today: date, *, us_style: bool = False, months: bool = False) -> Judge:
    """Return a judge of days.

    Args:
        today: later days are impossible.
        us_style: MM/DD/YYYY is right too, as CMS writes it.
        months: a day stands for its month; the first and the last do, as reports write it.
    """

    def judge(text: str) -> Verdict:
        iso = text
        if us_style and (match := _SLASHED.fullmatch(text)):
            iso = f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
        if not _ISO.fullmatch(iso):
            return Verdict(fault=_not_a_day(text))
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return _bad("impossible_date", "is not a day that exists", "Correct the date.")
        if months and _is_last(day):
            day = day.replace(day=1)
        if day > today:
            what = f"lies in the future (today is {today})"
            return _bad("future_date", what, "Correct the date, or wait for it.")
        if day < FIRST_DAY:
            return _bad("impossible_date", "lies before 1990", "Correct the year.")
        if months and day.day != 1:
            fix = f"Write {day.replace(day=1)}, if that month is meant."
            return _bad("not_a_month", "is neither the first nor the last day of a month", fix)
        return Verdict(day)

    return judge


def _bad(code: str, what: str, fix: str) -> Verdict:
    return Verdict(fault=Fault(code, what, fix))


def _is_last(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _not_a_day(text: str) -> Fault:
    """Return the fault of a text that is not YYYY-MM-DD, with the day it may mean."""
    what = "is not written YYYY-MM-DD"
    if match := _MOMENT.fullmatch(text):
        return Fault("bad_date", what, f"Write {match[1]}, without the time.")
    if _SERIAL.fullmatch(text):
        day = _SERIAL_ZERO + timedelta(days=int(text))
        fix = f"Format it in Excel as a date, YYYY-MM-DD: {day}; then save the file again."
        return Fault("bad_date", what, fix)
    if match := _SLASHED.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        readings = {(first, second), (second, first)}
        days = sorted(f"{year}-{m:02}-{d:02}" for m, d in readings if _is_day(year, m, d))
        if not days:
            return Fault("impossible_date", "is not a day that exists", "Correct the date.")
        if len(days) == 1:
            return Fault("bad_date", what, f"Write {days[0]}.")
        both = f"It could be {days[0]} or {days[1]}; write the one that is meant."
        return Fault("ambiguous_date", what, both)
    return Fault("bad_date", what, "Write the day as YYYY-MM-DD, for example 2026-06-30.")
