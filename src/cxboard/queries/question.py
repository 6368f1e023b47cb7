"""One statement with its parameters: what is run to get a number is what its receipt prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from inspect import cleandoc
from typing import Any

import polars as pl

from cxboard.queries.reader import Reader


@dataclass(frozen=True, kw_only=True)
class Question:
    """A statement for a publication's reader, and the values bound to it, by name."""

    sql: str
    parameters: Mapping[str, Any]

    def answer(self, reader: Reader) -> pl.DataFrame:
        """Run the statement on a publication."""
        rows: pl.DataFrame = reader.cursor().sql(self.sql, params=dict(self.parameters)).pl()
        return rows

    def literals(self) -> dict[str, str]:
        """Return the parameters as DuckDB writes them, such as DATE '2026-01-01'."""
        return {name: _literal(value) for name, value in self.parameters.items()}

    def text(self) -> str:
        """Return statement and parameters as one script that DuckDB runs as it stands."""
        bound = ", ".join(f"{name} := {value}" for name, value in self.literals().items())
        return f"PREPARE receipt AS\n{cleandoc(self.sql)};\nEXECUTE receipt({bound});"


def _literal(value: object) -> str:
    if isinstance(value, date):
        return f"DATE '{value:%Y-%m-%d}'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
