"""Inside the child: Arrow's reader, the second of the two that must agree on a text file.

It is told the dialect and left nothing to guess, and is strict: a row with other cells than the
header, or bytes that are no UTF-8, end it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as pq

from cxboard.ingest.dialect import Dialect, is_blank
from cxboard.ingest.limits import CHUNK
from cxboard.storage.ahead import ahead

_BLOCK = 8 * 1024 * 1024
"""Longer than any record; what is read beyond a whole number of records is kept for the next."""

_THREADS = 2

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Measured:
    """Rows, and the bytes of each column's values together; `blank` are rows without a value."""

    rows: int
    bytes: tuple[int, ...]
    blank: Places


def copy_cells(
    path: Path,
    dialect: Dialect,
    target: Path,
    stop: threading.Event,
    tell: Callable[[int, int], None] = lambda rows, done: None,
) -> Measured:
    """Write every cell of a text file, in the file's order, to Parquet columns c0, c1, … of text.

    Args:
        path: UTF-8 text that begins with its header.
        dialect: how it is to be read.
        target: the Parquet file; a blank cell is null in it, and rows of such cells are not.
        stop: when set, the copy ends where it is.
        tell: is told rows and bytes, now and then.

    Raises:
        ArrowInvalid: this is no such table.
        MemoryError: it needs more than a child may have.
        OSError: the disk is full.
    """
    pa.set_cpu_count(_THREADS)
    names = [f"c{place}" for place in range(len(dialect.headers))]
    schema = pa.schema([(name, pa.string()) for name in names])
    rows, sizes, blank = 0, [0] * len(names), list[Places]()
    with (
        _opened(path, dialect, names) as reader,
        pq.ParquetWriter(target, schema, compression="lz4", write_statistics=False) as writer,
    ):
        for table, blocks in ahead(_gathered(reader, stop)):  # read on while one is written
            for place, column in enumerate(table.itercolumns()):
                sizes[place] += pc.sum(pc.binary_length(column)).as_py() or 0
            empty = _without_value(table)
            blank.append(rows + empty)
            rows += table.num_rows
            if len(empty):
                table = table.take(np.delete(np.arange(table.num_rows), empty))
            writer.write_table(table, row_group_size=CHUNK)
            tell(rows, blocks * _BLOCK)
    places = np.concatenate(blank) if blank else np.empty(0, np.int64)
    return Measured(rows, tuple(sizes), places)


def _without_value(table: pa.Table) -> Places:
    """Return the places of rows whose cells are all blank, as spreadsheets leave them."""
    places: Places | None = None
    for column in table.itercolumns():  # the first column alone clears most tables
        cells = column if places is None else column.take(pa.array(places))
        sizes = pc.binary_length(pc.utf8_trim_whitespace(cells)).fill_null(0).to_numpy()
        blank = np.flatnonzero(sizes == 0)
        places = blank if places is None else places[blank]
        if not len(places):
            break
    assert places is not None, "a table has a column"
    return places


def _opened(path: Path, dialect: Dialect, names: list[str]) -> csv.CSVStreamingReader:
    return csv.open_csv(
        path,
        read_options=csv.ReadOptions(
            column_names=names, skip_rows_after_names=1, block_size=_BLOCK, encoding="utf8"
        ),
        parse_options=csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char='"',
            double_quote=True,
            escape_char=False,
            newlines_in_values=True,
            ignore_empty_lines=True,
            invalid_row_handler=lambda row: "skip" if is_blank(row.text or "") else "error",
        ),
        convert_options=csv.ConvertOptions(
            check_utf8=True,
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _gathered(
    reader: csv.CSVStreamingReader, stop: threading.Event
) -> Iterator[tuple[pa.Table, int]]:
    """Yield the reader's rows in tables of a chunk each, and how many blocks were read by then."""
    batches: list[pa.RecordBatch] = []
    waiting, blocks = 0, 0
    for blocks, batch in enumerate(reader, 1):
        if stop.is_set():
            return
        batches.append(batch)
        waiting += batch.num_rows
        while waiting >= CHUNK:
            table = pa.Table.from_batches(batches)
            yield table.slice(0, CHUNK), blocks
            batches = table.slice(CHUNK).to_batches()
            waiting -= CHUNK
    if batches:
        yield pa.Table.from_batches(batches), blocks
