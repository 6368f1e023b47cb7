"""How is a question put that keeps a file out?"""

from __future__ import annotations

from collections.abc import Iterable

from cxboard.ingest.days import DayStyle
from cxboard.ingest.report import Problem, error
from cxboard.ingest.ways import Question, read_as, way_said


def asked(questions: Iterable[Question]) -> tuple[Problem, ...]:
    """Return open questions as what keeps a file out."""
    return tuple(
        error(
            "ambiguous_dates" if question.is_of_days else "ambiguous_decimals",
            _asked(question),
            "Say which it is.",
            column=question.header,
            option=f"--{'dates' if question.is_of_days else 'decimals'} "
            f"{question.column}={'|'.join(question.choices)}",
        )
        for question in questions
    )


def _asked(question: Question) -> str:
    if question.choices == (DayStyle.SERIAL,):
        day = read_as(question.example, DayStyle.SERIAL)
        return (
            f"“{question.header}” holds numbers and no days. If they are Excel’s day numbers, "
            f"“{question.example}” is {day}; nothing in the file says so."
        )
    what = "days" if question.is_of_days else "numbers"
    ways = " or ".join(
        f"{read_as(question.example, way)} ({way_said(way)})" for way in question.choices
    )
    return (
        f"The {what} of “{question.header}” can be read in more than one way: "
        f"“{question.example}” is {ways}. No value of the column decides it."
    )
