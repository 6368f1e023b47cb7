"""Several measures side by side by one grouping: by channel, by hospital, by language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Counts, add
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.results.counting import Run, grouped_counts, keys_of, known_counts, latest_run
from cxboard.results.disclosure import Clearance, clearance_of
from cxboard.results.ladder import as_figure
from cxboard.results.options import earlier

ByGroup = Mapping[str, Counts]

Columns = dict[str, tuple[dict[str, Score], Score]]
"""By measure id: scores by group, and of all groups."""

_EMPTY: tuple[dict[str, Score], Score] = ({}, Score())


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Measures (columns) by group (rows), cleared for display; `total` is of all groups."""

    measures: tuple[Measure, ...]
    groups: tuple[str, ...]
    cells: tuple[tuple[Score, ...], ...]
    total: tuple[Score, ...]

    def column(self, measure_id: str) -> dict[str, Score]:
        """Return a measure's scores by group."""
        place = [measure.id for measure in self.measures].index(measure_id)
        return {group: row[place] for group, row in zip(self.groups, self.cells, strict=True)}

    def total_of(self, measure_id: str) -> Score:
        """Return a measure's score of all groups."""
        place = [measure.id for measure in self.measures].index(measure_id)
        return self.total[place]


def compared(
    reader: Reader, measures: Sequence[Measure], filters: Filters, by: Dimension
) -> Compared:
    """Return measures by group, each over the newest edition run of the period."""
    columns: Columns = {}
    for window, pairs in by_window(measures, filters.period):
        keys = keys_of(measure for measure, _ in pairs)
        known = known_counts(reader, keys, filters.over(window), (by,))
        groups = {group: counts for (group,), counts in known.items()}
        columns |= columns_of(reader, pairs, groups, filters.over(window), by)
    return side_by_side(measures, columns)


def both_periods(
    reader: Reader, keys: Iterable[str], filters: Filters, by: Dimension
) -> tuple[ByGroup, ByGroup]:
    """Return counts by group of the period and of the one it is compared with, read at once."""
    period, compared_with = filters.period, earlier(reader, filters.period)
    both = filters.over(Period(first=compared_with.first, last=period.last))
    found: tuple[dict[str, list[Counts]], dict[str, list[Counts]]] = ({}, {})
    counted = grouped_counts(reader, list(keys), both, (by, Dimension.MONTH))
    for (group, month), counts in counted.items():
        for place, months in enumerate((period, compared_with)):
            if f"{months.first:%Y-%m}" <= month <= f"{months.last:%Y-%m}":
                found[place].setdefault(group, []).append(counts)
    now, before = ({group: add(parts) for group, parts in each.items()} for each in found)
    return now, before


def columns_of(
    reader: Reader,
    pairs: Iterable[tuple[Measure, Run]],
    counts: ByGroup,
    filters: Filters,
    by: Dimension,
) -> Columns:
    """Return each measure's scores by group and of all groups, cleared for display.

    Args:
        reader: the publication.
        pairs: measures with the run of editions that the counts belong to.
        counts: by group.
        filters: the population and the period of the counts.
        by: what they are grouped by.
    """
    everybody = Clearance(reader, filters), add(counts.values())
    groups = {
        group: (clearance_of(reader, filters, (by,), (group,)), c) for group, c in counts.items()
    }
    columns: Columns = {}
    for measure, run in pairs:
        total, *shown = (
            as_figure(measure, clearance.score(measure, run, c, filters.period))
            for clearance, c in (everybody, *groups.values())
        )
        columns[measure.id] = dict(zip(groups, shown, strict=True)), total
    return columns


def side_by_side(measures: Sequence[Measure], columns: Columns) -> Compared:
    """Return measures with their columns as one table; what is missing has no answers.

    Groups that answered nothing at all are left out.
    """
    groups = tuple(
        sorted(
            {
                group
                for column, _ in columns.values()
                for group, shown in column.items()
                if shown != Score()
            }
        )
    )
    return Compared(
        measures=tuple(measures),
        groups=groups,
        cells=tuple(
            tuple(columns.get(m.id, _EMPTY)[0].get(group, Score()) for m in measures)
            for group in groups
        ),
        total=tuple(columns.get(m.id, _EMPTY)[1] for m in measures),
    )


def furthest_below(table: Compared) -> tuple[str, Measure, float] | None:
    """Return the group and measure furthest below the total, if beyond its own interval."""
    found = [
        (score.value - total.value, group, measure)
        for group, cells in zip(table.groups, table.cells, strict=True)
        for score, total, measure in zip(cells, table.total, table.measures, strict=True)
        if score.value is not None
        and total.value is not None
        and (score.upper is None or score.upper < total.value)
    ]
    if not found or len(table.groups) < 2:
        return None
    gap, group, measure = min(found, key=lambda entry: entry[0])
    return group, measure, gap


def by_window(
    measures: Iterable[Measure], period: Period
) -> list[tuple[Period, list[tuple[Measure, Run]]]]:
    """Return the measures by the months in which their newest run was asked."""
    windows: dict[Period, list[tuple[Measure, Run]]] = {}
    for measure in measures:
        if found := latest_run(measure, period):
            windows.setdefault(found[1], []).append((measure, found[0]))
    return list(windows.items())
