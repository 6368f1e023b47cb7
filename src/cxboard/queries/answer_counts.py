"""How many people of a population gave which answer to which item, by any grouping?"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.queries.where import PLACES, TIMES, condition, cut_of


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
        One text column per dimension of `by` (named as it is), then item (text), answer (code)
        and n (people), in no order. A group, item or answer that nobody gave has no row.
    """
    cut = cut_of(filters, by)
    where, values = condition(filters, cut)
    raw = dict.fromkeys(_column(dimension, cut) for dimension in by)
    groups = "".join(f"{_label(dimension, cut)} AS {dimension.value}, " for dimension in by)
    # Adding up first and writing names and months after it spares a cast on every row.
    counts: pl.DataFrame = (
        reader.cursor()
        .sql(
            f"""
            SELECT {groups}item::VARCHAR AS item, answer, sum(n)::BIGINT AS n
            FROM (
                SELECT {"".join(f"{column}, " for column in raw)}item, answer, sum(n) AS n
                FROM {"rollup" if cut is None else "rollup_cut"} WHERE {where} GROUP BY ALL
            )
            WHERE list_contains($items, item::VARCHAR) GROUP BY ALL
            """,
            params={"items": list(items), **values},
        )
        .pl()
    )
    return counts


def _column(dimension: Dimension, cut: Dimension | None) -> str:
    if dimension is cut:
        return "cut_value"
    return "month" if dimension in TIMES else PLACES[dimension]


def _label(dimension: Dimension, cut: Dimension | None) -> str:
    return TIMES.get(dimension) or f"{_column(dimension, cut)}::VARCHAR"
