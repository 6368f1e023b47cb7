"""How are measurements told? One table: what, measured, budget, ok or over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

UNMEASURED: Final = "not measured"


def p95(values: Sequence[float]) -> float:
    """Return the smallest value that at least 95 % of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


@dataclass(frozen=True)
class Row:
    """One line. `budget` is an upper bound in the same unit, None for what is only told."""

    what: str
    value: float
    unit: str
    budget: float | None
    note: str

    @property
    def verdict(self) -> str:
        """Whether the budget is kept."""
        if self.budget is None:
            return ""
        return "ok" if self.value <= self.budget else "OVER"


@dataclass
class Table:
    """Every measurement of one run, printed as it comes and once more at the end."""

    rows: list[Row] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def add(
        self, what: str, value: float, unit: str, budget: float | None = None, note: str = ""
    ) -> None:
        """Add one line and show it at once: a run takes minutes."""
        self.rows.append(Row(what, value, unit, budget, note))
        print(_line(self.rows[-1]), flush=True)

    def ratio(
        self, what: str, ours: Sequence[float], theirs: Sequence[float], budget: float | None
    ) -> None:
        """Add how many times the median of `theirs` the median of `ours` is."""
        note = f"{median(ours) * 1000:.1f} against {median(theirs) * 1000:.1f} ms"
        self.add(what, median(ours) / median(theirs), "×", budget, note)

    def skip(self, what: str, why: str) -> None:
        """Say that something was not measured."""
        self.skipped.append(f"{what}: {UNMEASURED}, {why}")
        print(self.skipped[-1], flush=True)

    def __str__(self) -> str:
        """Return the whole table with its closing count."""
        over = sum(row.verdict == "OVER" for row in self.rows)
        kept = sum(row.verdict == "ok" for row in self.rows)
        closing = f"{kept} budgets kept, {over} over, {len(self.skipped)} not measured"
        return "\n".join([*(_line(row) for row in self.rows), *self.skipped, closing])


def _line(row: Row) -> str:
    digits = 2 if row.value < 100 else 0
    value = f"{row.value:.{digits}f} {row.unit}"
    budget = "" if row.budget is None else f"≤ {row.budget:g} {row.unit}"
    return f"{row.what:<66} {value:>12} {budget:>12} {row.verdict:<5} {row.note}".rstrip()
