"""One measure by any grouping: what `cxboard score` prints and tables by hospital or month show."""

from __future__ import annotations

from collections import defaultdict

from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.privacy import clear
from cxboard.domain.scores import SUPPRESSED, Score
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
from cxboard.results.neighbours import withheld
from cxboard.results.types import ScoreRow

_WITHIN = {Dimension.UNIT: Dimension.FACILITY, Dimension.MONTH: Dimension.QUARTER}
"""What a group is part of; that total can be asked for, and must not give a hidden group away."""

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
    rows = _cleared(reader, measure, filters, by)
    if measure.id in withheld(reader, filters, [measure]):
        rows = [(group, SUPPRESSED) for group, _ in rows]
    return [ScoreRow(group=group, score=shown) for group, shown in sorted(rows, key=_group)]


def _group(row: tuple[Group, Score]) -> Group:
    return row[0]


def _cleared(
    reader: Reader, measure: Measure, filters: Filters, by: tuple[Dimension, ...]
) -> list[tuple[Group, Score]]:
    """Score every group and clear them as parts of what they are part of."""
    inner = [position for position, name in enumerate(by) if _WITHIN.get(name, name) not in by]
    outer = tuple(_WITHIN[by[position]] for position in inner)
    rows: list[tuple[Group, Score]] = []
    parts: dict[tuple[int, Group], list[Group]] = defaultdict(list)
    for run, window in _runs(measure, filters.period, by):
        keys = keys_of([measure])
        counts = grouped_counts(reader, keys, filters.over(window), (*outer, *by))
        for group, answers in counts.items():
            own = group[len(outer) :]
            rows.append((own, score(measure, items_of(run), answers)))
            for number, position in enumerate(inner):  # its hospital, or its quarter
                part = (group[number], *own[:position], *own[position + 1 :])
                parts[position, part].append(own)
    return clear(rows, parts.values())


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
