"""Are these two tables side by side? A blank column is between them, and one ends before the other.

A blank column alone is no evidence: people leave one for looks within a single table, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.dialect import column_letters
from cxboard.ingest.structure_problems import BadStructure

Marks = npt.NDArray[np.bool_]

_LEAST = 2
"""Columns of a table; one alone behind a blank column is a remark."""


def check_side_by_side(
    used: Sequence[int], filled: Callable[[Sequence[int]], Marks], left: int = 0
) -> None:
    """Raise BadStructure for two tables side by side.

    Args:
        used: places of the columns that have a name or a value, ascending.
        filled: tells for each row whether any of some columns has a value.
        left: blank columns before the first place.
    """
    blocks = [block for block in _blocks(used) if len(block) >= _LEAST]
    if len(blocks) == 1:
        return
    both = pairwise([(block, filled(block)) for block in blocks])
    for (first, ours), (second, theirs) in both:
        some = ours | theirs
        counts = int(ours.sum()), int(theirs.sum())
        end = min(counts)
        if end < max(counts) and (ours & theirs)[some][:end].all() and end:
            names = [_letters(block, left) for block in (first, second)]
            raise BadStructure([problems.side_by_side(names, counts)])


def _blocks(used: Sequence[int]) -> list[list[int]]:
    """Return runs of places that follow one another."""
    runs = groupby(enumerate(used), lambda one: one[1] - one[0])
    return [[place for _, place in run] for _, run in runs]


def _letters(block: Sequence[int], left: int) -> str:
    return f"{column_letters(block[0] + 1 + left)}–{column_letters(block[-1] + 1 + left)}"
