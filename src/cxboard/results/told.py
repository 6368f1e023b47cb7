"""Which counts of people does a figure give away? One entry for each item, whatever asks it.

Cells are decided upon item by item, and a measure is shown where each of its items may be told. So
two measures that share an item never tell more of it than one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from cxboard.domain.catalogue import all_measures
from cxboard.domain.completeness import Incomplete
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.periods import month_of
from cxboard.domain.scoring import respondents, respondents_key
from cxboard.domain.vocabulary import Kind, Scoring
from cxboard.storage.completeness import LEFT_OUT

Codes = frozenset[int]

Count = tuple[tuple[str, Codes, int], ...]
"""What is added up: items, their answers, and 1 or −1."""

_OF_ANSWERS = {Scoring.TOP_BOX, Scoring.BOTTOM_BOX, Scoring.MEAN}
_BOXES = "boxes of "
_LEFT = "left out of "
_PEOPLE = frozenset((1,))
"""The one answer of a pseudo-item."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told with one name: its counts of people, none of which may be small.

    `people` are those counts that say how many there are, and not what they answered. `breaks` are
    months from which on a measure that asks the item starts afresh: no patch has months of both
    sides.
    """

    kind: Kind | None
    counts: tuple[Count, ...]
    people: tuple[Count, ...]
    breaks: frozenset[date] = frozenset()


def told_by(measure: Measure, items: Iterable[Item]) -> list[str]:
    """Return the names of what a measure's figure gives away; nobody is behind money."""
    if measure.scoring is Scoring.MONEY:
        return []
    names = [item.key for item in items]
    return [*names, respondents_key(measure)] if len(names) > 1 and measure.is_composite else names


def boxes_of(items: Iterable[Item]) -> list[str]:
    """Return the names of what the shares of the middle and lowest answers give away besides."""
    return [
        name
        for item in items
        if (name := _BOXES + item.key) in known() and told(name).counts != told(item.key).counts
    ]


def left_out_of(item: Item) -> str:
    """Return the name of who is not in an item's denominator, by reason."""
    return _LEFT + item.key


def told(name: str) -> Told:
    """Return what a name stands for; what no measure asks counts its answer 1."""
    return known().get(name) or _people(name, None)


@lru_cache(maxsize=1)
def known() -> Mapping[str, Told]:
    """Return all that measures give away, by name."""
    found = {
        respondents(kind.value): _people(respondents(kind.value), kind)
        for kind in (Kind.SURVEY, Kind.CONTACT)
    }
    reasons: tuple[Count, ...] = tuple(((LEFT_OUT, frozenset((why,)), 1),) for why in Incomplete)
    found[LEFT_OUT] = Told(kind=Kind.SURVEY, counts=reasons, people=reasons)
    for measure in all_measures():
        breaks = _breaks(measure)
        if measure.is_composite:
            key = respondents_key(measure)
            found[key] = replace(_people(key, measure.kind), breaks=breaks)
        for edition in measure.editions:
            for item in edition.items:
                for name, one in _of(measure, item, edition).items():
                    found[name] = _together(found.get(name), replace(one, breaks=breaks))
    return found


def _people(key: str, kind: Kind | None) -> Told:
    count: Count = ((key, _PEOPLE, 1),)
    return Told(kind=kind, counts=(count,), people=(count,))


def _breaks(measure: Measure) -> frozenset[date]:
    """Return the months from which on a measure starts afresh."""
    firsts = (edition.first for edition in measure.editions if not edition.continues)
    return frozenset(month_of(first) for first in firsts if first is not None)


def _of(measure: Measure, item: Item, edition: Edition) -> dict[str, Told]:
    """Return what a measure may tell of an item: by its value, by its boxes, and who is left out.

    Of two counts of which one is part of the other, those that are left over are told as well: the
    surveys that were sent and did not come back.
    """
    scale = item.scale
    boxes = [box for box in (scale.top, scale.middle, scale.bottom) if box]
    everybody: Count = ((item.key, frozenset[int]().union(*boxes), 1),)
    value = _value(measure, item)
    if measure.scoring is Scoring.SHARE and item is edition.items[1]:
        part = edition.items[0]
        value = [*value, (*everybody, (part.key, part.scale.top, -1))]
    left: list[Count] = [((item.key, frozenset((code,)), 1),) for code in item.excluded]
    left.append(((respondents(item.source.value), _PEOPLE, 1), (item.key, item.allowed, -1)))
    return {
        item.key: Told(kind=item.source, counts=tuple(value), people=(everybody,)),
        _BOXES + item.key: Told(
            kind=item.source,
            counts=tuple(((item.key, box, 1),) for box in boxes),
            people=(everybody,),
        ),
        _LEFT + item.key: Told(kind=item.source, counts=tuple(left), people=tuple(left)),
    }


def _value(measure: Measure, item: Item) -> list[Count]:
    scale = item.scale
    if measure.scoring is Scoring.NET_PROMOTER:
        boxes = [scale.top, scale.middle, scale.bottom]
    elif measure.scoring is Scoring.BOTTOM_BOX:
        boxes = [scale.bottom, scale.top | scale.middle]
    elif measure.scoring in _OF_ANSWERS:
        boxes = [scale.top, scale.middle | scale.bottom]
    else:
        boxes = [scale.top]
    return [((item.key, box, 1),) for box in boxes if box]


def _together(one: Told | None, other: Told) -> Told:
    """Return what two measures tell of one item together."""
    if one is None:
        return other
    return replace(
        one,
        counts=tuple(dict.fromkeys((*one.counts, *other.counts))),
        people=tuple(dict.fromkeys((*one.people, *other.people))),
        breaks=one.breaks | other.breaks,
    )
