"""Which surveys are completed? CMS: those that answer half of the questions put to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from cxboard.domain.vocabulary import Instrument


class Incomplete(IntEnum):
    """Why a survey enters no score; the value is its answer code in the rollup."""

    BROKEN_OFF = 1
    TOO_FEW_ANSWERS = 2

    @property
    def words(self) -> str:
        """The reason, as a receipt says it."""
        if self is Incomplete.BROKEN_OFF:
            return "surveys that were broken off (status “partial”)"
        return "surveys with too few answers to be complete"


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """One instrument's rule: `items` are put to everybody, no screening question skips them.

    `status` is "verified" or "inferred": for the updated survey the list is ours.
    """

    instrument: Instrument
    items: tuple[str, ...]
    status: str
    source: str

    @property
    def needed(self) -> int:
        """How many must be answered: half of them, rounded up."""
        return (len(self.items) + 1) // 2

    @property
    def spare(self) -> int:
        """How many may stay without an answer."""
        return len(self.items) - self.needed

    def describe(self) -> str:
        """Return the rule in words."""
        return (
            f"A survey counts when {self.needed} of the {len(self.items)} questions that the "
            f"{self.instrument.value} survey puts to everybody are answered ({self.status})."
        )
