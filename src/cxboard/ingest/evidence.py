"""What do a file's own values say about how it writes days and numbers? Column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from cxboard.ingest.days import SAID, Ambiguous, DayStyle, Question, read_day, style_of
from cxboard.ingest.reader import Extract
from cxboard.ingest.report import Problem, error, warning
from cxboard.storage.tables import Table

_POINT = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?(\d{1,3}([. ’']\d{3})+|\d+)(,\d+)?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """How the columns of a file write days and numbers, what is worth telling, and what to ask."""

    days: Mapping[str, DayStyle]
    commas: frozenset[str]
    notices: tuple[Problem, ...]
    questions: tuple[Question, ...]


def evidence_of(
    extract: Extract, headers: Mapping[str, str], table: Table, said: Mapping[str, DayStyle]
) -> Evidence:
    """Look at every date and number column of a file.

    Args:
        extract: the file.
        headers: our columns, and the header that brings each.
        table: the kind's table.
        said: how columns write their days, where a person has said so.
    """
    types = {column.name: column.dtype for column in table.columns}
    days, notices, questions = dict(said), [], []
    for name in (name for name in headers if types[name] == pl.Date and name not in said):
        texts = _distinct(extract, headers[name])
        found = style_of(texts, months=name == "month_of")
        if isinstance(found, Ambiguous):
            questions.append(_question(name, headers[name], found))
        elif found is not None:
            days[name] = found
            notices.append(_read_as(headers[name], found, texts))
    numbers = [name for name in headers if types[name] == pl.Float64]
    commas = frozenset(name for name in numbers if _has_commas(_distinct(extract, headers[name])))
    notices += [_comma(headers[name]) for name in sorted(commas)]
    return Evidence(days=days, commas=commas, notices=tuple(notices), questions=tuple(questions))


def asked(questions: Iterable[Question]) -> tuple[Problem, ...]:
    """Return open questions as what keeps a file out."""
    return tuple(
        error(
            "ambiguous_dates",
            _asked(question),
            "Say which it is; it is kept with the profile of the source.",
            column=question.header,
            option=f"--dates {question.column}={'|'.join(question.choices)}",
        )
        for question in questions
    )


def _asked(question: Question) -> str:
    if question.choices == (DayStyle.SERIAL,):
        day = read_day(question.example, DayStyle.SERIAL)
        return (
            f"“{question.header}” holds numbers and no days. If they are Excel’s day numbers, "
            f"“{question.example}” is {day}; nothing in the file says so."
        )
    return (
        f"The days of “{question.header}” can be read in more than one way: "
        f"“{question.example}” is {_readings(question)}. No value of the column decides it."
    )


def _distinct(extract: Extract, header: str) -> list[str]:
    texts = extract.scan({"text": header}).select(pl.col("text").str.strip_chars().unique())
    return [text for text in texts.collect().to_series().drop_nulls().to_list() if text]


def _has_commas(texts: list[str]) -> bool:
    """Whether numbers have a decimal comma: some can only be read so, and none forbids it."""
    only = [text for text in texts if _COMMA.fullmatch(text) and not _POINT.fullmatch(text)]
    against = [text for text in texts if _POINT.fullmatch(text) and not _COMMA.fullmatch(text)]
    return bool(only) and not against


def _question(name: str, header: str, found: Ambiguous) -> Question:
    return Question(column=name, header=header, choices=found.choices, example=found.example)


def _readings(question: Question) -> str:
    return " or ".join(
        f"{read_day(question.example, one)} ({SAID[one]})" for one in question.choices
    )


def _read_as(header: str, style: DayStyle, texts: list[str]) -> Problem:
    shown = _telling(texts, style)
    return warning(
        "dates_read_as",
        f"The days of “{header[:80]}” were read as {SAID[style]}: “{shown}” is "
        f"{read_day(shown, style)}.",
        "Nothing, if that is right; otherwise say how they are written.",
        column=header[:80],
    )


def _telling(texts: list[str], style: DayStyle) -> str:
    """Return a value that shows the order: its latest day of a month."""
    readable = [text for text in texts if read_day(text, style)]
    return max(readable, key=lambda text: ((read_day(text, style) or "")[-2:], text))


def _comma(header: str) -> Problem:
    return warning(
        "decimal_comma",
        f"The numbers of “{header[:80]}” have a decimal comma and were read so.",
        "Nothing, if that is right.",
        column=header[:80],
    )
