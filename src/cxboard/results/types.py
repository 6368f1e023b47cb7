"""The shapes that results come in: frozen, cleared for display, free of frames and of Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cxboard.domain.actions import Action
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.scores import Score
from cxboard.results.linear import OwnLinear
from cxboard.results.trend_types import Trend


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One group's score; `group` holds the grouping values in the order asked for."""

    group: tuple[str, ...]
    score: Score


@dataclass(frozen=True, kw_only=True)
class MonthPoint:
    """One month of a series. `run` numbers the editions that may be joined by a line."""

    month: date
    score: Score
    run: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """This period against the one of the same length before it, both of the same edition run.

    `beyond_chance` says whether the 95 % interval of the difference leaves out zero. `compared`
    is the earlier period in words.
    """

    difference: float
    lower: float
    upper: float
    beyond_chance: bool
    compared: str


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A measure over several months, cleared for display."""

    period: Period
    score: Score


@dataclass(frozen=True, kw_only=True)
class Charted:
    """A measure's months, cleared for display, and all that they are read against.

    No two months with a value: no `trend`. Where most months are hidden, `stretches` are the
    quarters or years that may be shown, oldest first.
    """

    measure: Measure
    series: tuple[MonthPoint, ...]
    benchmarks: tuple[Benchmark, ...] = ()
    target: Target | None = None
    trend: Trend | None = None
    stretches: tuple[Stretch, ...] = ()


class Need(StrEnum):
    """Which measures come first: what needs a decision, what goes well, what does neither."""

    DECISION = "Needs a decision"
    IMPROVING = "Improving"
    STEADY = "Steady"
    UNKNOWN = "Too little to judge"


@dataclass(frozen=True, kw_only=True)
class ScorecardRow(Charted):
    """One measure of the executive scorecard; `actions` are the open ones, by due date.

    `worse_at` are the hospitals at which it really worsened though not as a whole.
    """

    score: Score
    change: Change | None
    latest_month: date | None
    actions: tuple[Action, ...] = ()
    notes: tuple[str, ...] = ()
    worse_at: tuple[HospitalConcern, ...] = ()

    @property
    def need(self) -> Need:
        """How much a measure needs a decision, from its verdicts."""
        if self.score.value is None or self.trend is None or self.trend.variation is None:
            return Need.UNKNOWN
        falls_short = self.trend.fails and not self.trend.is_improvement
        if self.trend.is_concern or self.worse_at or falls_short:
            return Need.DECISION
        return Need.IMPROVING if self.trend.is_improvement else Need.STEADY


@dataclass(frozen=True, kw_only=True)
class AsOf:
    """What a page's numbers rest on: printed under its finding.

    `incomplete` is how many surveys do not count, broken off or with too few answers; None for
    any of the counts when it is of 1 to 10 people.
    """

    publication: str
    published_at: datetime
    period: Period
    surveys: int | None
    contacts: int | None
    incomplete: int | None
    latest_month: date | None
    provisional_from: date | None


@dataclass(frozen=True, kw_only=True)
class HospitalConcern:
    """A measure that really worsened at one hospital, though not in the whole population chosen."""

    facility_id: str
    place: str
    row: ScorecardRow


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence below a finding, and the measure and hospital that it leads to, if to any."""

    text: str
    measure: Measure | None = None
    facility_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """The executive scorecard; without rows there is nothing to show, and `finding` says why."""

    finding: str
    details: tuple[Sentence, ...]
    rows: tuple[ScorecardRow, ...]
    as_of: AsOf | None


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of a hospital."""

    id: str
    name: str
    service_line: str


@dataclass(frozen=True, kw_only=True)
class Facility:
    """A hospital of one's own, with its units."""

    id: str
    name: str
    state: str | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the filter bar offers. Without surveys or contacts `first_month` is None."""

    facilities: tuple[Facility, ...]
    service_lines: tuple[str, ...]
    channels: tuple[str, ...]
    first_month: date | None
    latest_month: date | None

    def names(self) -> Mapping[str, str]:
        """Return display names of hospitals and units by id."""
        return {f.id: f.name for f in self.facilities} | {
            u.id: u.name for f in self.facilities for u in f.units
        }


@dataclass(frozen=True, kw_only=True)
class DomainRow:
    """One HCAHPS measure of an instrument over the period (top, middle and bottom box in score).

    `linear` is its linear mean score, None when it is hidden or nobody was asked; `judged` its
    months with their verdicts, None where no month of it is known.
    """

    measure: Measure
    score: Score
    benchmarks: tuple[Benchmark, ...]
    linear: OwnLinear | None
    judged: ScorecardRow | None = None


@dataclass(frozen=True, kw_only=True)
class FacilityGrid:
    """Top-box scores by hospital (rows) and measure (columns); `cells[row][column]`."""

    facilities: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    cells: tuple[tuple[Score, ...], ...]


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """One item of a composite over the period."""

    item: Item
    score: Score


@dataclass(frozen=True, kw_only=True)
class Domains:
    """The HCAHPS domains of one instrument, from one's own surveys (raw, unadjusted).

    `rows` come in the order of what needs a decision.
    """

    finding: str
    details: tuple[Sentence, ...] = ()
    rows: tuple[DomainRow, ...]
    grid: FacilityGrid
    as_of: AsOf | None


@dataclass(frozen=True, kw_only=True)
class DomainDetail(Charted):
    """One domain: its months (all of them, both editions) judged, and its items."""

    headline: str
    items: tuple[ItemRow, ...]
