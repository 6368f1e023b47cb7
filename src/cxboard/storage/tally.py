"""How many rows of each group hold which code? For many columns of small codes at once.

Numbers below a bound are counted by using each as an index, which takes a quarter of the time that
hashing them takes. Columns of few codes are counted together, as one column of all combinations:
to add these up costs next to nothing beside another pass over the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.domain.items import NULL

Codes = Mapping[str, npt.NDArray[np.int8]]
Groups = npt.NDArray[np.int64]

_COMBINATIONS = 64
"""Of the codes of columns that are counted together; more of them no longer fit beside thousands of
groups into what a processor has at hand."""


@dataclass(frozen=True)
class Together:
    """Columns by name, how many codes each may hold, and each row's combination of them."""

    widths: Mapping[str, int]
    combined: npt.NDArray[np.int16]


def put_together(columns: Codes) -> list[Together]:
    """Return columns as `tally` takes them, for as many groupings of the same rows as there are.

    Args:
        columns: by item the code of each row, NULL where it has none.
    """
    widths = {name: int(codes.max(initial=NULL)) - NULL + 1 for name, codes in columns.items()}
    asked = {name: width for name, width in widths.items() if width > 1}
    return [
        Together({name: asked[name] for name in names}, _combined(names, asked, columns))
        for names in _gathered(asked)
    ]


def tally(groups: Groups, columns: Sequence[Together]) -> pl.DataFrame:
    """Count the codes of each column by group.

    Args:
        groups: the group of each row, a number from 0.
        columns: what is counted of the same rows.

    Returns:
        one row per group, item and code that some row has: group (Int64), item (String), answer
        (Int8) and n (Int64).
    """
    present = np.flatnonzero(np.bincount(groups))
    dense = np.zeros(present[-1] + 1 if len(present) else 0, np.int64)
    dense[present] = np.arange(len(present))
    parts = list(_counts(dense[groups], len(present), columns))
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


def merged(counts: pl.DataFrame, size: int) -> pl.DataFrame:
    """Add up a tally over each run of `size` groups: 0 to size - 1 become group 0, and so on."""
    wider = counts.with_columns(pl.col("group") // size)
    return wider.group_by("group", "item", "answer", maintain_order=True).agg(pl.col("n").sum())


def _gathered(widths: Mapping[str, int]) -> list[list[str]]:
    """Return names side by side whose combinations are few enough."""
    gathered: list[list[str]] = []
    for name, width in widths.items():
        if gathered and prod(map(widths.__getitem__, gathered[-1]), start=width) <= _COMBINATIONS:
            gathered[-1].append(name)
        else:
            gathered.append([name])
    return gathered


def _combined(
    names: Sequence[str], widths: Mapping[str, int], columns: Codes
) -> npt.NDArray[np.int16]:
    """Return each row's codes as one number, whose last digit is the code of the last column."""
    first, *others = names
    combined = columns[first].astype(np.int16) - NULL
    for name in others:
        combined *= np.int16(widths[name])
        combined += columns[name]
        combined -= np.int16(NULL)
    return combined


def _counts(
    groups: Groups, size: int, columns: Sequence[Together]
) -> Iterator[tuple[str, Groups, Groups, Groups]]:
    """Yield for each column its name and, side by side, groups, codes and how many rows."""
    cells = np.empty_like(groups)  # one array for all: new memory costs as much as the counting
    for each in columns:
        width = prod(each.widths.values())
        np.multiply(groups, width, out=cells)
        cells += each.combined
        counts = np.bincount(cells, minlength=size * width)
        by_column = counts.reshape(size, *each.widths.values())
        axes = range(1, by_column.ndim)
        for axis, name in zip(axes, each.widths, strict=True):
            own = by_column.sum(axis=tuple(other for other in axes if other != axis))
            found, code = np.nonzero(own[:, 1:])  # the first are rows without a code
            yield name, found, code + (NULL + 1), own[found, code + 1]


def _joined(arrays: list[Groups]) -> Groups:
    return np.concatenate([np.empty(0, np.int64), *arrays])
