"""Which headline measures does an upload move, from where to where? For page, PDF and terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cxboard.domain.catalogue import get_measure
from cxboard.domain.numbers import NOT_THERE, format_change, format_value

OVER = (
    "Each is over the latest 12 months before and after: a file with a later month moves these "
    "months on, and with them measures of which it says nothing."
)


class Change(Protocol):
    """A headline measure before and after; None where it is not shown."""

    @property
    def measure(self) -> str:
        """Its id."""

    @property
    def before(self) -> float | None:
        """What readers see."""

    @property
    def after(self) -> float | None:
        """What they would see."""


def rows(changes: Sequence[Change]) -> list[list[str]]:
    """Return changes as table rows, the head first."""
    return [["Measure", "Before", "After", "Difference"], *(list(cells(each)) for each in changes)]


def cells(change: Change) -> tuple[str, str, str, str]:
    """Return a measure's title, what was, what is, and the difference, as text."""
    measure, before, after = get_measure(change.measure), change.before, change.after
    moved = NOT_THERE if before is None or after is None else format_change(after - before)
    old, new = (format_value(each, measure.unit) for each in (before, after))
    return measure.title, old, new, moved
