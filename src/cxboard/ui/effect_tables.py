"""What does an upload, an undo or a redo change? One way to say it, before and after the deed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import NOT_THERE, format_count
from cxboard.domain.periods import month_name
from cxboard.results import change_words
from cxboard.results.change_words import OVER, Change, seen_cells, turned_cells
from cxboard.results.flips import Flip
from cxboard.results.seen import Seen
from cxboard.storage.comparing import PlaceChange
from cxboard.ui import data_table, register_fields

_SHORT = 12
"""Rows of a table that is shown whole; a longer one can be sorted and searched."""

_MISSING = "Missing rows are what readers have of these months and the file has not; they stay."
_ONE_SIDE = (
    f"{NOT_THERE}: no value, or not shown, because it would say with the other one what few people "
    "answered."
)


def show_headlines(caption: str, changes: Sequence[Change], nothing: str) -> None:
    """Show the headline measures that move, or say that none does."""
    if not changes:
        st.html(tag("p", nothing, class_="cx"))
        return
    data_table.show(caption, change_words.rows(changes))
    st.html(tag("p", OVER, class_="cx"))
    if any(None in (change.before, change.after) for change in changes):
        st.html(tag("p", _ONE_SIDE, class_="cx"))


def show_turned(caption: str, turned: Sequence[Flip], nothing: str) -> None:
    """Show verdicts that turn, and numbers that appear or are hidden, or say that none does."""
    if not turned:
        st.html(tag("p", nothing, class_="cx"))
        return
    _show(caption, change_words.TURNED_HEAD, [turned_cells(one, _name) for one in turned], "turned")


def show_seen(caption: str, found: Sequence[Seen]) -> None:
    """Show months that readers have seen, since when, and in how many publications."""
    _show(caption, change_words.SEEN_HEAD, [seen_cells(one) for one in found], "seen")


def show_rows(caption: str, rows: Sequence[PlaceChange]) -> None:
    """Show rows by month, then by month and unit: new, changed, identical, missing."""
    months: dict[str, list[PlaceChange]] = {}
    for row in rows:
        months.setdefault(month_name(row.month), []).append(row)
    counts = ("new", "changed", "identical", "missing")
    head = ("Month", *map(str.capitalize, counts))
    lines = [
        (month, *(format_count(sum(getattr(row, name) for row in found)) for name in counts))
        for month, found in months.items()
    ]
    _show(caption, head, lines, "rows_by_month")
    if any(row.missing for row in rows):
        st.html(tag("p", _MISSING, class_="cx"))
    with st.expander("By hospital and unit"):
        head = ("Month", "Where", *map(str.capitalize, counts))
        data_table.show_long(
            _columns(
                head,
                [
                    (
                        row.month,
                        register_fields.place_text(row.place, row.unit),
                        *(getattr(row, name) for name in counts),
                    )
                    for row in rows
                ],
            ),
            key="rows_by_unit",
            config={"Month": st.column_config.DateColumn(format="MMM YYYY")},
        )


def _name(facility: str) -> str:
    return register_fields.place_text(facility, "")


def _show(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], key: str) -> None:
    if len(rows) <= _SHORT:
        data_table.show(caption, [head, *rows])
    else:
        st.html(tag("p", f"{caption} ({format_count(len(rows))})", class_="cx cx-caption"))
        data_table.show_long(_columns(head, rows), key=key, config={})


def _columns(head: Sequence[str], rows: Sequence[Sequence[object]]) -> dict[str, list[object]]:
    return {name: [row[place] for row in rows] for place, name in enumerate(head)}
