"""The cells of an extract a chunk at a time, with what is repeated in them kept apart.

Most columns of an extract say the same few things over and over, and Parquet keeps each of these
once. Read so, as categories, a column of a hundred thousand cells is judged by its few texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from cxboard.storage.ahead import ahead


def chunks(
    cells: Path, columns: Mapping[str, str], differing: Collection[str]
) -> Iterator[pl.DataFrame]:
    """Yield a Parquet file's columns of text, a row group at a time; the next is read meanwhile.

    Args:
        cells: the file.
        columns: by the name that a column shall have, the one that it has in the file.
        differing: columns (by their new names) that repeat little, such as ids: they come as
            String, all others as Enum of the chunk's own texts.
    """
    repeating = [column for name, column in columns.items() if name not in differing]
    return ahead(_read(cells, columns, repeating))


def _read(
    cells: Path, columns: Mapping[str, str], repeating: Sequence[str]
) -> Iterator[pl.DataFrame]:
    with pq.ParquetFile(cells, read_dictionary=list(dict.fromkeys(repeating))) as file:
        for group in range(file.num_row_groups):
            table = file.read_row_group(group, columns=list(dict.fromkeys(columns.values())))
            yield pl.DataFrame(
                [_series(name, table.column(column)) for name, column in columns.items()]
            )


def _series(name: str, column: pa.ChunkedArray) -> pl.Series:
    if not pa.types.is_dictionary(column.type):
        return pl.Series(name, pl.from_arrow(column), pl.String())
    array = column.unify_dictionaries().combine_chunks()
    texts = pl.Series(array.dictionary.to_pylist(), dtype=pl.String())
    places = pl.Series(name, pl.from_arrow(array.indices)).cast(pl.UInt32())
    return places.cat.to(pl.Enum(texts))
