"""The shapes of what CMS published, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cxboard.analysis.vbp import Engagement, domain_score
from cxboard.domain.measures import Measure
from cxboard.domain.vbp_rules import EngagementReading


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
class PublishedEngagement:
    """One hospital's latest fiscal year of value-based purchasing.

    `reading` is CMS's file, `computed` the points that follow from its rates; `years` are those
    that were taken in, the latest first.
    """

    reading: EngagementReading
    computed: Engagement
    years: tuple[str, ...]

    @property
    def published_domain(self) -> int | None:
        """CMS's own points, 0–100."""
        return domain_score(self.reading.published_base, self.reading.published_consistency)

    @property
    def agrees(self) -> bool:
        """Whether the points computed are CMS's own, wherever it published any."""
        base, steady = self.reading.published_base, self.reading.published_consistency
        pairs = [(self.computed.base, base), (self.computed.consistency, steady)]
        for title, points in self.computed.dimensions.items():
            published = vars(self.reading.dimensions[title].published)
            pairs += [(vars(points)[name], value) for name, value in published.items()]
        return all(own == theirs for own, theirs in pairs if theirs is not None)


@dataclass(frozen=True, kw_only=True)
class PublishedHospital:
    """All that CMS published of one hospital: HCAHPS of one period, payment, general information.

    Without HCAHPS results `first` and `last` are None and there are no scores. `general` holds
    what the general information says, by column, as published.
    """

    place: PublishedPlace
    first: date | None
    last: date | None
    completed_surveys: str
    response_rate: str
    summary_star: str
    scores: tuple[PublishedScore, ...]
    footnotes: tuple[str, ...]
    engagement: PublishedEngagement | None
    general: Mapping[str, str | None]


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
