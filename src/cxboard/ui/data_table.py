"""Plain tables: small ones as HTML that any reader can follow, long ones to sort and search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from cxboard.charts.markup import Markup, tag
from cxboard.domain.formulas import neutral


def show(caption: str, rows: Sequence[Sequence[str]]) -> None:
    """Show a small table; the first row is its head, the first column its row headers."""
    st.html(table(caption, rows))


def table(caption: str, rows: Sequence[Sequence[str]]) -> Markup:
    """Return a small table as HTML."""
    head, *body = rows
    lines = (
        tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest))
        for first, *rest in body
    )
    whole = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head))),
        tag("tbody", *lines),
        class_="cx-table",
    )
    return tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption)


def show_long(columns: Mapping[str, Sequence[Any]], *, key: str, config: Mapping[str, Any]) -> None:
    """Show a long table that can be sorted, searched and downloaded.

    Args:
        columns: values by heading, all of one length; None where there is none.
        key: unique on the page.
        config: Streamlit's column settings by heading.
    """
    st.dataframe(
        pa.table({name: _downloadable(values) for name, values in columns.items()}),
        key=key,
        hide_index=True,
        column_config=dict(config),
        height=min(38 * (1 + len(next(iter(columns.values())))) + 4, 640),
        placeholder="–",
    )


def _downloadable(values: Sequence[Any]) -> list[Any]:
    """Return values of which the browser may make a file that a spreadsheet opens."""
    return [neutral(value) if isinstance(value, str) else value for value in values]
