"""How many rows of each group hold which code? For many columns of small codes at once.

Numbers below a bound are counted by using each as an index, which takes a quarter of the time that
hashing them takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.domain.items import NULL

Codes = Mapping[str, npt.NDArray[np.int8]]
Groups = npt.NDArray[np.int64]


def tally(groups: Groups, columns: Codes) -> pl.DataFrame:
    """Count the codes of each column by group.

    Args:
        groups: the group of each row, a number from 0.
        columns: by item the code of each row, NULL where it has none.

    Returns:
        one row per group, item and code that some row has: group (Int64), item (String), answer
        (Int8) and n (Int64).
    """
    present = np.flatnonzero(np.bincount(groups))
    dense = np.zeros(present[-1] + 1 if len(present) else 0, np.int64)
    dense[present] = np.arange(len(present))
    parts = list(_counts(dense[groups], columns))
    names = pl.Series([name for name, _, _, _ in parts], dtype=pl.String())
    which = np.repeat(np.arange(len(parts)), [len(group) for _, group, _, _ in parts])
    return pl.DataFrame(
        {
            "group": present[_joined([group for _, group, _, _ in parts])],
            "item": names.gather(which),
            "answer": _joined([answer for _, _, answer, _ in parts]).astype(np.int8),
            "n": _joined([n for _, _, _, n in parts]),
        }
    )


def _counts(groups: Groups, columns: Codes) -> Iterator[tuple[str, Groups, Groups, Groups]]:
    """Yield for each column its name and, side by side, groups, codes and how many rows."""
    starts: dict[int, Groups] = {}  # most columns have as many codes as another one
    for name, codes in columns.items():
        width = int(codes.max(initial=NULL)) - NULL + 1
        if width == 1:  # a question that nobody was asked
            continue
        if width not in starts:
            starts[width] = groups * width - NULL
        counts = np.bincount(starts[width] + codes)
        counts[::width] = 0  # rows without a code
        found = np.flatnonzero(counts)
        yield name, found // width, found % width + NULL, counts[found]


def _joined(arrays: list[Groups]) -> Groups:
    return np.concatenate([np.empty(0, np.int64), *arrays])
