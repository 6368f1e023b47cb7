"""Do the column names come once more among the rows, as where files were put together?

Below them the columns may stand in another order, and every row would be read under wrong names.
"""

from __future__ import annotations

import polars as pl

from cxboard.ingest.reader import Extract
from cxboard.ingest.report import Problem, error

_LOOKED_AT = slice(1, 4)
"""Columns that are searched; the first may have an invisible mark before its name."""


def repeated_names(extract: Extract) -> Problem | None:
    """Return what is wrong with a file of which a row holds nothing but column names."""
    names = [header for header in extract.headers if header.strip()]
    searched = names[_LOOKED_AT]
    if len(searched) < 3:
        return None
    columns = {f"c{place}": header for place, header in enumerate(searched)}
    every = extract.scan(columns).with_row_index("place")
    places = every.filter(pl.all_horizontal(pl.col(*columns).is_in(names))).select("place")
    found = places.collect().to_series()
    if found.is_empty():
        return None
    row = int(extract.lines[found[0]])
    return error(
        "repeated_names",
        f"Row {row:,} holds column names and no values, as where files were put together; below it "
        "the columns may stand in another order.",
        "Send each file by itself, or remove that row where its names stand as in the first.",
        row=row,
        count=len(found),
    )
