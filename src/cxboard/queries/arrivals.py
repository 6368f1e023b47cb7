"""Of which hospitals and months is there anything of a kind of extract?"""

from __future__ import annotations

from datetime import date

from cxboard.domain.catalogue import made_items
from cxboard.domain.scoring import respondents
from cxboard.domain.vocabulary import Kind
from cxboard.queries.reader import Reader
from cxboard.queries.where import among


def arrivals(reader: Reader, kind: Kind) -> frozenset[tuple[str, date]]:
    """Return hospitals and months, by first day, of which a publication counts anything.

    For published scores the month is the last one of the period that they cover, and the place a
    published hospital.
    """
    cursor = reader.cursor()
    if kind is Kind.PUBLISHED:
        return frozenset(
            cursor.execute("SELECT DISTINCT place_id, month FROM published").fetchall()
        )
    asked, bound = among("item", _items(kind), reader.known)
    query = f"SELECT DISTINCT facility_id::VARCHAR, month FROM rollup WHERE {asked} AND n > 0"
    return frozenset(cursor.execute(query, bound).fetchall())


def _items(kind: Kind) -> list[str]:
    if kind is Kind.INDICATOR:
        return [item.key for item in made_items(kind)]
    return [respondents(kind.value)]
