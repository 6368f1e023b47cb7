"""How many people of a population gave which answer to which item, by any grouping?"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from cxboard.domain.filters import Filters
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.queries.where import COLUMNS, condition, cut_of


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
    groups = "".join(f"{_group(dimension, cut)} AS {dimension.value}, " for dimension in by)
    cursor = reader.cursor()
    counts: pl.DataFrame = cursor.sql(
        f"""
        SELECT {groups}item::VARCHAR AS item, answer, sum(n)::BIGINT AS n
        FROM {"rollup" if cut is None else "rollup_cut"}
        WHERE list_contains($items, item::VARCHAR) AND {where}
        GROUP BY ALL
        """,
        params={"items": list(items), **values},
    ).pl()
    return counts


def _group(dimension: Dimension, cut: Dimension | None) -> str:
    return "cut_value" if dimension is cut else COLUMNS[dimension]
