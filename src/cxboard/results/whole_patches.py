"""Which values of a cut, in which months, must not be told of all hospitals together?

Finer than the hospitals' own patches would let them be told: a value is shown by month, by quarter
or by longer stretches, wherever few people in a hospital could still be many (see `domain.swaps`).
"""

from __future__ import annotations

from collections.abc import Mapping

from cxboard.domain.covering import Covering
from cxboard.domain.disclosure import Block, Cell, Column, Patch, total
from cxboard.domain.swaps import Layers
from cxboard.results.cells import Line


def whole_patches(layers: Layers, block: Block) -> list[Patch]:
    """Return the patches of the sums of all hospitals over a block.

    Args:
        layers: the hospitals' tables and patches.
        block: the stretch that all patches lie in.
    """
    table = _sums(layers.tables)
    hidden, untold = layers.dark & table.keys(), dict[str, frozenset[frozenset[Column]]]()
    while True:
        covering = Covering(
            table=table,
            smallest=layers.smallest,
            hidden=hidden,
            dark=layers.dark & table.keys(),
            untold=untold,
        )
        found = covering.cover(block)
        patches = {(r, c): patch for patch in found for r in patch.rows for c in patch.columns}
        unsafe = layers.unsafe(patches)
        if not unsafe:
            return found
        behind = set(hidden)
        for row, column in unsafe:
            told = _told(block, column, patches.get((row, column)))
            if told is None:
                behind.add(row)
            else:
                untold[row] = untold.get(row, frozenset()) | {told}
        if behind == hidden and all(
            (patch := patches.get(each)) and patch.columns == frozenset(block.columns)
            for each in unsafe
        ):
            return [each for own in layers.patches.values() for each in own]
        hidden = frozenset(behind)


def _told(block: Block, column: Column, patch: Patch | None) -> frozenset[Column] | None:
    """Return the stretch by which a row cannot be told, or None when the whole block is one."""
    if patch is None:
        return frozenset((column,))
    if patch.columns == frozenset(block.columns):
        return None
    quarter = next(frozenset(piece.columns) for piece in block.pieces if column in piece.columns)
    return None if quarter < patch.columns else quarter


def _sums(tables: Mapping[str, Mapping[str, Line]]) -> dict[str, Line]:
    cells: dict[str, dict[Column, list[Cell]]] = {}
    for table in tables.values():
        for row, line in table.items():
            for column, cell in line.items():
                cells.setdefault(row, {}).setdefault(column, []).append(cell)
    return {
        row: {column: total(each) for column, each in line.items()} for row, line in cells.items()
    }
