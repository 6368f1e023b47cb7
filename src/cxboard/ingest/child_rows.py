"""Inside the child: rows that a reader has made of a sheet or a document become Parquet of text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.dialect import header_problems
from cxboard.ingest.forms import Shape
from cxboard.ingest.job import Job, ReadTable
from cxboard.ingest.limits import CHUNK
from cxboard.ingest.nameless import settled
from cxboard.ingest.report import Problem
from cxboard.ingest.structure_problems import BadStructure


def write_rows(
    job: Job,
    headers: Sequence[str],
    columns: Sequence[Sequence[str | None]],
    lines: Sequence[int],
    shape: Shape,
    notices: Sequence[Problem] = (),
    below: Sequence[str] = (),
) -> ReadTable:
    """Write columns to the job's rows file.

    Args:
        job: the job.
        headers: names of the columns.
        columns: their texts, none of them blank throughout.
        lines: the line of every row.
        shape: how the file was read.
        notices: what is worth telling.
        below: the row below the names, if it holds names, too.

    Raises:
        BadStructure: bad names, no rows, or a text that is too long.
    """
    if not lines:
        raise BadStructure([problems.no_rows()])
    names, told = settled(headers, [1] * len(headers), shape.header_row, len(headers), below)
    if wrong := header_problems(names, job.limits.columns, shape.header_row):
        raise BadStructure(wrong)
    frame = pl.DataFrame(
        [pl.Series(f"c{place}", texts, pl.String()) for place, texts in enumerate(columns)]
    )
    longest = frame.select(pl.all().str.len_bytes().max()).row(0)
    for place, size in enumerate(longest):
        if size and size > job.limits.cell_bytes:
            at = int(np.argmax(frame.to_series(place).str.len_bytes().fill_null(0).to_numpy()))
            raise BadStructure([problems.too_long(lines[at], job.limits.cell_bytes)])
    frame.write_parquet(job.rows_file, compression="lz4", row_group_size=CHUNK)
    return ReadTable(
        headers=names,
        below=tuple(below),
        lines=np.asarray(lines, dtype=np.int32),
        shape=shape,
        notices=(*notices, *told),
    )
