"""The one way from counts to anything shown: what may be said of a population, and what may not.

Whoever has counted the answers of a population asks its `Clearance` for the score; no other module
may score counts. It does not look at the one figure alone. For each item it has decided, over the
whole publication, which months of which hospitals, units and values of a cut must not be told apart
(see `domain.disclosure`), and shows a figure only when it is a sum of what everybody may know. So
no difference of two figures, whatever their filters, leaves 1 to 10 people.

Hospitals are parts of the whole, units parts of their hospital, the values of a cut parts of both.
Where a part has a small month, it is shown by longer stretches: quarters, parts of calendar years,
or the twelve months that end with the latest one; where that does not help either, not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from cxboard.domain.disclosure import Scope, is_open
from cxboard.domain.filters import Filters
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period, months_between
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.scoring import Counts, score, score_item
from cxboard.domain.vocabulary import CUTS, Dimension, Scoring
from cxboard.queries.reader import Reader
from cxboard.results.counting import Group, Run, items_of
from cxboard.results.decisions import decisions_of
from cxboard.results.told import boxes_of, left_out_of, told_by


class Clearance:
    """What may be shown of one population; whoever counts says for which months."""

    def __init__(
        self,
        reader: Reader,
        filters: Filters,
        cut: tuple[Dimension, Collection[str]] | None = None,
    ) -> None:
        """Speak of one population.

        Args:
            reader: the publication that the counts come from.
            filters: the population; its period is not looked at.
            cut: a cut and those of its values that the population has; channels of the filters
                need not be repeated.
        """
        self._decisions = decisions_of(reader)
        self._places = self._decisions.places(filters)
        self._cut = cut or ((Dimension.CHANNEL, filters.channels) if filters.channels else None)
        self._scopes: dict[str, Iterator[Scope]] = {}
        self._found: dict[str, list[Scope]] = {}

    def shows(self, measure: Measure, run: Run, period: Period) -> bool:
        """Whether figures that rest on a measure's items may be shown for a period.

        Such as its score and its mean. Shares of single answers take more: see `score`.
        """
        months = month_names(period)
        return all(self._is_open(name, months) for name in told_by(measure, items_of(run)))

    def score(self, measure: Measure, run: Run, counts: Counts, period: Period) -> Score:
        """Return a measure's score from counts of the population over a period.

        The shares of the middle and lowest answers are left out where they would say more than
        the value does. That nobody answered may give others away, too: ask for groups without
        counts as well.
        """
        found = self.value(measure, run, counts, period)
        if found.suppressed or not self._all_boxes(items_of(run), period):
            return found
        return score(measure, items_of(run), counts)

    def value(self, measure: Measure, run: Run, counts: Counts, period: Period) -> Score:
        """Return a score as `score` does, without the shares that its value does not speak of.

        What they tell besides takes long to find out, and a verdict on a trend does not need them.
        """
        if not self.shows(measure, run, period):
            return SUPPRESSED
        return _value_only(measure, score(measure, items_of(run), counts))

    def items(
        self, measure: Measure, run: Run, counts: Counts, period: Period
    ) -> list[tuple[Item, Score]]:
        """Return the score of each item of a measure; each is shown where it may be told."""
        return [(item, self.item(item, counts, period)) for item in items_of(run)]

    def item(self, item: Item, counts: Counts, period: Period) -> Score:
        """Return the top-box score of one item."""
        if not self._is_open(item.key, month_names(period)):
            return SUPPRESSED
        found = score_item(item, counts)
        return (
            found if self._all_boxes((item,), period) else replace(found, middle=None, bottom=None)
        )

    def knows(self, key: str, period: Period) -> bool:
        """Whether it may be shown how many people a pseudo-item counts."""
        return self._is_open(key, month_names(period))

    def people(self, key: str, counts: Counts, period: Period) -> int | None:
        """Return how many people a pseudo-item counts; None where that may not be shown."""
        return sum(counts.get(key, {}).values()) if self.knows(key, period) else None

    def count(self, key: str, counts: Counts, period: Period) -> Score:
        """Return how many people a pseudo-item counts, as a score."""
        n = self.people(key, counts, period)
        return SUPPRESSED if n is None else Score(value=float(n), n=n, numerator=n)

    def left_out(self, item: Item, period: Period) -> bool:
        """Whether it may be shown how many people are not in an item's denominator, and why."""
        return self._is_open(left_out_of(item), month_names(period))

    def _all_boxes(self, items: Collection[Item], period: Period) -> bool:
        months = month_names(period)
        return all(self._is_open(name, months) for name in boxes_of(items))

    def _is_open(self, name: str, months: frozenset[str]) -> bool:
        found = self._found.setdefault(name, [])
        if any(is_open(scope, months) for scope in found):
            return True
        if name not in self._scopes:
            self._scopes[name] = self._decisions.scopes(name, self._places, self._cut)
        for scope in self._scopes[name]:
            found.append(scope)
            if is_open(scope, months):
                return True
        return False


def _value_only(measure: Measure, found: Score) -> Score:
    """Return a score without the shares of the boxes that its value does not speak of."""
    if measure.scoring is Scoring.NET_PROMOTER:
        return found
    if measure.scoring is Scoring.BOTTOM_BOX:
        return replace(found, top=None, middle=None)
    return replace(found, middle=None, bottom=None)


def clearance_of(
    reader: Reader, filters: Filters, by: tuple[Dimension, ...], group: Group
) -> Clearance:
    """Return what may be shown of one group of a population.

    Args:
        reader: the publication.
        filters: the population that was grouped.
        by: by what; dimensions of time are passed over.
        group: one value for each of them.
    """
    named = dict(zip(by, group, strict=True))
    for name, value in named.items():
        if name is Dimension.FACILITY:
            filters = replace(filters, facilities=(value,))
        elif name is Dimension.UNIT:
            filters = replace(filters, units=(value,))
        elif name is Dimension.SERVICE_LINE:
            filters = replace(filters, service_lines=(value,))
    cut = next(((name, (value,)) for name, value in named.items() if name in CUTS), None)
    return Clearance(reader, filters, cut)


@lru_cache(maxsize=4096)
def month_names(period: Period) -> frozenset[str]:
    """Return the months of a period, written YYYY-MM."""
    return frozenset(f"{month:%Y-%m}" for month in months_between(period.first, period.last))
