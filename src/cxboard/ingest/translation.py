"""From the texts of a stranger's file to the texts of our own layout, by rules that are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from cxboard.ingest.days import DayStyle, read_day
from cxboard.ingest.decimals import DecimalSign, read_number

_ADDED = "+"


@dataclass(frozen=True, kw_only=True)
class Translation:
    """What happens to a column's texts before they are judged; a text without a rule stays.

    `added` names further headers whose numbers are added to a column's; `constants` are columns
    that no header brings; `values` maps texts (compared without regard to capitals and outer
    blanks) to texts of ours; `days` says how a column writes its days, `signs` its decimals.
    """

    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    days: Mapping[str, DayStyle] = field(default_factory=dict)
    signs: Mapping[str, DecimalSign] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.added, self.constants, self.values, self.days, self.signs))

    @property
    def rewritten(self) -> frozenset[str]:
        """Columns of ours of which every text stands in one cell, and may stand there otherwise."""
        return frozenset().union(self.signs, self.days, self.values).difference(self.added)

    def headers(self) -> dict[str, str]:
        """Return the further columns to read, and the header that brings each."""
        return {
            f"{column}{_ADDED}{place}": header
            for column, headers in self.added.items()
            for place, header in enumerate(headers)
        }

    def apply(self, texts: pl.DataFrame) -> pl.DataFrame:
        """Return a chunk's texts as our own layout would have them."""
        if not self:
            return texts
        ruled = {*self.signs, *self.added, *self.headers(), *self.days, *self.values}
        texts = texts.with_columns(pl.col(sorted(ruled & set(texts.columns))).cast(pl.String()))
        for column in texts.columns:
            if sign := self.signs.get(column.partition(_ADDED)[0]):
                texts = texts.with_columns(_mapped(texts[column], _Number(sign)))
        for column, extra in self.added.items():
            parts = [column, *(f"{column}{_ADDED}{place}" for place in range(len(extra)))]
            texts = texts.with_columns(_sum(texts, parts).alias(column)).drop(parts[1:])
        for column, style in self.days.items():
            if column in texts.columns:
                texts = texts.with_columns(_mapped(texts[column], _Day(style)))
        for column, values in self.values.items():
            if column in texts.columns:
                texts = texts.with_columns(_mapped(texts[column], _Word(values)))
        return texts.with_columns(pl.lit(text).alias(name) for name, text in self.constants.items())


NOTHING_TO_TRANSLATE = Translation()


class _Number:
    def __init__(self, sign: DecimalSign) -> None:
        self._sign = sign

    def __call__(self, text: str) -> str:
        return read_number(text, self._sign)


class _Day:
    def __init__(self, style: DayStyle) -> None:
        self._style = style

    def __call__(self, text: str) -> str:
        return read_day(text, self._style) or text


class _Word:
    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {plain_value(theirs): ours for theirs, ours in values.items()}

    def __call__(self, text: str) -> str:
        return self._values.get(plain_value(text), text)


def plain_value(text: str) -> str:
    """Return a text as value maps compare it."""
    return " ".join(text.split()).casefold()


def _mapped(texts: pl.Series, rule: _Number | _Day | _Word) -> pl.Series:
    """Return texts changed by a rule; each distinct text once."""
    distinct = texts.unique().drop_nulls()
    changed = pl.Series([rule(text) for text in distinct.to_list()], dtype=pl.String())
    return texts.replace_strict(distinct, changed, default=None, return_dtype=pl.String())


def _sum(texts: pl.DataFrame, parts: list[str]) -> pl.Expr:
    """Return the sum of columns as text; a text that is no number stands in its place."""
    numbers = [pl.col(part).str.strip_chars().str.replace_all(",", "") for part in parts]
    parsed = [number.cast(pl.Float64, strict=False) for number in numbers]
    bad = [
        pl.when(number.is_null() & (pl.col(part).str.strip_chars() != "")).then(pl.col(part))
        for part, number in zip(parts, parsed, strict=True)
    ]
    blank = pl.all_horizontal(number.is_null() for number in parsed)
    total = pl.sum_horizontal(parsed).cast(pl.String)
    return pl.coalesce(*bad, pl.when(~blank).then(total))
