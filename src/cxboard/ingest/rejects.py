"""The file of rows that were kept out: what they said, why they stay out, and how to mend them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from cxboard.domain.formulas import FORMULA, NUMBER
from cxboard.ingest.dialect import plain_name

REASONS = ("row", "column", "value", "rule", "fix")
"""Columns that are added behind those of the extract, under other names where it has such ones."""


def neutralised(text: pl.Expr) -> pl.Expr:
    """Return text that no spreadsheet takes for a formula, as `domain.formulas.neutral` does."""
    risky = text.str.contains(FORMULA) & ~text.str.contains(NUMBER)
    return pl.when(~risky).then(text).otherwise(pl.lit("'") + text)


class Rejects:
    """Writes rejected rows to one CSV file, which appears when it is whole."""

    def __init__(self, file: Path | None, room: Path, headers: Mapping[str, str]) -> None:
        """Write nothing yet.

        Args:
            file: where the file appears; None to count the rows alone.
            room: folder of this ingest alone, where the file grows.
            headers: columns to write, and the header that brings each; a header that brings two
                is written once, so that mended rows can be sent as they are.
        """
        self._file = file
        self._partial = room / "rejects.csv"
        self._columns = {header: column for column, header in reversed(list(headers.items()))}
        self.rows = 0

    def add(self, texts: pl.DataFrame, reasons: pl.DataFrame) -> None:
        """Add rows: their texts, and beside them the columns of REASONS."""
        if reasons.is_empty():
            return
        own = [pl.col(column).alias(header) for header, column in reversed(self._columns.items())]
        both = pl.concat([texts.select(own), reasons.select(self._why())], how="horizontal")
        names = pl.Series("name", both.columns)
        both.columns = names.to_frame().select(neutralised(pl.col("name")))["name"].to_list()
        safe = both.with_columns(neutralised(pl.col(pl.String)))
        with self._partial.open("ab" if self.rows else "wb") as out:
            out.write(safe.write_csv(include_header=not self.rows).encode())
        self.rows += len(safe)

    def _why(self) -> list[pl.Expr]:
        taken = {plain_name(header) for header in self._columns}
        return [pl.col(one).alias(f"rejected_{one}" if one in taken else one) for one in REASONS]

    def finish(self) -> Path | None:
        """Return the file, or None when no row was rejected, or none is to be kept."""
        if not self.rows or self._file is None:
            return None
        shutil.move(self._partial, self._file)  # perhaps onto another disk
        return self._file
