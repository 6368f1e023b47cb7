"""Net Promoter Score: by month within its limits, over rolling years, by group, beside HCAHPS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.analysis.comparison import difference
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_change, format_value
from cxboard.domain.periods import Period, add_months
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import ByMonth, keys_of, latest_run, monthly_counts, within
from cxboard.results.disclosure import Clearance
from cxboard.results.groups import Compared, compared
from cxboard.results.options import options
from cxboard.results.scorecard import series, series_window
from cxboard.results.stretches import stretches
from cxboard.results.trends import judge_in
from cxboard.results.types import AsOf, Charted, MonthPoint
from cxboard.storage.reference import benchmarks_of

_YEAR, _QUARTER, _QUARTERS = 12, 3, 8


@dataclass(frozen=True, kw_only=True)
class Nps(Charted):
    """All that the page shows; `rolling` has the twelve months that end with each month."""

    score: Score
    rolling: tuple[MonthPoint, ...]
    groups: tuple[tuple[str, Compared], ...]
    names: dict[str, str]
    agrees: bool | None
    agreement: str
    as_of: AsOf | None


@dataclass(frozen=True)
class _Heard:
    """Counts of the population by month, and what may be shown of them."""

    by_month: ByMonth
    clearance: Clearance

    def over(self, measure: Measure, period: Period) -> Score:
        """Return a measure's score over a period."""
        found = latest_run(measure, period)
        if found is None:
            return Score()
        run, months = found
        return self.clearance.score(measure, run, add(within(self.by_month, months)), months)


def nps(reader: Reader, filters: Filters, registers: Registers) -> Nps:
    """Return the Net Promoter Score of a population and period."""
    measure, rating = get_measure("nps"), get_measure("overall_rating")
    shown = series_window(filters.period)
    window = Period(first=add_months(shown.first, 1 - _YEAR), last=shown.last)
    keys = [*keys_of([measure, rating]), *BEHIND]
    by_month = monthly_counts(reader, keys, filters.over(window))
    heard = _Heard(by_month, Clearance(reader, filters))
    points = series(measure, by_month, shown, heard.clearance)
    target, trend = judge_in(registers, measure, points, filters)
    agrees, agreement = _agreement(measure, rating, heard, filters)
    return Nps(
        measure=measure,
        score=heard.over(measure, filters.period),
        series=points,
        rolling=_rolling(measure, heard, points),
        trend=trend,
        stretches=stretches(measure, points, by_month, shown, heard.clearance),
        target=target,
        benchmarks=benchmarks_of(measure.id),
        groups=tuple(
            (title, compared(reader, [measure], filters, by)) for title, by in _groups(filters)
        ),
        names=dict(options(reader).names()),
        agrees=agrees,
        agreement=agreement,
        as_of=as_of(reader, filters, within(by_month, filters.period), max(by_month, default=None)),
    )


def _groups(filters: Filters) -> list[tuple[str, Dimension]]:
    """Return what the score is split by; a channel that is chosen cannot be split further."""
    groups = [("hospital", Dimension.FACILITY), ("service line", Dimension.SERVICE_LINE)]
    narrow = filters.units or filters.service_lines or filters.channels
    return groups if narrow else [*groups, ("survey channel", Dimension.CHANNEL)]


def _rolling(
    measure: Measure, heard: _Heard, points: Sequence[MonthPoint]
) -> tuple[MonthPoint, ...]:
    """Return the score of twelve whole months for each month; none while fewer are there.

    Neighbouring years share eleven months: they smooth, and have no process limits.
    """
    first = min(heard.by_month, default=date.max)
    years = (
        (point, Period(first=add_months(point.month, 1 - _YEAR), last=point.month))
        for point in points
    )
    return tuple(
        MonthPoint(month=point.month, score=heard.over(measure, year), run=point.run)
        for point, year in years
        if year.first >= first
    )


def _agreement(
    nps_measure: Measure, rating: Measure, heard: _Heard, filters: Filters
) -> tuple[bool | None, str]:
    """Return whether both moved the same way, and the newest quarter in which they did not."""
    compared_any = False
    end = _quarter_end(filters.period.last)
    for step in range(_QUARTERS):
        last = add_months(end, -_QUARTER * step)
        now = Period(first=add_months(last, 1 - _QUARTER), last=last)
        moves = [_moved(m, heard, now) for m in (nps_measure, rating)]
        if None in moves:
            break
        compared_any = True
        (by_nps, nps_now, is_real), (by_rating, rating_now, also) = (m for m in moves if m)
        if is_real and by_nps * by_rating < 0:
            return False, _disagreement(by_nps, nps_now, by_rating, rating_now, now, also=also)
    if not compared_any:
        return None, "Too few quarters can be shown to compare NPS with the HCAHPS rating."
    return True, (
        "NPS and the HCAHPS overall rating agree: in no quarter shown did NPS really "
        "rise or fall while the other went the other way."
    )


def _quarter_end(month: date) -> date:
    """Return the last month of the latest calendar quarter that is whole by then."""
    return add_months(month, -(month.month % _QUARTER))


def _moved(measure: Measure, heard: _Heard, now: Period) -> tuple[float, Score, bool] | None:
    """Return the change against the quarter before, the score, and if it is more than chance."""
    scores = [heard.over(measure, part) for part in (now, now.before())]
    found = difference(scores[0], scores[1])
    if found is None:
        return None
    change, lower, upper = found
    return change, scores[0], lower > 0 or upper < 0


def _disagreement(
    by_nps: float, nps_now: Score, by_rating: float, rating_now: Score, when: Period, *, also: bool
) -> str:
    nps_measure, rating = get_measure("nps"), get_measure("overall_rating")
    return (
        f"In {when.describe()} they disagree: NPS {_went(by_nps)} ({format_change(by_nps)} to "
        f"{format_value(nps_now.value, nps_measure.unit)}, more than chance) while the HCAHPS "
        f"overall rating {_went(by_rating)} ({format_change(by_rating)} to "
        f"{format_value(rating_now.value, rating.unit)}, "
        f"{'more than' if also else 'within'} chance), each against the quarter before. Both come "
        "from the same survey, but NPS asks about everything, bills and appointments included; "
        "the HCAHPS rating asks about the hospital stay alone. Look outside the stay: at contacts "
        "by touchpoint, and at what people complain about."
    )


def _went(change: float) -> str:
    return "rose" if change > 0 else "fell"
