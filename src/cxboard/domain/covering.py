"""How few cells can be hidden so that no small one is told? Patches for one table.

Each row with small cells gets a patch of its own, with as few other rows and as few months as make
every sum fit (see `domain.disclosure`). It is a search by greed: what it finds is safe, and not
always the least.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from cxboard.domain.disclosure import NOBODY, Block, Column, Patch, Table, fits, over

Rows = frozenset[str]
Found = tuple[list[Patch], Rows]
"""Patches, and rows that found no cover."""


@dataclass(frozen=True)
class _Hidden:
    """Rows that are hidden in some pieces of a block."""

    rows: Rows
    pieces: tuple[Block, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the pieces."""
        return tuple(column for piece in self.pieces for column in piece.columns)


@dataclass(frozen=True, kw_only=True)
class Covering:
    """What a table's patches depend on.

    `kin` says what each row belongs to: a row hides behind its kin first. `hidden` rows are covered
    over the whole block in any case, and their totals there need not fit: another table says when
    they are shown. Of those, `dark` ones are known only together. Of an `outermost` table nobody
    knows the columns' totals but from itself. A row is `untold` over some columns, or a part of
    them, whatever its counts there.
    """

    table: Table
    smallest: int
    kin: Mapping[str, str] = field(default_factory=dict)
    hidden: Rows = frozenset()
    dark: Rows = frozenset()
    outermost: bool = False
    untold: Mapping[str, frozenset[frozenset[Column]]] = field(default_factory=dict)

    def cover(self, block: Block) -> list[Patch]:
        """Return disjoint patches that cover every small cell of a block."""
        behind = self.hidden
        while True:
            small = frozenset(row for row in self.table if not self._fits(row, block.columns))
            rows = behind | small
            whole = [self._whole(block, rows)] if rows else []
            free = frozenset(self.table) - (whole[0].rows if whole else rows)
            patches, homeless = self._split(block, free)
            if not homeless:
                return whole + patches
            behind |= homeless

    def _whole(self, block: Block, stuck: Rows) -> Patch:
        """Return a patch for rows that must be hidden in the whole block, dark ones among them."""
        free, rows, before = frozenset(self.table), set(stuck), -1
        dark, months, whole = set(self.dark), [(name,) for name in block.columns], [block.columns]
        columns_fit = dark_fits = True
        while len(rows) != before:
            before = len(rows)
            columns_fit = self.hide(rows, free, months)
            if not self.dark:
                dark.update(row for row in rows - self.hidden if not self._fits(row, block.columns))
                dark_fits = self.hide(dark, frozenset(rows - self.hidden), whole) or self.hide(
                    dark, free - self.hidden, whole
                )
                rows |= dark
        if not dark_fits:
            dark.add(NOBODY)
        if self.outermost or not (columns_fit and dark_fits):
            rows.add(NOBODY)
        return _patch(rows, block.columns, dark)

    def _split(self, block: Block, free: Rows) -> Found:
        """Return patches for rows whose totals over the block fit, each in some of its pieces."""
        needs: dict[str, set[Block]] = defaultdict(set)
        for piece in block.pieces:
            for row in free:
                if not self._fits(row, piece.columns):
                    needs[row].add(piece)
        while True:
            patches, homeless, left = self._own_patches(block, free, needs)
            if homeless:
                return [], homeless
            for piece in block.pieces:
                found, rest = self._split(piece, left[piece])
                patches += found
                for row in rest:
                    needs[row].add(piece)
                    homeless |= {row}
            if not homeless:
                return patches, homeless

    def _own_patches(
        self, block: Block, free: Rows, needs: Mapping[str, set[Block]]
    ) -> tuple[list[Patch], Rows, dict[Block, Rows]]:
        """Return patches for the rows that need one, homeless rows, and who is left by piece.

        Rows that need nearly the same pieces share a patch: they hide each other.
        """
        found: list[_Hidden] = []
        homeless: set[str] = set()
        left = dict.fromkeys(block.pieces, free)
        for row in sorted(needs, key=lambda row: (-len(needs[row]), row)):
            wanted = [piece for piece in block.pieces if piece in needs[row] and row in left[piece]]
            if not wanted:
                continue
            own = self._own(row, wanted, needs, left)
            if own is None:
                own = self._joined(row, wanted, found, left)
            if own is None:
                homeless.add(row)
                continue
            found.append(own)
            for piece in own.pieces:
                left[piece] -= own.rows
        return [_patch(own.rows, own.columns) for own in found], frozenset(homeless), left

    def _own(
        self,
        row: str,
        wanted: list[Block],
        needs: Mapping[str, set[Block]],
        left: Mapping[Block, Rows],
    ) -> _Hidden | None:
        """Return rows and pieces that hide a row in the wanted pieces; None if nothing does."""
        pieces = list(wanted)
        others = [piece for piece in left if piece not in pieces and row in left[piece]]
        while True:
            columns = [column for piece in pieces for column in piece.columns]
            if self._fits(row, columns):
                free = frozenset.intersection(*(left[piece] for piece in pieces))
                free = frozenset(each for each in free if self._fits(each, columns))
                rows = {row} | {each for each in free if _nearly(needs.get(each), pieces)}
                if self.hide(rows, free, [(column,) for column in columns], needs):
                    return _Hidden(frozenset(rows), tuple(pieces))
                if self.outermost:
                    return _Hidden(frozenset((*rows, NOBODY)), tuple(pieces))
            if not others:
                return None
            nearest = min(others, key=lambda piece: _distance(piece, wanted))
            others.remove(nearest)
            pieces.append(nearest)

    def _joined(
        self, row: str, wanted: list[Block], found: list[_Hidden], left: Mapping[Block, Rows]
    ) -> _Hidden | None:
        """Take out a patch that a row can join, and return it with the row, or None."""
        for own in sorted(found, key=lambda own: len(own.pieces)):
            if not set(wanted) <= set(own.pieces) or not self._fits(row, own.columns):
                continue
            rows = {*own.rows, row}
            months = [(column,) for column in own.columns]
            if all(row in left[piece] for piece in own.pieces) and self.hide(
                rows, frozenset(), months
            ):
                found.remove(own)
                return _Hidden(frozenset(rows), own.pieces)
        return None

    def _fits(self, row: str, columns: Collection[Column]) -> bool:
        if any(stretch.issuperset(columns) for stretch in self.untold.get(row, ())):
            return False
        return fits(over(self.table[row], columns), self.smallest)

    def hide(
        self,
        rows: set[str],
        free: Rows,
        parts: Sequence[Sequence[Column]],
        needy: Collection[str] = (),
    ) -> bool:
        """Add free rows until the total over each part fits, and return whether it does at last.

        A row is chosen that leaves the fewest counts small; then one that needs to be hidden
        itself, then kin, then the smallest.
        """
        if not rows:
            return True
        lines = {row: self._flat(row, parts) for row in rows}
        while True:
            sums = list(map(sum, zip(*(lines[row] for row in rows), strict=True)))
            lacking = [k for k, count in enumerate(sums) if 0 < count < self.smallest]
            if not lacking:
                return True
            lines |= {row: self._flat(row, parts) for row in free - lines.keys()}
            helping = [r for r in free - rows if any(lines[r][k] for k in lacking)]
            if not helping:
                return False
            near = {self.kin.get(row, row) for row in rows}
            costs = {
                row: (
                    sum(0 < a + b < self.smallest for a, b in zip(lines[row], sums, strict=True)),
                    row not in needy,
                    self.kin.get(row) not in near,
                    sum(lines[row]),
                    row,
                )
                for row in helping
            }
            rows.add(min(helping, key=lambda row: costs[row]))

    def _flat(self, row: str, parts: Sequence[Sequence[Column]]) -> list[int]:
        """Return a row's counts over each part, one after the other."""
        line, width = self.table[row], self._width
        return [n for part in parts for n in over(line, part) or (0,) * width]

    @property
    def _width(self) -> int:
        return next((len(cell) for line in self.table.values() for cell in line.values()), 0)


def _nearly(needed: set[Block] | None, pieces: Sequence[Block]) -> bool:
    """Whether a row needs at least half of some pieces and no other."""
    return needed is not None and needed <= set(pieces) and 2 * len(needed) >= len(pieces)


def _distance(piece: Block, wanted: Sequence[Block]) -> tuple[int, str]:
    """Return how far a piece is from those wanted, in what they are sorted by: their months."""

    def months(block: Block) -> int:
        year, _, month = block.columns[0].partition("-")
        return 12 * int(year) + int(month)

    return min(abs(months(piece) - months(each)) for each in wanted), piece.columns[0]


def _patch(rows: Collection[str], columns: Collection[Column], dark: Collection[str] = ()) -> Patch:
    return Patch(rows=frozenset(rows), columns=frozenset(columns), dark=frozenset(dark))
