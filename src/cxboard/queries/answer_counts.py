"""How many people of a population gave which answer to which item, by any grouping?"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.calendar import TIMES
from cxboard.queries.question import Question
from cxboard.queries.reader import Reader
from cxboard.queries.where import PLACES, among, condition, cut_of


def answer_counts(
    reader: Reader, items: Iterable[str], filters: Filters, by: tuple[Dimension, ...] = ()
) -> pl.DataFrame:
    """Return counts of answers.

    Args:
        reader: the publication.
        items: item keys, or pseudo-items that count respondents.
        filters: the population and period.
        by: grouping dimensions; at most one of them, together with the filters, may be a cut.

    Returns:
        One column of text, or of categories, per dimension of `by` (named as it is), then item
        (the same), answer (code) and n (people), in no order. A group, item or answer that nobody
        gave has no row.
    """
    return question(reader, items, filters, by).answer(reader)


def question(
    reader: Reader, items: Iterable[str], filters: Filters, by: tuple[Dimension, ...] = ()
) -> Question:
    """Return the statement behind `answer_counts`, with its parameters."""
    cut = cut_of(filters, by)
    where, values = condition(filters, cut, reader.known)
    asked, bound = among("item", items, None if cut else reader.known)
    grouped = {dimension: _column(dimension, cut) for dimension in by}
    named = "".join(f"{column} AS {dimension.value}, " for dimension, column in grouped.items())
    keys = "".join(f"{column}, " for column in grouped.values())
    return Question(
        sql=f"""
            SELECT {named}answers.item, answer, sum(n)::BIGINT AS n
            FROM {"rollup" if cut is None else "rollup_cut"} AS answers
            WHERE {asked} AND {where} GROUP BY {keys}answers.item, answer
            """,
        parameters=values | bound,
    )


def _column(dimension: Dimension, cut: Dimension | None) -> str:
    column = "cut_value" if dimension is cut else (PLACES | TIMES)[dimension]
    return f"answers.{column}"
