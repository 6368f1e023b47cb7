"""Inside the child: a CSV file becomes Parquet of nothing but text, or is refused."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.child_csv import Measured, copy_cells
from cxboard.ingest.dialect import Dialect
from cxboard.ingest.job import Job, ReadTable, tell
from cxboard.ingest.nameless import settled
from cxboard.ingest.plain_text import as_windows_text, write_plain
from cxboard.ingest.side_by_side import check_side_by_side
from cxboard.ingest.structure import Structure, read_structure
from cxboard.ingest.structure_problems import BadStructure
from cxboard.ingest.text_source import TextSource, text_source


def read_text(job: Job) -> ReadTable:
    """Write every cell of a text file to `job.rows_file`.

    Raises:
        BadStructure: it is not one table, or Arrow finds another table than we did.
    """
    source = text_source(job.source, job.reading, job.known)
    try:
        return _read(job, source)
    except BadStructure as wrong:
        if job.reading.encoding or wrong.problems[0].code != "wrong_encoding":
            raise
        other = as_windows_text(source)
        if other is None:
            raise
        return _read(job, other)


def _read(job: Job, source: TextSource) -> ReadTable:
    """Read a text file as it was looked at, by two readers."""
    path = job.source
    if not source.is_plain:
        path = job.plain_file
        write_plain(source, path)
    stop = threading.Event()
    with ThreadPoolExecutor(1) as other:  # both readers spend their time outside Python's lock
        copies: list[Future[Measured]] = []

        def begin(dialect: Dialect) -> None:
            if len(dialect.headers) == 1:
                raise BadStructure([problems.one_column(dialect.headers[0])])
            copies.append(other.submit(copy_cells, path, dialect, job.rows_file, stop, tell))

        try:
            structure = read_structure(
                path,
                job.limits,
                job.known,
                begin,
                delimiter=source.shape.delimiter,
                first_line=source.shape.header_row,
                is_sure=bool(job.reading.encoding),
            )
        except BaseException:
            stop.set()
            raise
    try:
        found = copies[0].result()
    except pa.ArrowInvalid as wrong:
        reason = str(wrong).splitlines()[0][:120]
        raise BadStructure([problems.readers_disagree(reason)]) from None
    _check_agreed(structure, found)
    named = enumerate(structure.dialect.headers)
    used = [place for place, header in named if header or structure.column_bytes[place]]
    check_side_by_side(used, partial(_filled, job.rows_file))
    headers, told = settled(
        structure.dialect.headers,
        structure.column_bytes,
        source.shape.header_row,
        structure.header_cells,
        source.below,
    )
    lines = np.delete(structure.lines, found.blank)
    if not len(lines):
        raise BadStructure([problems.no_rows()])
    if blanks := len(found.blank) + structure.blanks:
        told.append(problems.blank_rows(blanks))
    return ReadTable(
        headers=headers,
        below=source.below,
        lines=lines,
        shape=replace(source.shape, delimiter=structure.dialect.delimiter),
        notices=(*source.notices, *told),
    )


def _check_agreed(structure: Structure, found: Measured) -> None:
    """Raise BadStructure when the two readers have found different rows or cells."""
    if found.rows != structure.records:
        what = f"{structure.records:,} rows against {found.rows:,}"
        raise BadStructure([problems.readers_disagree(what)])
    both = zip(structure.dialect.headers, structure.column_bytes, found.bytes, strict=True)
    differing = [header for header, ours, theirs in both if ours != theirs]
    if differing:
        raise BadStructure([problems.readers_disagree(f"column “{differing[0]}” differs")])


def _filled(rows_file: Path, columns: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Tell for each row whether any of some columns has a value."""
    table = pq.read_table(rows_file, columns=[f"c{place}" for place in columns])
    marks = np.zeros(table.num_rows, np.bool_)
    for column in table.itercolumns():
        sizes = pc.binary_length(pc.utf8_trim_whitespace(column)).fill_null(0)
        marks |= sizes.to_numpy() > 0
    return marks
