"""What is the linear mean score of one's own surveys? Adjusted where a table of CMS's allows it.

Quarters are those of the calendar. They are weighted by the indicator `eligible_discharges` where
every quarter has it, otherwise by completed surveys, and the score says which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cxboard.analysis.linear_scores import LinearScore, Quarter, linear_score
from cxboard.analysis.stars import star_of
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.patient_mix import COUNTED, mix_of, mode_of
from cxboard.domain.periods import Period
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add, respondents
from cxboard.domain.star_rules import MINIMUM_SURVEYS, CutPoints
from cxboard.domain.vocabulary import Family, Kind
from cxboard.queries.reader import Reader
from cxboard.results.counting import keys_of, latest_run, monthly_counts, within
from cxboard.storage.standards import adjustment_tables, cut_points

ELIGIBLE = "eligible_discharges"
"""The monthly indicator that weights quarters."""

_PEOPLE = respondents(Kind.SURVEY.value)
LINEAR_KEYS = (*COUNTED, ELIGIBLE, _PEOPLE)
"""What has to be counted besides the measures' own items."""

Months = dict[date, dict[str, dict[int, int]]]


@dataclass(frozen=True, kw_only=True)
class OwnLinear:
    """A linear mean score of one's own surveys.

    `weights` says what the quarters are weighted by. `star` is read at the cut points of `table`,
    which CMS made for adjusted scores: provisional, and None below a hundred surveys.
    """

    score: LinearScore
    quarters: int
    weights: str
    star: int | None
    table: CutPoints | None

    def describe(self) -> str:
        """Return the score in words: what it is, whether it is adjusted and why, and its star."""
        if self.score.exact is None:
            return self.score.reason
        star = ""
        if self.star is not None and self.table is not None:
            star = (
                f" At CMS’s cut points of {self.table.published_in}, made for adjusted scores, it "
                f"would be read as {self.star} of 5 stars (provisional)."
            )
        return (
            f"{self.score.value} of 100 ({self.score.exact:.2f} before rounding), "
            f"{self.score.status}; {self.quarters} quarters, weighted by {self.weights}. "
            f"{self.score.reason}{star}"
        )

    def fields(self) -> dict[str, object]:
        """Return the score as plain values."""
        exact = self.score.exact
        return {
            "value": self.score.value,
            "exact": None if exact is None else float(exact),
            "status": self.score.status.value,
            "reason": self.score.reason or None,
            "quarters": self.quarters,
            "weighted_by": self.weights,
            "star": self.star,
            "star_is_provisional": True,
            "cut_points": self.table.publication if self.table else None,
        }

    @property
    def to_next(self) -> float | None:
        """How many points of the score the next star takes; None without a star, and at five."""
        if self.score.exact is None or self.star is None or self.table is None or self.star == 5:
            return None
        needed = self.table.lowest[self.star - 1] - Decimal("0.5")  # scores are rounded half up
        return max(0.0, float(needed - self.score.exact))


def linear_scores(
    reader: Reader, filters: Filters, measures: Iterable[Measure]
) -> dict[str, OwnLinear]:
    """Return the linear scores of a population and period by measure id, not cleared for display.

    A measure that was not asked in the period is left out.
    """
    wanted = list(measures)
    by_month = monthly_counts(reader, [*keys_of(wanted), *LINEAR_KEYS], filters)
    scored = ((one.id, own_linear(one, by_month, filters.period)) for one in wanted)
    return {name: found for name, found in scored if found is not None}


def own_linear(measure: Measure, by_month: Months, period: Period) -> OwnLinear | None:
    """Return a measure's linear score from counts by month; see LINEAR_KEYS."""
    found = latest_run(measure, period)
    if found is None:
        return None
    quarters = _quarters(by_month, found[1], (*keys_of([measure]), *LINEAR_KEYS))
    if not quarters:
        return None
    known = all(quarter.eligible for quarter in quarters)
    weighted = quarters if known else [_by_surveys(quarter) for quarter in quarters]
    score = linear_score(measure, weighted, adjustment_tables())
    surveys = sum(quarter.counts.get(_PEOPLE, {}).get(1, 0) for quarter in quarters)
    table = _cut_points(measure, period)
    has_star = table is not None and score.exact is not None and surveys >= MINIMUM_SURVEYS
    return OwnLinear(
        score=score,
        quarters=len(quarters),
        weights="eligible discharges" if known else "completed surveys",
        star=star_of(score.exact, table) if has_star and score.exact and table else None,
        table=table,
    )


def _quarters(by_month: Months, window: Period, keys: Iterable[str]) -> list[Quarter]:
    """Return the calendar quarters of a window that have surveys, with what is counted of them."""
    wanted = tuple(keys)
    firsts = sorted({_quarter(month) for month in by_month if window.first <= month <= window.last})
    found = []
    for first in firsts:
        months = Period(first=max(first, window.first), last=min(_last_month(first), window.last))
        counts = add(within(by_month, months), wanted)
        if counts.get(_PEOPLE, {}).get(1, 0):
            found.append(
                Quarter(
                    first=months.first,
                    counts=counts,
                    eligible=counts.get(ELIGIBLE, {}).get(1, 0),
                    mode=mode_of(counts),
                    means=mix_of(counts),
                )
            )
    return found


def _by_surveys(quarter: Quarter) -> Quarter:
    people = quarter.counts.get(_PEOPLE, {}).get(1, 0)
    return Quarter(
        first=quarter.first,
        counts=quarter.counts,
        eligible=people,
        mode=quarter.mode,
        means=quarter.means,
    )


def _cut_points(measure: Measure, period: Period) -> CutPoints | None:
    """Return the cut points of exactly these discharges, otherwise the newest; None without any."""
    tables = [table for table in cut_points() if table.measure_id == measure.id]
    exact = (t for t in tables if (t.first, t.last.replace(day=1)) == (period.first, period.last))
    return next(exact, max(tables, key=lambda table: table.last, default=None))


def _quarter(month: date) -> date:
    return date(month.year, 3 * ((month.month - 1) // 3) + 1, 1)


def _last_month(first: date) -> date:
    return first.replace(month=first.month + 2)


def shown_linear(
    reader: Reader, filters: Filters, measure: Measure, score: Score
) -> OwnLinear | None:
    """Return the linear score that may stand beside a score; None for what has none."""
    if measure.family is not Family.HCAHPS or score.suppressed:
        return None
    return linear_scores(reader, filters, [measure]).get(measure.id)
