"""One value, counted again for its receipt: the statement, its counts, and who is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.scoring import Counts, pseudo_items, respondents
from cxboard.domain.vocabulary import Dimension, Scoring
from cxboard.queries.answer_counts import question
from cxboard.queries.question import Question
from cxboard.queries.reader import Reader
from cxboard.results.arithmetic import parts, steps
from cxboard.results.counting import Run, items_of, keys_of, latest_run, run_window
from cxboard.results.disclosure import Clearance
from cxboard.results.domains import domain_detail
from cxboard.results.ladder import as_figure
from cxboard.results.options import earlier
from cxboard.results.receipt_types import Asked, Counting, Figure, ItemCount, LeftOut, MonthCount
from cxboard.results.score import score_by
from cxboard.results.scorecard import series_window

_SCORED = {Scoring.TOP_BOX, Scoring.BOTTOM_BOX, Scoring.NET_PROMOTER, Scoring.MEAN}
"""How answers to a question are scored; the others are counts, from which nobody is left out."""


def countings(
    reader: Reader, filters: Filters, asked: Asked, measure: Measure
) -> tuple[Counting, ...]:
    """Return the value asked about, or for a change the two that it is between, the later first.

    Empty when nobody was asked in the period, or when what is asked about is not counted.
    """
    found = latest_run(measure, filters.period)
    if found is None or asked.figure not in (Figure.VALUE, Figure.CHANGE):
        return ()
    run, window = found
    windows = [window]
    if asked.figure is Figure.CHANGE and (before := run_window(run, earlier(reader, window))):
        windows.append(before)
    return tuple(_counting(reader, filters.over(part), asked, measure, run) for part in windows)


def months(reader: Reader, filters: Filters, measure: Measure) -> tuple[MonthCount, ...]:
    """Return the months of the trend that ends with the period, as they are shown."""
    window = filters.over(series_window(filters.period))
    rows = score_by(reader, measure, window, (Dimension.MONTH,))
    return tuple(MonthCount(month=row.group[0], score=row.score) for row in rows)


def series(reader: Reader, filters: Filters, measure: Measure) -> Question:
    """Return the statement behind `months`."""
    window = filters.over(series_window(filters.period))
    return question(reader, keys_of([measure]), window, (Dimension.MONTH,))


def counts_of(rows: Iterable[tuple[Any, ...]]) -> Counts:
    """Return the rows of an ungrouped statement (item, answer, people) as counts."""
    counts: dict[str, dict[int, int]] = {}
    for item, answer, n in rows:
        counts.setdefault(item, {})[answer] = n
    return counts


def _counting(
    reader: Reader, filters: Filters, asked: Asked, measure: Measure, run: Run
) -> Counting:
    items = tuple(item for item in items_of(run) if asked.item in ("", item.key))
    keys = [*(item.key for item in items), *(respondents(kind.value) for kind in measure.kinds)]
    if not asked.item:
        keys += pseudo_items(measure)
    asks = question(reader, keys, asked.narrow(filters))
    shown = _shown(reader, filters, asked, measure)
    if shown.suppressed:  # the statement, and nothing that it would give
        return Counting(period=filters.period, shown=shown, recounted=shown, question=asks)
    counts = counts_of(asks.answer(reader).iter_rows())
    clearance = Clearance(reader, asked.narrow(filters))
    counted = parts(measure, items, counts)
    if asked.item:
        again = clearance.item(items[0], counts, filters.period)
    else:
        again = clearance.score(measure, run, counts, filters.period)
    again = as_figure(measure, again)
    if None in (again.top, again.bottom):
        counted = [replace(each, boxes=None) for each in counted]
    return Counting(
        period=filters.period,
        shown=shown,
        recounted=again,
        question=asks,
        items=tuple(
            replace(each, left_out=_left_out(measure, each, counts, clearance, filters.period))
            for each in counted
        ),
        arithmetic=steps(measure, counted, again),
    )


def _shown(reader: Reader, filters: Filters, asked: Asked, measure: Measure) -> Score:
    """Return the score as a page shows it."""
    if asked.item:
        rows = domain_detail(reader, filters, measure.id).items
        return next((row.score for row in rows if row.item.key == asked.item), SUPPRESSED)
    by = (Dimension.FACILITY,) if asked.facility else ()
    group = (asked.facility,) if asked.facility else ()
    found = score_by(reader, measure, filters, by)
    return as_figure(measure, next((row.score for row in found if row.group == group), Score()))


def _left_out(
    measure: Measure, part: ItemCount, counts: Counts, clearance: Clearance, period: Period
) -> tuple[LeftOut, ...]:
    """Return who is not in a question's denominator, by reason.

    Where one of the numbers may not be shown, the reasons are one line without any.
    """
    if measure.scoring not in _SCORED:
        return ()
    item, answers = part.item, counts.get(part.item.key, {})
    reasons = {reason: answers.get(code, 0) for code, reason in item.excluded.items()}
    everybody = counts.get(respondents(item.source.value), {}).get(1, 0)
    reasons["not asked, or nothing recorded"] = max(0, everybody - sum(answers.values()))
    if not clearance.left_out(item, period):
        return (LeftOut(reason="; ".join(reasons), people=None),)
    return tuple(LeftOut(reason=reason, people=n) for reason, n in reasons.items() if n)
