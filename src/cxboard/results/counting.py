"""Counts of a measure by group, each group within one edition run, ready to be scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat

from cxboard.domain.filters import Filters
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.periods import Period, month_of
from cxboard.domain.scoring import Counts, pseudo_items
from cxboard.domain.vocabulary import Dimension, Instrument
from cxboard.queries.answer_counts import answer_counts
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader

Group = tuple[str, ...]
Run = tuple[Edition, ...]


ByMonth = dict[date, dict[str, dict[int, int]]]
"""Counts by month, item and answer."""


def keys_of(measures: Iterable[Measure]) -> list[str]:
    """Return every item and pseudo-item that the measures count, each once."""
    keys: dict[str, None] = {}
    for measure in measures:
        keys.update(dict.fromkeys(pseudo_items(measure)))
        for edition in measure.editions:
            keys.update(dict.fromkeys(item.key for item in edition.items))
    return list(keys)


def run_window(run: Run, period: Period) -> Period | None:
    """Return the months of a period in which a run of editions was asked, or None."""
    first, last = run[0].first, run[-1].last
    start = max(period.first, month_of(first)) if first else period.first
    end = min(period.last, month_of(last)) if last else period.last
    return None if end < start else Period(first=start, last=end)


def latest_run(measure: Measure, period: Period) -> tuple[Run, Period] | None:
    """Return the newest run asked in a period and its months, or None when nothing was asked.

    Editions of different runs are never added, so a period that crosses a break speaks of what
    comes after it.
    """
    for run in reversed(measure.runs()):
        window = run_window(run, period)
        if window is not None:
            return run, window
    return None


def run_of(measure: Measure, instrument: Instrument) -> Run:
    """Return the run of editions that an instrument's edition of a measure belongs to."""
    return next(run for run in measure.runs() if any(e.instrument is instrument for e in run))


def items_of(run: Run) -> tuple[Item, ...]:
    """Return the items that all editions of a run share."""
    return run[-1].items


def grouped_counts(
    reader: Reader, keys: Sequence[str], filters: Filters, by: tuple[Dimension, ...]
) -> dict[Group, dict[str, dict[int, int]]]:
    """Return counts by group, groups in sorted order."""
    counted = answer_counts(reader, keys, filters, by)
    *columns, items, answers, people = (column.to_list() for column in counted.get_columns())
    groups: dict[Group, dict[str, dict[int, int]]] = {}
    every_group = zip(*columns, strict=True) if columns else repeat((), len(items))
    # Signals reads a quarter of a million rows here: nothing is made that is there already.
    for group, item, answer, n in zip(every_group, items, answers, people, strict=True):
        counts = groups.get(group)
        if counts is None:
            counts = groups[group] = {}
        if item in counts:
            counts[item][answer] = n
        else:
            counts[item] = {answer: n}
    return dict(sorted(groups.items()))


def known_groups(
    reader: Reader, keys: Sequence[str], filters: Filters, by: tuple[Dimension, ...]
) -> list[Group]:
    """Return the groups of a population that have counts at any time, not only in its period."""
    months = months_with_data(reader)
    if months is None:
        return []
    ever = filters.over(Period(first=months[0], last=months[1]))
    return list(grouped_counts(reader, keys, ever, by))


def known_counts(
    reader: Reader, keys: Sequence[str], filters: Filters, by: tuple[Dimension, ...]
) -> dict[Group, dict[str, dict[int, int]]]:
    """Return counts by group, those without any in the period among them.

    Whoever lists groups asks for these: a hidden group without answers must look like the others.
    """
    counts = grouped_counts(reader, keys, filters, by)
    return {group: counts.get(group, {}) for group in known_groups(reader, keys, filters, by)}


def monthly_counts(
    reader: Reader, keys: Sequence[str], filters: Filters
) -> dict[date, dict[str, dict[int, int]]]:
    """Return counts by month, oldest first; a month without answers is not there."""
    groups = grouped_counts(reader, keys, filters, (Dimension.MONTH,))
    return {date.fromisoformat(f"{month}-01"): counts for (month,), counts in groups.items()}


def within(by_month: dict[date, dict[str, dict[int, int]]], period: Period) -> list[Counts]:
    """Return the counts of the months that lie in a period."""
    return [counts for month, counts in by_month.items() if period.first <= month <= period.last]
