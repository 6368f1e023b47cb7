"""One measure by any grouping: what `cxboard score` prints and tables by hospital or month show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period, months_between, parse_period
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.calendar import TIMES
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader
from cxboard.results.counting import (
    Group,
    Run,
    grouped_counts,
    keys_of,
    known_groups,
    latest_run,
    run_window,
)
from cxboard.results.disclosure import Clearance, clearance_of
from cxboard.results.types import ScoreRow


def score_by(
    reader: Reader, measure: Measure, filters: Filters, by: tuple[Dimension, ...]
) -> list[ScoreRow]:
    """Return a measure's scores by group, cleared for display, in the order of the groups.

    Grouped by time, every edition run contributes its own months. Otherwise the newest run of the
    period speaks alone (see `left_out`): editions that differ are never added.

    Raises:
        BadRequest: the question crosses two cuts.
    """
    rows = []
    for run, window in _runs(measure, filters.period, by):
        counts = grouped_counts(reader, keys_of([measure]), filters.over(window), by)
        clearances: dict[Group, Clearance] = {}
        for group in [*counts, *_silent(reader, measure, filters.over(window), by, counts)]:
            place = tuple(value for name, value in zip(by, group, strict=True) if name not in TIMES)
            if place not in clearances:
                clearances[place] = clearance_of(reader, filters, by, group)
            months = _months(window, by, group)
            shown = clearances[place].score(measure, run, counts.get(group, {}), months)
            if group in counts or shown.suppressed:
                rows.append(ScoreRow(group=group, score=shown))
    return sorted(rows, key=lambda row: row.group)


def _silent(
    reader: Reader,
    measure: Measure,
    filters: Filters,
    by: tuple[Dimension, ...],
    counts: Collection[Group],
) -> Iterator[Group]:
    """Yield groups without answers that have some at another time: hidden ones look like them.

    A population without any answers in its period is such a group, too.
    """
    places = tuple(name for name in by if name not in TIMES)
    known = known_groups(reader, keys_of([measure]), filters, places) if places else [()]
    times = _times(reader, filters.period, tuple(name for name in by if name in TIMES))
    for place in known:
        for time in times:
            own, when = iter(place), iter(time)
            group = tuple(next(when if name in TIMES else own) for name in by)
            if group not in counts:
                yield group


def _times(reader: Reader, period: Period, by: tuple[Dimension, ...]) -> list[Group]:
    """Return the months, quarters or years of a period, as far as anything is published."""
    published = months_with_data(reader) if by else None
    if published is None:
        return [()]
    first, last = max(period.first, published[0]), min(period.last, published[1])
    return list(dict.fromkeys(_times_of(month, by) for month in months_between(first, last)))


def _times_of(month: date, by: tuple[Dimension, ...]) -> Group:
    names = {
        Dimension.MONTH: f"{month:%Y-%m}",
        Dimension.QUARTER: f"{month.year}Q{(month.month + 2) // 3}",
        Dimension.YEAR: f"{month.year}",
    }
    return tuple(names[name] for name in by)


def _months(window: Period, by: tuple[Dimension, ...], group: Group) -> Period:
    """Return the months of a window that belong to a group."""
    for name, value in zip(by, group, strict=True):
        if name in TIMES:
            own = parse_period(value, window.last)
            window = Period(first=max(window.first, own.first), last=min(window.last, own.last))
    return window


def left_out(measure: Measure, period: Period, by: tuple[Dimension, ...]) -> str | None:
    """Return a sentence that says which months of the period the scores leave out, or None."""
    found = latest_run(measure, period)
    if found is None:
        return f"{measure.title} was not asked in {period.describe()}."
    window = found[1]
    if window == period or not TIMES.keys().isdisjoint(by):
        return None
    return (
        f"{measure.title} changed or was not asked in part of {period.describe()}; "
        f"only {window.describe()} counts."
    )


def _runs(measure: Measure, period: Period, by: tuple[Dimension, ...]) -> list[tuple[Run, Period]]:
    if not TIMES.keys().isdisjoint(by):
        windows = ((run, run_window(run, period)) for run in measure.runs())
        return [(run, window) for run, window in windows if window is not None]
    found = latest_run(measure, period)
    return [found] if found else []
