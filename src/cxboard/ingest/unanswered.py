"""Is a survey complete, and what does a blank say where everybody was asked?

A question that every patient is asked, and that the file has a column for, cannot have been left
out: a blank in it says “not answered”, whatever the vendor's export writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add, or_

import polars as pl

from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.completeness import Completeness
from cxboard.domain.items import MISSING
from cxboard.domain.vocabulary import Instrument, Kind
from cxboard.storage.standards import completeness_rules


def as_unanswered(kind: Kind, columns: frozenset[str]) -> list[pl.Expr]:
    """Return expressions that write "not answered" for blanks in questions put to everybody.

    Only in files that have all of an instrument's such questions, and in rows that answer any.
    """
    rules = _whole(kind, columns)
    items = dict.fromkeys(item for rule in rules for item in rule.items)
    return [
        pl.when(pl.col(item).is_null() & _any(_asked(rule) for rule in rules if item in rule.items))
        .then(pl.lit(MISSING, pl.Int8))
        .otherwise(pl.col(item))
        .alias(item)
        for item in items
    ]


def too_few_answers(columns: frozenset[str]) -> Iterator[tuple[Completeness, pl.Expr]]:
    """Yield each rule that a file's columns can be judged by, and which rows break it."""
    for rule in completeness_rules():
        brought = [item for item in rule.items if item in columns]
        if len(brought) > rule.spare:
            whole = rule in _whole(Kind.SURVEY, columns)
            yield rule, _in_force(rule) & (_unanswered(rule, brought, whole=whole) > rule.spare)


def _whole(kind: Kind, columns: frozenset[str]) -> list[Completeness]:
    return [r for r in completeness_rules() if kind is Kind.SURVEY and columns.issuperset(r.items)]


def _unanswered(rule: Completeness, items: Iterable[str], *, whole: bool) -> pl.Expr:
    blank = _asked(rule) if whole else pl.lit(False)
    return reduce(
        add,
        (
            ((pl.col(item) == MISSING) | (pl.col(item).is_null() & blank))
            .fill_null(False)
            .cast(pl.Int8)
            for item in items
        ),
    )


def _asked(rule: Completeness) -> pl.Expr:
    """Whether a row is a survey of the instrument: of its day, and with any answer or M."""
    return _in_force(rule) & _any(pl.col(item).is_not_null() for item in rule.items)


def _in_force(rule: Completeness) -> pl.Expr:
    updated = pl.col("discharge_date") >= INSTRUMENT_BREAK
    return ~updated if rule.instrument is Instrument.LEGACY else updated


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    return reduce(or_, conditions)
