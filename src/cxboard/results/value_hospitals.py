"""What would each hospital's own surveys earn? CMS scores hospitals, each by itself."""

from __future__ import annotations

from cxboard.domain.filters import Filters
from cxboard.queries.reader import Reader
from cxboard.results.options import options
from cxboard.results.value import value
from cxboard.results.value_types import HospitalValue

MOST = 24
"""Hospitals that are set side by side: each is estimated by itself, which takes its time."""


def hospital_values(reader: Reader, filters: Filters) -> tuple[HospitalValue, ...]:
    """Return every hospital of a population, most points first; none beside a chosen place."""
    places = options(reader).facilities
    if filters.facilities or filters.units or not 2 <= len(places) <= MOST:
        return ()
    found = [
        HospitalValue(
            facility_id=each.id, place=each.name, value=value(reader, filters.at(each.id))
        )
        for each in places
    ]
    there = [each for each in found if each.value.as_of.surveys != 0]
    return tuple(sorted(there, key=lambda each: -1 if each.points is None else -each.points))
