"""One measure by any grouping: what `cxboard score` prints and tables by hospital or month show."""

from __future__ import annotations

from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.privacy import clear
from cxboard.domain.scores import Score
from cxboard.domain.scoring import score
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.results.counting import (
    Group,
    Run,
    grouped_counts,
    items_of,
    keys_of,
    latest_run,
    run_window,
)
from cxboard.results.types import ScoreRow

_TIME = {Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR}


def score_by(
    reader: Reader, measure: Measure, filters: Filters, by: tuple[Dimension, ...]
) -> list[ScoreRow]:
    """Return a measure's scores by group, cleared for display, in the order of the groups.

    Grouped by time, every edition run contributes its own months. Otherwise the newest run of the
    period speaks alone (see `left_out`): editions that differ are never added.

    Raises:
        BadRequest: the question crosses two cuts.
    """
    rows: list[tuple[Group, Score]] = []
    for run, window in _runs(measure, filters.period, by):
        counts = grouped_counts(reader, keys_of([measure]), filters.over(window), by)
        rows += [(group, score(measure, items_of(run), c)) for group, c in counts.items()]
    return [ScoreRow(group=group, score=cleared) for group, cleared in clear(rows)]


def left_out(measure: Measure, period: Period, by: tuple[Dimension, ...]) -> str | None:
    """Return a sentence that says which months of the period the scores leave out, or None."""
    found = latest_run(measure, period)
    if found is None:
        return f"{measure.title} was not asked in {period.describe()}."
    window = found[1]
    if window == period or _TIME & set(by):
        return None
    return (
        f"{measure.title} changed or was not asked in part of {period.describe()}; "
        f"only {window.describe()} counts."
    )


def _runs(measure: Measure, period: Period, by: tuple[Dimension, ...]) -> list[tuple[Run, Period]]:
    if _TIME & set(by):
        windows = ((run, run_window(run, period)) for run in measure.runs())
        return [(run, window) for run, window in windows if window is not None]
    found = latest_run(measure, period)
    return [found] if found else []
