"""In which ways can a column's values be read, where they leave it open?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cxboard.ingest.days import SAID, DayStyle, read_day
from cxboard.ingest.decimals import DecimalSign, read_number

Way = DayStyle | DecimalSign
"""A way to read a column’s values."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """How to read a column, with a value that fits every choice."""

    column: str
    header: str
    choices: tuple[Way, ...]
    example: str

    @property
    def is_of_days(self) -> bool:
        """Whether it asks for a way to write days; otherwise for a decimal sign."""
        return isinstance(self.choices[0], DayStyle)


def asked_of(questions: Iterable[Question]) -> str:
    """Return what some questions are about: days, numbers, or both."""
    kinds = {question.is_of_days for question in questions}
    return " and ".join(
        what for is_days, what in ((True, "days"), (False, "numbers")) if is_days in kinds
    )


def read_as(example: str, way: Way) -> str:
    """Return what a value is when it is read in a way: a day as YYYY-MM-DD, or a plain number."""
    if isinstance(way, DecimalSign):
        return read_number(example, way)
    return read_day(example, way) or example


def way_said(way: Way) -> str:
    """Return what people call a way to read values."""
    return f"decimal {way}" if isinstance(way, DecimalSign) else SAID[way]
