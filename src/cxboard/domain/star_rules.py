"""What does CMS publish about HCAHPS stars: cut points, and one hospital's scores in its file?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cxboard.domain.periods import month_name, parse_month

MINIMUM_SURVEYS = 100
"""Completed surveys over four quarters below which CMS gives no star (footnote 15)."""

TOO_FEW_FOR_STARS = "15"
"""CMS's footnote for that."""


class SummaryForm(StrEnum):
    """Which measure stars make the summary star; chosen by the discharges, never mixed."""

    NINE_INPUTS = "nine inputs, with pain management"
    EIGHT_INPUTS = "eight inputs"
    SIX_INPUTS = "six inputs (transition)"
    UPDATED = "updated survey (provisional)"


class StarSource(StrEnum):
    """Where a measure's star comes from."""

    CUT_POINTS = "cut points"
    PUBLISHED = "as published"


@dataclass(frozen=True, kw_only=True)
class CutPoints:
    """The lowest linear scores of two, three, four and five stars for one measure.

    `status` is "published" (read in the Technical Notes) or "derived" (from published pairs of
    star and score). A table holds for the discharges `first` to `last` and no others.
    """

    publication: str
    first: date
    last: date
    measure_id: str
    lowest: tuple[int, int, int, int]
    status: str
    source: str

    @property
    def published_in(self) -> str:
        """The month in which CMS published the table, such as "Jan 2024"."""
        return month_name(parse_month(self.publication))


@dataclass(frozen=True, kw_only=True)
class StarReading:
    """One measure of one hospital, as CMS's file has it.

    `measure_id` is the catalogue's, or CMS's own stem (such as "H_COMP_4") for a measure that the
    catalogue does not have. `linear` is 0 to 100. `withheld` says that the file has a star row
    without a star and with a footnote: CMS decided not to rate.
    """

    measure_id: str
    cms_id: str
    linear: Decimal | None = None
    published: int | None = None
    footnotes: tuple[str, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, kw_only=True)
class HospitalReading:
    """One hospital and one rolling year of CMS's file.

    `enough_surveys` is None when the file does not say how many were completed.
    """

    facility_id: str
    first: date | None
    last: date | None
    completed_surveys: str = ""
    enough_surveys: bool | None = None
    measures: tuple[StarReading, ...] = ()
    summary: StarReading | None = None
