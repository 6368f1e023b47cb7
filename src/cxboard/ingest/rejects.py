"""The file of rows that were kept out: what they said, why they stay out, and how to mend them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

REASONS = ("row", "column", "value", "rule", "fix")
"""Columns that are added behind those of the extract."""

_FORMULA = r"^[\s\x{feff}]*[=+\-@＝＋－＠]|^[\t\r\n|%]"
_NUMBER = r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$"


def neutralised(text: pl.Expr) -> pl.Expr:
    """Return text that no spreadsheet takes for a formula: a quote before it unless a number.

    CWE-1236; the signs are those of OWASP's rule on formula injection.
    """
    risky = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return pl.when(~risky).then(text).otherwise(pl.lit("'") + text)


class Rejects:
    """Writes rejected rows to one CSV file, which appears when it is whole."""

    def __init__(self, file: Path, columns: Sequence[str]) -> None:
        self._file = file
        self._partial = file.with_suffix(".partial")
        self._columns = columns
        self.rows = 0

    def add(self, texts: pl.DataFrame, reasons: pl.DataFrame) -> None:
        """Add rows: their texts, and beside them the columns of REASONS."""
        if reasons.is_empty():
            return
        both = pl.concat([texts.select(self._columns), _suffixed(reasons)], how="horizontal")
        safe = both.with_columns(neutralised(pl.col(pl.String)))
        mode = "ab" if self.rows else "wb"
        with self._partial.open(mode) as out:
            out.write(safe.write_csv(include_header=False).encode() if self.rows else _csv(safe))
        self.rows += len(safe)

    def finish(self) -> Path | None:
        """Return the file, or None when no row was rejected."""
        if not self.rows:
            return None
        return self._partial.replace(self._file)


def _suffixed(reasons: pl.DataFrame) -> pl.DataFrame:
    """Return the reasons under names that no column of an extract has."""
    return reasons.select(pl.col(name).alias(f"rejected_{name}") for name in REASONS)


def _csv(frame: pl.DataFrame) -> bytes:
    header = [name.removeprefix("rejected_") for name in frame.columns]
    body = frame.write_csv(include_header=False)
    return (",".join(header) + "\n" + body).encode()
