"""The shapes of what CMS published, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cxboard.domain.measures import Measure


@dataclass(frozen=True, kw_only=True)
class PublishedPlace:
    """A hospital, state or nation for which CMS published scores."""

    place_id: str
    name: str
    state: str | None


@dataclass(frozen=True, kw_only=True)
class PublishedScore:
    """One measure as CMS published it: whole numbers, adjusted; text where there is no number.

    `shown` maps "top", "middle", "bottom", "linear", "star" to what the file says, as in "84" or
    "Not Available"; `footnotes` are the codes with their meaning.
    """

    measure: Measure
    top: int | None
    middle: int | None
    bottom: int | None
    linear: int | None
    star: int | None
    shown: Mapping[str, str]
    footnotes: tuple[str, ...]
    state_top: int | None
    nation_top: int | None


@dataclass(frozen=True, kw_only=True)
class PublishedHospital:
    """All that CMS published of one hospital for one period."""

    place: PublishedPlace
    first: date
    last: date
    completed_surveys: str
    response_rate: str
    summary_star: str
    scores: tuple[PublishedScore, ...]
    footnotes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PublishedGrid:
    """Published top-box percentages of a state's hospitals, the latest period only.

    `cells[row][column]` is None where nothing was published. `finding` sums it up.
    """

    finding: str
    state: str
    first: date
    last: date
    places: tuple[PublishedPlace, ...]
    measures: tuple[Measure, ...]
    cells: tuple[tuple[int | None, ...], ...]
    summary_stars: tuple[int | None, ...]
