"""Inside the child: what does a Parquet file say of itself that DuckDB does not tell?"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cxboard.ingest.report import Problem, error


def durations(source: Path) -> list[str]:
    """Return the columns of lengths of time: only Arrow's note tells them from bare numbers."""
    return [field.name for field in _schema(source) or () if pa.types.is_duration(field.type)]


def why_unreadable(source: Path, reason: str) -> Problem | None:
    """Return why a file cannot be read by DuckDB where that is known.

    Args:
        source: the file.
        reason: what DuckDB says. An encrypted column shows as bytes that are no text.
    """
    schema = _schema(source)
    if schema is not None and not len(schema):
        return error(
            "no_columns", "The Parquet file has no columns.", "Check what the export is to write."
        )
    doubtful = any(sign in reason.lower() for sign in ("unicode", "encrypted"))
    if schema is not None and doubtful and _is_encrypted(source):
        return error(
            "encrypted_columns",
            "Columns of the Parquet file are encrypted, so that nothing of it can be read.",
            "Write it without encryption, or as CSV.",
        )
    return None


def _schema(source: Path) -> pa.Schema | None:
    try:
        return pq.read_schema(source)
    except (pa.ArrowException, OSError):
        return None


def _is_encrypted(source: Path) -> bool:
    try:
        with pq.ParquetFile(source) as file:
            next(file.iter_batches(1), None)
    except (pa.ArrowException, OSError) as wrong:
        return "decrypt" in str(wrong).lower()
    return False
