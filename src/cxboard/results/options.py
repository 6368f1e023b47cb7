"""What the filter bar offers: hospitals, units, service lines, channels and months."""

from __future__ import annotations

from functools import lru_cache

from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.organisation import cut_values, months_with_data, places, register
from cxboard.queries.reader import Reader
from cxboard.results.types import Facility, Options, Unit


@lru_cache(maxsize=4)
def options(reader: Reader) -> Options:
    """Return the filter bar's choices: the register's places, and others that have answers.

    Remembered for each publication: the channels have to be looked for in Parquet.
    """
    facilities: dict[str, tuple[str, str | None]] = {}
    units: dict[str, dict[str, Unit]] = {}
    for row in register(reader).iter_rows(named=True):
        facilities[row["facility_id"]] = (row["facility_name"], row["state"])
        unit = Unit(id=row["unit_id"], name=row["unit_name"], service_line=row["service_line"])
        units.setdefault(row["facility_id"], {})[unit.id] = unit
    for facility, unit_id, line in places(reader).iter_rows():
        facilities.setdefault(facility, (facility, None))
        if unit_id:
            found = Unit(id=unit_id, name=unit_id, service_line=line)
            units.setdefault(facility, {}).setdefault(unit_id, found)
    months = months_with_data(reader)
    return Options(
        facilities=tuple(
            Facility(id=key, name=name, state=state, units=tuple(units.get(key, {}).values()))
            for key, (name, state) in facilities.items()
        ),
        service_lines=tuple(
            sorted({u.service_line for group in units.values() for u in group.values()} - {""})
        ),
        channels=tuple(cut_values(reader, Dimension.CHANNEL)),
        first_month=months[0] if months else None,
        latest_month=months[1] if months else None,
    )


def earlier(reader: Reader, period: Period) -> Period:
    """Return the months that a period is compared with, by how far the publication reaches."""
    return period.before(options(reader).latest_month)
