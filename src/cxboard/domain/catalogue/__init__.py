"""The catalogue: every measure and every item that CX Board knows, in the order of the board page.

Adding a measure is one entry in a file beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from cxboard.domain.catalogue import (
    care_domains,
    contacts,
    experience,
    feedback_loop,
    hcahps,
    hcahps_items,
    outcomes,
)
from cxboard.domain.errors import UnknownValue
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.vocabulary import Family, Instrument, Kind

MEASURES: list[Measure] = [
    *hcahps.MEASURES,
    *experience.MEASURES,
    *contacts.MEASURES,
    *care_domains.MEASURES,
    *feedback_loop.MEASURES,
    *outcomes.MEASURES,
]

_UNSCORED_ITEMS = (*hcahps_items.UNSCORED, *contacts.UNSCORED, *feedback_loop.UNSCORED)


def all_measures() -> tuple[Measure, ...]:
    """Return every measure, in the order of the board page."""
    return tuple(MEASURES)


def headline_measures() -> tuple[Measure, ...]:
    """Return the measures of the executive scorecard."""
    return tuple(measure for measure in MEASURES if measure.headline)


def measures_of(instrument: Instrument) -> tuple[Measure, ...]:
    """Return the HCAHPS measures that an instrument reports."""
    return tuple(
        measure
        for measure in MEASURES
        if measure.family is Family.HCAHPS
        and any(edition.instrument is instrument for edition in measure.editions)
    )


def get_measure(measure_id: str) -> Measure:
    """Return a measure by its id, or raise UnknownValue."""
    for measure in MEASURES:
        if measure.id == measure_id:
            return measure
    raise UnknownValue("measure", measure_id, (measure.id for measure in MEASURES))


def measures_in(family: Family) -> tuple[Measure, ...]:
    """Return the measures of a family."""
    return tuple(measure for measure in MEASURES if measure.family is family)


def all_items(kind: Kind | None = None) -> tuple[Item, ...]:
    """Return every item that is a column of a kind of extract (of all kinds when None), once."""
    return tuple(item for item in _items(kind) if item.recorded)


def made_items(kind: Kind) -> tuple[Item, ...]:
    """Return every item of a kind that the rollup makes itself."""
    return tuple(item for item in _items(kind) if not item.recorded)


def _items(kind: Kind | None) -> Iterable[Item]:
    scored: Iterable[Item] = chain.from_iterable(
        edition.items for measure in MEASURES for edition in measure.editions
    )
    unique = {item.key: item for item in (*scored, *_UNSCORED_ITEMS)}
    return (item for item in unique.values() if kind is None or item.source is kind)
