"""Is one hospital lower than the others for long? A level that no trend tells of.

Some hospital is always lowest. It is named when it is the lowest in the whole period and in each
of its calendar quarters, every time below the 99.8 % limit about all hospitals together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cxboard.analysis.comparison import difference
from cxboard.analysis.gaps import probability
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_change, format_value
from cxboard.domain.periods import Period, add_months, parse_month
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add
from cxboard.domain.vocabulary import Dimension, Direction
from cxboard.queries.reader import Reader
from cxboard.results.counting import ByMonth, Run, grouped_counts, keys_of, latest_run, within
from cxboard.results.disclosure import Clearance
from cxboard.results.findings import SCALE
from cxboard.results.ladder import as_figure
from cxboard.results.options import options
from cxboard.results.types import Sentence

_HOSPITALS, _QUARTERS = 3, 3
"""Fewest hospitals among which one is lowest, and fewest quarters that are long."""

_BEYOND = 0.002
"""Chance of a value outside the 99.8 % limits."""


def lowest_hospital(
    reader: Reader, filters: Filters, measures: Sequence[Measure]
) -> Sentence | None:
    """Return a sentence on the hospital that is lowest for long in most measures; None without one.

    Args:
        reader: the publication.
        filters: the population; with a place chosen there are no others to be lower than.
        measures: those to look at.
    """
    if filters.facilities or filters.units:
        return None
    level = _Level(reader, filters, measures)
    found: dict[str, list[tuple[float, Measure, Score]]] = defaultdict(list)
    for measure in measures:
        for facility, gap, score in level.lowest(measure):
            found[facility].append((gap, measure, score))
    if not found:
        return None
    facility = min(found, key=lambda each: (-len(found[each]), min(found[each])[0], each))
    place = options(reader).names().get(facility, facility)
    return _sentence(facility, place, found[facility], len(level.hospitals))


class _Level:
    """Where the hospitals of a population stand."""

    def __init__(self, reader: Reader, filters: Filters, measures: Sequence[Measure]) -> None:
        by = (Dimension.FACILITY, Dimension.MONTH)
        months: dict[str, ByMonth] = defaultdict(dict)
        for (facility, month), counts in grouped_counts(
            reader, keys_of(measures), filters, by
        ).items():
            if facility:
                months[facility][parse_month(month)] = counts
        self.hospitals: Mapping[str, ByMonth] = months
        self._period = filters.period
        self._latest = options(reader).latest_month or filters.period.last
        self._own = {each: Clearance(reader, filters.at(each)) for each in months}
        self._whole = Clearance(reader, filters)

    def lowest(self, measure: Measure) -> Iterator[tuple[str, float, Score]]:
        """Yield the hospital that is lowest for long, its gap by the scale, and its score."""
        found = latest_run(measure, self._period)
        if found is None or len(self.hospitals) < _HOSPITALS:
            return
        run, window = found
        quarters = [each for each in _quarters(window) if each.last <= self._latest]
        if len(quarters) < _QUARTERS:
            return
        worst = self._worst(measure, run, window)
        if worst and all(
            (there := self._worst(measure, run, part)) and there[0] == worst[0] for part in quarters
        ):
            yield worst

    def _worst(self, measure: Measure, run: Run, part: Period) -> tuple[str, float, Score] | None:
        """Return the hospital that is lowest in a period, if it is so beyond the limits."""
        keys, sign = keys_of([measure]), 1 if measure.direction is Direction.INCREASE else -1
        counts = {each: add(within(months, part), keys) for each, months in self.hospitals.items()}
        scores = {
            each: as_figure(measure, self._own[each].value(measure, run, own, part))
            for each, own in counts.items()
        }
        shown = {each: s.value * sign for each, s in scores.items() if s.value is not None}
        if len(shown) < _HOSPITALS:
            return None
        place = min(shown, key=lambda each: shown[each])
        whole = self._whole.value(measure, run, add(counts.values(), keys), part)
        gap = difference(scores[place], as_figure(measure, whole))
        if gap is None or gap[0] * sign >= 0 or probability(gap) >= _BEYOND:
            return None
        return place, gap[0] * sign / SCALE[measure.unit], scores[place]


def _quarters(window: Period) -> Iterator[Period]:
    """Yield the calendar quarters that lie in a period as a whole."""
    first = add_months(window.first, -(window.first.month - 1) % 3)
    while (last := add_months(first, 2)) <= window.last:
        yield Period(first=first, last=last)
        first = add_months(first, 3)


def _sentence(
    facility: str, place: str, found: Sequence[tuple[float, Measure, Score]], hospitals: int
) -> Sentence:
    gap, measure, score = min(found, key=lambda each: each[0])
    sign = 1 if measure.direction is Direction.INCREASE else -1
    moved = format_change(gap * sign * SCALE[measure.unit])
    where = "" if len(found) == 1 else f"{len(found)} measures, most in "
    value = f"{format_value(score.value, measure.unit)}, {moved} on all hospitals"
    lowest = "lowest" if sign > 0 else "worst"
    text = (
        f"{place}: {lowest} of {hospitals} hospitals in every quarter, beyond chance, in {where}"
        f"{measure.title} ({value})."
    )
    return Sentence(text=text, measure=measure, facility_id=facility)
