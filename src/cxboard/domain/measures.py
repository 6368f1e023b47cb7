"""What a measure is: everything that the rest of the code may know about one, in one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cxboard.domain.items import Item
from cxboard.domain.vocabulary import (
    Direction,
    Family,
    Instrument,
    Kind,
    Scoring,
    Section,
    Unit,
)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A measure as one instrument asks it, from `first` to `last` (None: open end).

    `continues` says that its items are those of the edition before, so that counts of both may
    be added; otherwise the two never share a total or a line.
    """

    items: tuple[Item, ...]
    instrument: Instrument | None = None
    first: date | None = None
    last: date | None = None
    continues: bool = False

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day of the edition lies between the two days, both included."""
        return (self.first is None or self.first <= last) and (
            self.last is None or self.last >= first
        )


@dataclass(frozen=True, kw_only=True)
class PublishedIds:
    """The ids under which CMS publishes a measure; None where it does not publish one."""

    top: str
    middle: str | None
    bottom: str
    linear: str | None = None
    star: str | None = None


_OF_ITEMS = (Scoring.TOP_BOX, Scoring.BOTTOM_BOX)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure. `short_title` fits a table; `question` says what it asks, in our own words.

    `counted` is the word for what its n counts.
    """

    id: str
    title: str
    short_title: str
    question: str
    family: Family
    section: Section
    editions: tuple[Edition, ...]
    source: str
    owner_role: str
    scoring: Scoring = Scoring.TOP_BOX
    unit: Unit = Unit.PERCENT
    direction: Direction = Direction.INCREASE
    minimum_n: int = 11
    headline: bool = False
    published: PublishedIds | None = None
    top_label: str = "top box"
    counted: str = "people"
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The table of the lake that the measure is counted in."""
        return self.latest_edition.items[0].source

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every table of the lake that it counts in, each once."""
        return tuple(dict.fromkeys(item.source for item in self.latest_edition.items))

    @property
    def latest_edition(self) -> Edition:
        """The edition in force."""
        return self.editions[-1]

    @property
    def is_composite(self) -> bool:
        """Whether its value is the mean of more than one item's percentages."""
        return self.scoring in _OF_ITEMS and any(
            len(edition.items) > 1 for edition in self.editions
        )

    def runs(self) -> list[tuple[Edition, ...]]:
        """Return the editions in groups whose counts may be added, oldest first."""
        groups: list[tuple[Edition, ...]] = []
        for edition in self.editions:
            if groups and edition.continues:
                groups[-1] = (*groups[-1], edition)
            else:
                groups.append((edition,))
        return groups

    def edition_on(self, day: date) -> Edition | None:
        """Return the edition in force on a day, or None when nothing was asked then."""
        return next((edition for edition in self.editions if edition.overlaps(day, day)), None)
