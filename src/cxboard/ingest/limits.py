"""How large may a source file be, and what may reading it cost? Every bound, with its reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MIB = 1024 * 1024


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it, such as 2,048 MB."""
    return f"{size / MIB:,.0f} MB"


CHUNK = 122_880
"""Rows that are judged at a time, and that whoever writes cells puts in a row group: some 100 MB of
text, and at worst 400 MB of faults."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds of one ingest. The defaults fit 10 million surveys a file; a million take 2 GB."""

    text_bytes: int = 2048 * MIB
    """Ten years of the largest system we know."""

    page_bytes: int = 200 * MIB
    """What comes by the page lies in the server's memory; `cxboard ingest` reads from the disk."""

    xml_bytes: int = 512 * MIB
    parquet_bytes: int = 512 * MIB
    parquet_unpacked_bytes: int = 4096 * MIB
    """A Parquet file of 1 MB can unpack to gigabytes; its footer says so beforehand."""

    rows: int = 12_000_000
    columns: int = 500
    cell_bytes: int = 64 * 1024
    """The longest comment anybody wrote; a forgotten closing quote is found soon."""

    record_bytes: int = MIB
    child_memory_bytes: int = 3072 * MIB
    """Address space, of which DuckDB uses less than half; a bomb ends the child, not us."""

    duckdb_memory: str = "700MB"
    workbook_unpacked_bytes: int = 300 * MIB
    workbook_cells: int = 4_000_000
    """Excel's own format is read ten times slower than text; a month of surveys fits."""

    workbook_area: int = 12_000_000
    """Rows times columns that a sheet spans, filled or not: its reader asks memory for all."""

    child_cpu_seconds: int = 300
    child_wall_seconds: int = 900
    """At most; a small file gets less, see `wall_seconds`."""

    def wall_seconds(self, size: int) -> float:
        """Return how long reading `size` bytes may take; nobody waits a minute for a small file.

        The slowest reader needs a second for 3 MB.
        """
        return min(self.child_wall_seconds, 40 + size / (2 * MIB))

    def as_json(self) -> dict[str, Any]:
        """Return the limits as the child is told them."""
        return asdict(self)


DEFAULT_LIMITS = Limits()
