"""Where are the headline measures heading, if things go on as they do?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import NormalDist

from cxboard.analysis.forecast import SHORTEST, Forecast, Step, forecast
from cxboard.domain.catalogue import headline_measures
from cxboard.domain.filters import Filters
from cxboard.domain.listing import in_words
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import counted, format_level
from cxboard.domain.periods import Period, add_months, month_name
from cxboard.domain.references import Target
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Direction, Unit
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import keys_of, monthly_counts
from cxboard.results.disclosure import Clearance
from cxboard.results.learning_types import MonthAhead, Outlook, OutlookRow
from cxboard.results.scorecard import series
from cxboard.results.types import MonthPoint
from cxboard.storage.registers import shipped

MONTHS_BACK, MONTHS_AHEAD = 60, 12

_EVEN = 0.5
_SENTENCES = 3
_NAMED = 4
_NORMAL = NormalDist()
_HALF, _MOST = _NORMAL.inv_cdf(0.75), _NORMAL.inv_cdf(0.9)
_ENDS = {Unit.PERCENT: (0.0, 100.0), Unit.POINTS: (-100.0, 100.0)}


def outlook(reader: Reader, filters: Filters, registers: Registers | None = None) -> Outlook:
    """Return the forecasts of a population from the end of the period on.

    Args:
        reader: the publication.
        filters: the population and period.
        registers: what people entered; None for nothing but what we bring along.
    """
    kept = registers or shipped()
    last = filters.period.last
    window = Period(first=add_months(last, 1 - MONTHS_BACK), last=last)
    measures = headline_measures()
    by_month = monthly_counts(reader, [*keys_of(measures), *BEHIND], filters.over(window))
    clearance = Clearance(reader, filters)
    points = ((m, series(m, by_month, window, clearance)) for m in measures)
    rows = tuple(
        _row(m, found, last, kept.target_of(m.id, filters)) for m, found in points if found
    )
    used = Period(first=min(by_month, default=last), last=last)
    return Outlook(
        finding=_finding(rows, last),
        details=_details(rows, last),
        rows=rows,
        as_of=as_of(
            reader, filters.over(used), list(by_month.values()), max(by_month, default=None)
        ),
    )


def unbroken(points: Sequence[MonthPoint]) -> list[MonthPoint]:
    """Return the latest stretch of neighbouring months with a value, all of one edition run."""
    stretch: list[MonthPoint] = []
    for point in reversed(points):
        joins = not stretch or (
            point.run == stretch[-1].run and add_months(point.month, 1) == stretch[-1].month
        )
        if not joins or point.score.value is None:
            break
        stretch.append(point)
    return stretch[::-1]


def _row(
    measure: Measure, points: tuple[MonthPoint, ...], last: date, target: Target | None
) -> OutlookRow:
    known = unbroken(points)
    found = None
    if known and known[-1].month == last:
        found = forecast([p.score.value for p in known if p.score.value is not None], MONTHS_AHEAD)
    shown = found if found is not None and found.test.beats_naive else None
    return OutlookRow(
        measure=measure,
        series=points,
        ahead=_ahead(measure, shown, last) if shown else (),
        follows=shown.model.words if shown else "",
        test=found.test if found else None,
        target=target,
        chance=_chance(measure, shown.steps[-1], target) if shown and target else None,
        why_not="" if shown else _why_not(known, found, last),
    )


def _ahead(measure: Measure, found: Forecast, last: date) -> tuple[MonthAhead, ...]:
    low, high = _ENDS[measure.unit]

    def between(value: float) -> float:
        return min(max(value, low), high)

    return tuple(
        MonthAhead(
            month=add_months(last, index + 1),
            expected=between(step.expected),
            half=(
                between(step.expected - _HALF * step.error),
                between(step.expected + _HALF * step.error),
            ),
            most=(
                between(step.expected - _MOST * step.error),
                between(step.expected + _MOST * step.error),
            ),
        )
        for index, step in enumerate(found.steps)
    )


def _chance(measure: Measure, step: Step, target: Target) -> float:
    below = _NORMAL.cdf((target.value - step.expected) / step.error)
    return 1 - below if measure.direction is Direction.INCREASE else below


def _why_not(known: Sequence[MonthPoint], found: Forecast | None, last: date) -> str:
    """Return why no forecast is shown, as a sentence."""
    if not known or known[-1].month < last:
        return f"No value to show in {month_name(last)}."
    if len(known) < SHORTEST:
        return f"{counted(len(known), 'month')} without a gap; {SHORTEST} are needed."
    if found is None:
        return "Every month has the same value."
    return (
        f"A forecast would mislead: in the back-test it missed by {found.test.error:.1f} points on "
        f"average, and {found.test.naive} by {found.test.naive_error:.1f}."
    )


def _finding(rows: Sequence[OutlookRow], last: date) -> str:
    shown = [row for row in rows if row.ahead]
    until = month_name(add_months(last, MONTHS_AHEAD))
    if not rows:
        return "Nobody answered in this selection, so there is nothing to look ahead from."
    if not shown and all(_is_hidden(row) for row in rows):
        return "No headline measure can be forecast: months are hidden, as few people answered."
    if not shown:
        return (
            f"None of {len(rows)} headline measures can be forecast: either there are too few "
            "months, or the past shows that a forecast would do no better than none."
        )
    aimed = [row for row in shown if row.chance is not None]
    if not aimed:
        return f"{len(shown)} of {len(rows)} headline measures can be forecast to {until}."
    return f"If things go on as they do, {_course(aimed, until)}."


def _is_hidden(row: OutlookRow) -> bool:
    """Return whether a measure has hidden months, and none with a value."""
    scores = [point.score for point in row.series]
    return any(s.suppressed for s in scores) and all(s.value is None for s in scores)


def _course(aimed: Sequence[OutlookRow], until: str) -> str:
    """Return how many measures are likely to miss their target, and which are on course."""
    on_course = [row.measure.title for row in aimed if (row.chance or 0.0) >= _EVEN]
    likely = "more likely than not"
    if len(aimed) == 1:
        place = "at" if on_course else "short of"
        return f"{aimed[0].measure.title} is {likely} {place} its target in {until}"
    if len(on_course) == len(aimed):
        return (
            f"all {len(aimed)} headline measures that can be forecast are {likely} at target in "
            f"{until}"
        )
    short = len(aimed) - len(on_course)
    named = f"; on course: {in_words(on_course)}" if on_course else ""
    verb = "is" if short == 1 else "are"
    return (
        f"{short} of {len(aimed)} headline measures that can be forecast {verb} {likely} short of "
        f"target in {until}{named}"
    )


def _details(rows: Sequence[OutlookRow], last: date) -> tuple[str, ...]:
    """Return the worst and the best chance of reaching a target, and what is not forecast."""
    aimed = sorted((row for row in rows if row.chance is not None), key=lambda r: r.chance or 0.0)
    until = month_name(add_months(last, MONTHS_AHEAD))
    named = [aimed[0], aimed[-1]] if len(aimed) > 1 else aimed
    sentences = [
        f"{row.measure.title}: a chance of {percent(row.chance)} to be at its "
        f"{'placeholder ' if row.target.status == 'placeholder' else ''}target of "
        f"{format_level(row.target.value, row.measure.unit)} in {until}."
        for row in named
        if row.target is not None
    ]
    missing = [row for row in rows if not row.ahead]
    if len(missing) == len(rows):
        return tuple(sentences)
    reasons = (
        ("it would mislead", [row for row in missing if row.test]),
        ("too few months in a row have a value", [row for row in missing if not row.test]),
    )
    sentences += [
        f"Not forecast, because {why}: {_few([row.measure.title for row in found])}."
        for why, found in reasons
        if found
    ]
    return tuple(sentences[:_SENTENCES])


def _few(names: Sequence[str]) -> str:
    """Return the names, or how many there are where they are many."""
    return in_words(names) if len(names) <= _NAMED else f"{len(names)} measures"


def percent(chance: float | None) -> str:
    """Return an estimated probability (0–1), never as certain as 0 or 100 per cent."""
    if chance is None:
        return ""
    if chance < 0.05:
        return "less than 5%"
    return "more than 95%" if chance > 0.95 else f"{5 * round(20 * chance)}%"
