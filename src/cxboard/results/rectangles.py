"""Which rows and columns of a table without months must be known by their sums only?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxboard.domain.covering import Covering
from cxboard.domain.disclosure import Cell, fits, total
from cxboard.domain.vocabulary import CROSSING


def rectangle(
    table: Mapping[str, Mapping[str, Cell]], smallest: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the columns and rows of a rectangle with every small cell, whose sums fit.

    Args:
        table: cells by row and column.
        smallest: the smallest count that may be shown.
    """
    turned: dict[str, dict[str, Cell]] = {}
    for row, cells in table.items():
        for column, cell in cells.items():
            turned.setdefault(column, {})[row] = cell
    small = [
        (column, row)
        for column, cells in turned.items()
        for row, cell in cells.items()
        if not fits(cell, smallest)
    ]
    columns, rows = {column for column, _ in small}, {row for _, row in small}
    by_column, by_row = (Covering(table=each, smallest=smallest) for each in (turned, table))
    size = -1
    while size != len(columns) + len(rows):
        size = len(columns) + len(rows)
        by_column.hide(columns, frozenset(turned), [(row,) for row in sorted(rows)])
        by_row.hide(rows, frozenset(table), [(column,) for column in sorted(columns)])
    return frozenset(columns), frozenset(rows)


@dataclass(frozen=True, kw_only=True)
class Crossed:
    """What must not be told apart of two crossed cuts over some months, by hospital.

    `dark` values are known only together, everywhere; `values` in `hospitals` by their sums only.
    """

    dark: frozenset[str]
    values: frozenset[str]
    hospitals: frozenset[str]


def crossed(totals: Mapping[str, Mapping[str, Cell]], smallest: int) -> Crossed:
    """Return what to hide of two crossed cuts, such as channel and touchpoint.

    The values of each cut alone may be known, so that rectangles of both are hidden: of all
    hospitals together, and the same one in each hospital that has small cells.

    Args:
        totals: cells by hospital and crossed value.
        smallest: the smallest count that may be shown.
    """
    everybody: dict[str, list[Cell]] = {}
    for cells in totals.values():
        for name, cell in cells.items():
            everybody.setdefault(name, []).append(cell)
    dark = _names([_crossing({name: total(own) for name, own in everybody.items()})], smallest)
    small = {
        hospital
        for hospital, cells in totals.items()
        if not all(fits(cell, smallest) for cell in cells.values())
    }
    values = _names([_crossing(totals[hospital]) for hospital in sorted(small)], smallest)
    hospitals = set(small)
    Covering(table=totals, smallest=smallest).hide(
        hospitals, frozenset(totals), [(name,) for name in sorted(values - dark)]
    )
    return Crossed(dark=dark, values=values, hospitals=frozenset(hospitals))


def _crossing(cells: Mapping[str, Cell]) -> dict[str, dict[str, Cell]]:
    table: dict[str, dict[str, Cell]] = {}
    for name, cell in cells.items():
        first, _, second = name.partition(CROSSING)
        table.setdefault(second, {})[first] = cell
    return table


def _names(tables: Sequence[Mapping[str, Mapping[str, Cell]]], smallest: int) -> frozenset[str]:
    """Return the crossed values of one rectangle that holds those of every table."""
    found = [rectangle(table, smallest) for table in tables]
    firsts = frozenset[str]().union(*(columns for columns, _ in found))
    seconds = frozenset[str]().union(*(rows for _, rows in found))
    return frozenset(f"{first}{CROSSING}{second}" for first in firsts for second in seconds)
