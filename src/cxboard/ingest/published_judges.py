"""Is this a value that CMS publishes? Scores stay text, so that "Not Available" survives."""

from __future__ import annotations

import re
from collections.abc import Callable

from cxboard.domain.vbp_rules import percent_of, points_of, year_of
from cxboard.ingest.judges import Fault, Judge, Verdict

_WORDS = frozenset({"not available", "not applicable"})
_NUMBER = re.compile(r"\d{1,3}(\.\d+)?", re.ASCII)
_SURVEYS = re.compile(r"[\d,]+|(fewer|less) than \d+|\d+ or more|between \d+ and \d+", re.I)


def score_judge(low: float, high: float, *, percent: bool = False) -> Judge:
    """Return a judge of published numbers between two ends, or "Not Available".

    Args:
        low: the least.
        high: the highest.
        percent: whether they are per cents, so that a sign for that says nothing new.
    """

    def judge(text: str) -> Verdict:
        if percent and text.endswith("%"):
            text = text[:-1].rstrip()
        if text.lower() in _WORDS:
            return Verdict(text)
        if _NUMBER.fullmatch(text) and low <= float(text) <= high:
            return Verdict(text)
        what = f"is neither a number from {low:g} to {high:g} nor “Not Available”"
        fix = "Download the file again from CMS and do not edit it."
        return Verdict(fault=Fault("outside_scale", what, fix))

    return judge


def surveys_judge(text: str) -> Verdict:
    """Judge a number of completed surveys; older releases write "300 or more"."""
    if text.lower() in _WORDS or _SURVEYS.fullmatch(text):
        return Verdict(text)
    what = "is not a number of surveys"
    return Verdict(fault=Fault("not_a_number", what, "Download the file again from CMS."))


def hospital_id_judge(text: str) -> Verdict:
    """Judge a CMS certification number: six characters, of which a spreadsheet drops zeros."""
    if len(text) == 6 and text.isalnum() and text.isascii():
        return Verdict(text)
    fix = "Ids have six characters; leading zeros get lost when a spreadsheet opens the file."
    what = "is not a CMS certification number"
    if text.isdigit() and len(text) < 6:
        fix = f"Write {text:>06}: leading zeros get lost when a spreadsheet opens the file."
    return Verdict(fault=Fault("bad_id", what, fix))


def percent_judge(text: str) -> Verdict:
    """Judge a rate of CMS's VBP file, such as "73.8343%"; it stays as it is written."""
    return _read_by(percent_of, text)


def points_judge(text: str) -> Verdict:
    """Judge points of CMS's VBP file, such as "3 out of 10"; they stay as they are written."""
    return _read_by(points_of, text)


def year_judge(text: str) -> Verdict:
    """Judge a fiscal year; "FY 2024" and "2024" are one."""
    found = _read_by(year_of, text)
    year = None if found.fault else year_of(text)
    if found.fault is None and year is None:
        fault = Fault("not_a_number", "is not a fiscal year", "Write it as 2024.")
        return Verdict(fault=fault)
    return found if found.fault else Verdict(str(year))


def _read_by(reader: Callable[[str], object], text: str) -> Verdict:
    try:
        reader(text)
    except ValueError as wrong:
        what = str(wrong).removeprefix(f"“{text[:20]}” ")
        return Verdict(
            fault=Fault("outside_scale", what, "Download the file again from CMS, unedited.")
        )
    return Verdict(text)
