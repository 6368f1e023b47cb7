"""Which hospitals and units does Larkfield Health have, and what are they like?

Six invented hospitals with 48 units. Florida is a choice, made so that CMS's Florida files give
the state benchmark; any likeness of a name to a real place is chance.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

STATE = "FL"
SYSTEM_NAME = "Larkfield Health"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit. `weight` is its share of the system's patients; 0 for the unit too small to show."""

    id: str
    facility_id: str
    name: str
    service_line: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Hospital:
    """A hospital.

    `level` is how far its answers lie from the system's, in standard deviations of one answer
    (0.1 is about three percentage points); `spanish` the share of respondents who prefer Spanish.
    """

    id: str
    name: str
    level: float
    spanish: float
    units: tuple[Unit, ...]


def _hospital(
    key: str, name: str, level: float, spanish: float, units: tuple[tuple[str, str, float], ...]
) -> Hospital:
    return Hospital(
        id=key,
        name=name,
        level=level,
        spanish=spanish,
        units=tuple(
            Unit(
                id=f"{key}-U{number:02d}",
                facility_id=key,
                name=unit,
                service_line=line,
                weight=weight,
            )
            for number, (unit, line, weight) in enumerate(units, start=1)
        ),
    )


HOSPITALS = (
    _hospital("LH01", "Larkfield General Hospital", 0.03, 0.10, (
        ("4 North Medicine", "Medicine", 34),
        ("4 South Medicine", "Medicine", 31),
        ("5 North Geriatric Medicine", "Medicine", 22),
        ("6 North Surgery", "Surgery", 29),
        ("6 South Surgery", "Surgery", 24),
        ("7 Day-of-Surgery Stay", "Surgery", 14),
        ("3 East Maternity", "Maternity", 26),
        ("8 North Cardiology", "Cardiology", 25),
        ("8 South Heart Failure", "Cardiology", 15),
        ("9 North Oncology", "Oncology", 17),
        ("5 South Orthopaedics", "Orthopaedics", 21),
        ("Emergency Observation", "Emergency", 20),
    )),
    _hospital("LH02", "Northgate Hospital", -0.05, 0.08, (
        ("2 West Medicine", "Medicine", 32),
        ("3 West Medicine", "Medicine", 28),
        ("4 West Surgery", "Surgery", 26),
        ("4 East Surgery", "Surgery", 18),
        ("Birth Centre", "Maternity", 19),
        ("5 West Cardiology", "Cardiology", 22),
        ("6 West Oncology", "Oncology", 12),
        ("6 East Orthopaedics", "Orthopaedics", 20),
        ("Emergency Observation", "Emergency", 17),
    )),
    _hospital("LH03", "Millbrook Community Hospital", 0.16, 0.05, (
        ("Medicine A", "Medicine", 24),
        ("Medicine B", "Medicine", 18),
        ("General Surgery", "Surgery", 21),
        ("Family Birth Suite", "Maternity", 14),
        ("Joint Centre", "Orthopaedics", 19),
        ("Emergency Short Stay", "Emergency", 11),
    )),
    _hospital("LH04", "Harbor Point Medical Center", -0.02, 0.15, (
        ("Tower 3 Medicine", "Medicine", 31),
        ("Tower 4 Medicine", "Medicine", 27),
        ("Tower 5 Surgery", "Surgery", 27),
        ("Tower 6 Transplant Surgery", "Surgery", 9),
        ("Women’s Pavilion", "Maternity", 20),
        ("Heart Tower 1", "Cardiology", 25),
        ("Heart Tower 2", "Cardiology", 16),
        ("Cancer Pavilion", "Oncology", 18),
        ("Emergency Observation", "Emergency", 19),
    )),
    _hospital("LH05", "Westmere Regional Hospital", -0.14, 0.12, (
        ("East Medicine", "Medicine", 29),
        ("West Medicine", "Medicine", 26),
        ("Surgery 1", "Surgery", 22),
        ("Surgery 2", "Surgery", 15),
        ("Maternity", "Maternity", 15),
        ("Cardiology", "Cardiology", 18),
        ("Emergency Observation", "Emergency", 18),
    )),
    _hospital("LH06", "Cedar Hollow Hospital", 0.21, 0.04, (
        ("Willow Medicine", "Medicine", 21),
        ("Aspen Surgery", "Surgery", 16),
        ("Juniper Oncology", "Oncology", 9),
        ("Birch Orthopaedics", "Orthopaedics", 20),
        ("Hazel Hand Surgery Suite", "Orthopaedics", 0),
    )),
)  # fmt: skip

UNITS = tuple(unit for hospital in HOSPITALS for unit in hospital.units)
SMALL_UNIT = next(unit for unit in UNITS if not unit.weight)

LINE_LEVELS = {
    "Medicine": -0.08,
    "Surgery": 0.04,
    "Maternity": 0.13,
    "Cardiology": 0.03,
    "Oncology": 0.07,
    "Orthopaedics": 0.12,
    "Emergency": -0.17,
}
"""How far a service line's answers lie from the system's, in standard deviations."""

CHARACTER = {("LH04", "rest"): -0.20, ("LH03", "clean"): 0.10, ("LH01", "rest"): -0.06}
"""What a hospital is known for: deviations by hospital and theme, in standard deviations."""

_UNIT_SPREAD = 0.08
_UNIT_STREAM = 4117
"""Units keep their character whatever the demo's seed: it is the same system every time."""


def facility_index() -> NDArray[np.int16]:
    """Return the position of each unit's hospital in HOSPITALS."""
    ids = [hospital.id for hospital in HOSPITALS]
    return np.array([ids.index(unit.facility_id) for unit in UNITS], dtype=np.int16)


def unit_weights() -> NDArray[np.float64]:
    """Return each unit's share of patients; they add up to 1."""
    weights = np.array([unit.weight for unit in UNITS], dtype=np.float64)
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


@cache
def theme_levels(theme: str) -> NDArray[np.float32]:
    """Return each unit's deviation in a theme, in standard deviations; patients average 0."""
    chance = np.random.Generator(np.random.PCG64([_UNIT_STREAM, zlib.crc32(theme.encode())]))
    hospital_levels = {hospital.id: hospital.level for hospital in HOSPITALS}
    planned = [
        hospital_levels[unit.facility_id]
        + CHARACTER.get((unit.facility_id, theme), 0.0)
        + LINE_LEVELS[unit.service_line]
        for unit in UNITS
    ]
    levels = np.array(planned) + chance.normal(0.0, _UNIT_SPREAD, len(UNITS))
    return (levels - np.average(levels, weights=unit_weights())).astype(np.float32)


def organisation() -> pl.DataFrame:
    """Return the organisation register as an extract: one row a unit."""
    names = {hospital.id: hospital.name for hospital in HOSPITALS}
    return pl.DataFrame(
        {
            "facility_id": [unit.facility_id for unit in UNITS],
            "facility_name": [names[unit.facility_id] for unit in UNITS],
            "unit_id": [unit.id for unit in UNITS],
            "unit_name": [unit.name for unit in UNITS],
            "service_line": [unit.service_line for unit in UNITS],
            "state": [STATE] * len(UNITS),
        }
    )
