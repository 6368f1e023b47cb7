"""The self-assessment against the framework: areas, levels of maturity, reviews and their findings.

The wording of areas and levels is the organisation's to enter; until then placeholders stand there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from cxboard.domain.records import Record, require
from cxboard.domain.vocabulary import Section


@dataclass(frozen=True, kw_only=True)
class Area(Record):
    """One of the framework's improvement areas; its wording is the organisation's to enter."""

    number: int
    section: Section
    title: str

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest without a title, or when the number is taken."""
        super().check(others)
        require(self.number >= 1, "Areas are numbered from 1.")
        require(bool(self.title.strip()), "Give the area its title.")
        require(self.number not in {o.number for o in others}, "Two areas with one number.")


@dataclass(frozen=True, kw_only=True)
class Maturity(Record):
    """One level of the maturity matrix, from 1 upwards, and what the organisation calls it."""

    level: int
    label: str

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest without a label, or when the level is taken."""
        super().check(others)
        require(self.level >= 1, "Levels are numbered from 1.")
        require(bool(self.label.strip()), "Give the level its label.")
        require(self.level not in {o.level for o in others}, "Two labels of one level.")


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """One self-assessment against the framework: held on a day, by a group, led by a role."""

    held_on: date
    group: str
    assessor: str

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest without a group and an assessor, or on the day of another review."""
        super().check(others)
        require(bool(self.group.strip()), "Name the group that reviews.")
        require(bool(self.assessor.strip()), "Name the role that leads the assessment.")
        require(
            self.held_on not in {o.held_on for o in others},
            "There is a review of this day already: change that one.",
        )


@dataclass(frozen=True, kw_only=True)
class Assessment(Record):
    """What a review found in one area: the level (None: not assessed), why, and what follows.

    `evidence` holds links to pages, `action_id` an entry of the register of actions.
    """

    review_id: int
    area: int
    level: int | None = None
    evidence: tuple[str, ...] = ()
    owner_role: str = ""
    action: str = ""
    action_id: int | None = None
    due: date | None = None

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when the review has judged this area already."""
        super().check(others)
        known = {(other.review_id, other.area) for other in others}
        require(self.level is None or self.level >= 1, "Levels are numbered from 1.")
        require((self.review_id, self.area) not in known, "This review has judged the area.")
