"""What every entry of a register has: an identity, a version, and for most a place.

Two people may edit one entry at once. Each saves with the version that they began with, and only
the first one fits; the second is told (`EditedMeanwhile`) and sees both. Nothing is deleted: an
entry is withdrawn, and the history keeps what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Self

from cxboard.domain.errors import BadRequest, UserFacingError
from cxboard.domain.filters import Filters

TEXT_MAX = 2_000
"""Characters of the longest text that a register takes."""

_BREAKS = "\n\t"


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who changes a register: the sign-in name, kept for the audit, and the role, shown to all."""

    name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """One entry. `id` and `version` are 0 until it is stored; the ledger alone sets these five."""

    id: int = 0
    version: int = 0
    withdrawn: bool = False
    changed_at: datetime | None = None
    changed_role: str = ""

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when the entry cannot be true.

        Args:
            others: every other entry of the register that is not withdrawn.
        """
        for name, value in self.content().items():
            if isinstance(value, str):
                _require_plain(name, value)

    def content(self) -> dict[str, object]:
        """Return what people enter, by field."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in STANDING}

    def says_the_same_as(self, other: Record) -> bool:
        """Return whether both hold the same, whatever their versions."""
        return (self.content(), self.withdrawn) == (other.content(), other.withdrawn)


STANDING = frozenset(field.name for field in fields(Record))
"""The fields that the ledger sets."""


@dataclass(frozen=True, kw_only=True)
class Placed(Record):
    """An entry about a place: a unit, a hospital, or, with both empty, the whole system."""

    facility_id: str = ""
    unit_id: str = ""

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when the entry cannot be true: a unit lies in a hospital."""
        super().check(others)
        if self.unit_id and not self.facility_id:
            raise BadRequest("A unit belongs to a hospital: name the hospital, too.")

    def touches(self, filters: Filters) -> bool:
        """Return whether the place and the population chosen have anybody in common."""
        return _meets(self.facility_id, filters.facilities) and _meets(self.unit_id, filters.units)

    def is_exactly(self, filters: Filters) -> bool:
        """Return whether the population chosen is this place: all of it, and nobody else."""
        return (
            filters.facilities == ((self.facility_id,) if self.facility_id else ())
            and filters.units == ((self.unit_id,) if self.unit_id else ())
            and not filters.service_lines
            and not filters.channels
        )

    def contains(self, filters: Filters) -> bool:
        """Return whether everybody in the population chosen is in this place."""
        return _holds(self.facility_id, filters.facilities) and _holds(self.unit_id, filters.units)

    def narrow(self, filters: Filters) -> Filters:
        """Return the whole of this place over the same period."""
        return Filters(
            period=filters.period,
            facilities=(self.facility_id,) if self.facility_id else (),
            units=(self.unit_id,) if self.unit_id else (),
        )

    @property
    def depth(self) -> int:
        """How narrow the place is: 0 the system, 1 a hospital, 2 a unit."""
        return bool(self.facility_id) + bool(self.unit_id)

    def same_place(self, other: Placed) -> bool:
        """Return whether both speak of one place."""
        return (self.facility_id, self.unit_id) == (other.facility_id, other.unit_id)


class EditedMeanwhile(UserFacingError):
    """Somebody else saved the entry first; `theirs` is what stands now, `mine` what was refused."""

    def __init__(self, mine: Record, theirs: Record) -> None:
        """Keep both, so that the second person can see and decide."""
        self.mine, self.theirs = mine, theirs
        deed, way = ("changed", "save again or leave theirs")
        if theirs.withdrawn:
            deed, way = ("withdrawn", "bring it back with yours or leave it withdrawn")
        super().__init__(
            f"This entry was {deed} after you opened it, by: {theirs.changed_role}. Nothing of "
            f"theirs was overwritten, and yours is kept in the form above: compare, then {way}."
        )

    def settled(self) -> Record:
        """Return what was refused, as a change of what stands now."""
        return replace(self.mine, version=self.theirs.version)


def require(is_met: bool, sentence: str) -> None:
    """Raise BadRequest with the sentence when the condition is not met."""
    if not is_met:
        raise BadRequest(sentence)


def require_month(name: str, month: date | None) -> None:
    """Raise BadRequest when a month is not given by its first day."""
    require(month is None or month.day == 1, f"{name} is a month: give its first day.")


def _require_plain(name: str, text: str) -> None:
    """Refuse what a database cannot keep or a reader cannot see."""
    what = name.replace("_", " ").capitalize()
    if len(text) > TEXT_MAX:
        raise BadRequest(f"{what} has {len(text):,} characters; at most {TEXT_MAX:,} are kept.")
    if any((ord(c) < 32 and c not in _BREAKS) or 0xD800 <= ord(c) < 0xE000 for c in text):
        raise BadRequest(f"{what} contains characters that cannot be shown. Type it anew.")


def _meets(place: str, chosen: tuple[str, ...]) -> bool:
    return not place or not chosen or place in chosen


def _holds(place: str, chosen: tuple[str, ...]) -> bool:
    return not place or chosen == (place,)
