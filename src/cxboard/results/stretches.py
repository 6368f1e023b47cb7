"""What is told of a measure whose months are hidden? Its quarters, or the years that end with it.

Disclosure control keeps quarters, and the twelve months that end with the latest one, open where
single months would tell of few people. They are figures to read, and make no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period, add_months
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add
from cxboard.domain.verdicts import ICONS_FROM
from cxboard.results.counting import ByMonth, Run, run_window, within
from cxboard.results.disclosure import Clearance
from cxboard.results.ladder import as_figure
from cxboard.results.types import MonthPoint, Stretch

_QUARTER, _YEAR = 3, 12


def stretches(
    measure: Measure,
    points: Sequence[MonthPoint],
    by_month: ByMonth,
    window: Period,
    clearance: Clearance,
) -> tuple[Stretch, ...]:
    """Return longer stretches of a measure, oldest first; nothing while its months tell enough.

    Args:
        measure: the measure.
        points: its months, cleared.
        by_month: the counts behind them.
        window: the months to divide.
        clearance: what may be shown of the population.

    Returns:
        quarters where most of them are shown, otherwise years; nothing where none is shown.
    """
    hidden = sum(point.score.suppressed for point in points)
    if 2 * hidden <= len(points) or len(points) - hidden >= ICONS_FROM:
        return ()
    for length in (_QUARTER, _YEAR):
        found = [
            Stretch(period=part, score=_score(measure, run, by_month, part, clearance))
            for run in measure.runs()
            for part in _parts(run, window, length)
        ]
        told = sum(stretch.score.value is not None for stretch in found)
        if 2 * told > len(found):
            break
    return tuple(found) if told else ()


def _parts(run: Run, window: Period, length: int) -> Iterator[Period]:
    """Yield the stretches of a window in which a run was asked, oldest first.

    Quarters are the calendar's and whole; years end with the window.
    """
    asked = run_window(run, window)
    if asked is None:
        return
    last = window.last
    end = last if length == _YEAR else add_months(last, -(last.month % _QUARTER))
    ends = [add_months(end, -length * step) for step in range(window.months // length)]
    for each in reversed(ends):
        first = max(add_months(each, 1 - length), asked.first)
        until = min(each, asked.last)
        if first <= until:
            yield Period(first=first, last=until)


def _score(
    measure: Measure,
    run: Run,
    by_month: ByMonth,
    period: Period,
    clearance: Clearance,
) -> Score:
    counts = add(within(by_month, period))
    return as_figure(measure, clearance.value(measure, run, counts, period))
