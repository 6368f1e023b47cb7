"""Does a file name the same record twice, and does it say the same of it both times?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from cxboard.ingest.reader import Extract


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """Rows, by their place in the file, whose key another row has.

    `copies` repeat an earlier row word for word; `conflicting` rows say different things of one
    record, and nobody can know which is right.
    """

    copies: pl.Series
    conflicting: pl.Series


def find_repeats(extract: Extract, headers: Mapping[str, str], keys: pl.DataFrame) -> Repeats:
    """Compare rows with the same key.

    Args:
        extract: the file.
        headers: columns to compare, by the header that brings them.
        keys: place (UInt32) and record_key of every row that has a key.
    """
    none = pl.Series("place", [], pl.UInt32())
    if keys["record_key"].hash().n_unique() == len(keys):  # a third of the time of comparing them
        return Repeats(copies=none, conflicting=none)
    repeated = keys.filter(pl.col("record_key").is_duplicated())
    plain = [pl.col(name).str.strip_chars().fill_null("") for name in headers]
    contents = (
        extract.scan(headers)
        .with_row_index("place")
        .filter(pl.col("place").is_in(repeated["place"].implode()))
        .select("place", pl.struct(plain).hash().alias("content"))
        .collect()
    )
    compared = repeated.join(contents, on="place").sort("place")
    differs = pl.col("content").n_unique().over("record_key") > 1
    first = pl.col("place").min().over("record_key")
    marked = compared.select("place", differs=differs, later=pl.col("place") > first)
    return Repeats(
        copies=marked.filter(~pl.col("differs") & pl.col("later"))["place"],
        conflicting=marked.filter("differs")["place"],
    )
