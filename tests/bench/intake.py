"""What does taking in a large extract cost, against DuckDB's own copy of the same file?"""

from __future__ import annotations

import shutil
from pathlib import Path
from time import perf_counter, sleep
from typing import Final

import duckdb

from tests.commands import command, end, run_cxboard, start

ROWS: Final = 1_000_000
_LOOK_SECONDS: Final = 0.02
_PAGE_BYTES: Final = 4096


def write_surveys(extracts: Path, file: Path, rows: int = ROWS) -> None:
    """Write as many surveys as asked for: the demo's own, over and over, under new ids."""
    source = f"read_csv('{extracts}/survey_*.csv', all_varchar = true)"
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
        assert found is not None
        connection.execute(f"""
            COPY (
                SELECT survey_id || '-' || copy AS survey_id, * EXCLUDE (survey_id, copy)
                FROM {source}, range({rows // found[0] + 1}) copies(copy) LIMIT {rows}
            ) TO '{file}' (HEADER)
        """)


def time_copy(file: Path, repeats: int = 3) -> list[float]:
    """Return seconds of DuckDB's own copy from CSV to Parquet, in two threads as here."""
    seconds = []
    for _ in range(repeats):
        with duckdb.connect(config={"threads": 2}) as connection:
            target = file.with_suffix(".parquet")
            started = perf_counter()
            connection.execute(f"COPY (FROM read_csv('{file}')) TO '{target}'")
            seconds.append(perf_counter() - started)
            target.unlink()
    return seconds


def time_ingest(register: Path, file: Path, data_dir: Path, log: Path) -> tuple[float, float]:
    """Take a file into a new lake; return seconds, and the peak memory of all processes in GB."""
    shutil.rmtree(data_dir, ignore_errors=True)
    run_cxboard("ingest", register, "--kind", "organisation", data_dir=data_dir)
    arguments = command("ingest", file, "--kind", "survey", "--json", data_dir=data_dir)
    peak = 0.0
    started = perf_counter()
    child = start(arguments, log=log)
    try:
        while child.poll() is None:
            peak = max(peak, _memory(child.pid))
            sleep(_LOOK_SECONDS)
        seconds = perf_counter() - started
    finally:
        end(child)
    assert child.returncode == 0, log.read_text()[-3000:]
    return seconds, peak


def _memory(session: int) -> float:
    """Return the memory of a session's processes together in GB, shared pages counted twice."""
    pages = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                pages += int((folder / "statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            continue  # it ended meanwhile
    return pages * _PAGE_BYTES / 1e9
