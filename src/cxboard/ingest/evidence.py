"""What do a file's own values say about how it writes days and numbers? Column by column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from cxboard.ingest.days import SAID, Ambiguous, DayStyle, read_day, style_of
from cxboard.ingest.decimals import DecimalSign, sign_of
from cxboard.ingest.forms import Form
from cxboard.ingest.layout import Recognised
from cxboard.ingest.reader import Extract
from cxboard.ingest.report import Problem, warning
from cxboard.ingest.swapped_days import swapped_days
from cxboard.ingest.ways import Question
from cxboard.storage.tables import NUMBER, table_of

_GREENWICH = re.compile(r":\d\d(\.\d+)?\s*(Z|[+-]00:?00|UTC|GMT)$")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """How the columns of a file write days and numbers, what is worth telling, and what to ask.

    Of `spoilt` columns nothing that is said makes the days that were meant.
    """

    days: Mapping[str, DayStyle]
    signs: Mapping[str, DecimalSign]
    notices: tuple[Problem, ...]
    questions: tuple[Question, ...]
    spoilt: tuple[Problem, ...]


def evidence_of(
    extract: Extract,
    recognised: Recognised,
    days_said: Mapping[str, DayStyle],
    signs_said: Mapping[str, DecimalSign],
) -> Evidence:
    """Look at every date and number column of a file.

    Args:
        extract: the file.
        recognised: our columns, and the headers that bring each.
        days_said: how columns write their days, where a person has said so.
        signs_said: the same of decimals.
    """
    headers, added = recognised.headers, recognised.translation.added
    types = {column.name: column.dtype for column in table_of(recognised.layout.kind).columns}
    days, notices, questions, spoilt = dict(days_said), [], [], []
    for name in (name for name in headers if types[name] == pl.Date):
        texts = _distinct(extract, headers[name])
        if swapped := swapped_days(headers[name], texts):
            spoilt.append(swapped)
        if name in days_said:
            continue
        found = style_of(texts, months=name == "month_of")
        if isinstance(found, Ambiguous):
            questions.append(_question(name, headers[name], found))
        elif found is not None:
            days[name] = found
            notices.append(_read_as(headers[name], found, texts))
            notices += _of_greenwich(headers[name], texts)
    numbers = {
        name: (headers[name], *added.get(name, ())) for name in headers if types[name] == NUMBER
    }
    signs, open_signs = _signs(extract, numbers, signs_said)
    commas = sorted(name for name in numbers if signs.get(name) is DecimalSign.COMMA)
    return Evidence(
        days=days,
        signs=signs,
        notices=(*notices, *(_comma(headers[name]) for name in commas)),
        questions=(*questions, *open_signs),
        spoilt=tuple(spoilt),
    )


def _distinct(extract: Extract, header: str) -> list[str]:
    texts = extract.scan({"text": header}).select(pl.col("text").str.strip_chars().unique())
    return [text for text in texts.collect().to_series().drop_nulls().to_list() if text]


def _signs(
    extract: Extract, brought: Mapping[str, Sequence[str]], said: Mapping[str, DecimalSign]
) -> tuple[dict[str, DecimalSign], list[Question]]:
    """Return the decimal signs of columns of numbers, and what to ask of the others.

    What a column's own values say counts first, then what was said of it, then what all others
    that say anything agree on. Only a text leaves it open: other files hold numbers as such.
    """
    found = {
        name: sign_of([text for header in headers for text in _distinct(extract, header)])
        for name, headers in brought.items()
    }
    own = {name: one for name, one in found.items() if isinstance(one, DecimalSign)}
    signs = {**said, **own}
    agreed = set(signs.values())
    questions = []
    for name, example in found.items():
        if name in signs or example is None:
            continue
        if len(agreed) == 1:
            signs[name] = min(agreed)
        elif extract.shape.form is Form.TEXT:
            header = " + ".join(brought[name])
            questions.append(
                Question(column=name, header=header, choices=tuple(DecimalSign), example=example)
            )
    return signs, questions


def _question(name: str, header: str, found: Ambiguous) -> Question:
    return Question(column=name, header=header, choices=found.choices, example=found.example)


def _read_as(header: str, style: DayStyle, texts: list[str]) -> Problem:
    shown = _telling(texts, style)
    return warning(
        "dates_read_as",
        f"The days of “{header[:80]}” were read as {SAID[style]}: “{shown}” is "
        f"{read_day(shown, style)}.",
        "Nothing, if that is right; otherwise say how they are written.",
        column=header[:80],
    )


def _of_greenwich(header: str, texts: list[str]) -> list[Problem]:
    """Return what to tell of moments that are not of the hospital's own day."""
    moments = sorted(text for text in texts if _GREENWICH.search(text))
    if not moments:
        return []
    return [
        warning(
            "days_of_utc",
            f"Moments of “{header[:80]}” such as “{moments[0][:40]}” are of universal time (UTC) "
            "and count for its day: in the Americas an evening is the next day’s.",
            "Nothing, if that does no harm; otherwise export local times.",
            column=header[:80],
            count=len(moments),
        )
    ]


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
