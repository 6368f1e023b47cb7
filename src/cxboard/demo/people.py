"""Who was in hospital or in touch: where, and which people?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cxboard.demo.organisation import HOSPITALS, UNITS, facility_index, unit_weights
from cxboard.demo.plan import Plan
from cxboard.demo.story import Story
from cxboard.domain.vocabulary import CHANNELS, SERVICE_LINES, TOUCHPOINTS

Codes = NDArray[np.int16]
"""Positions in WORDS; −1 stands for blank."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "facility_id": tuple(hospital.id for hospital in HOSPITALS),
    "unit_id": tuple(unit.id for unit in UNITS),
    "service_line": SERVICE_LINES,
    "channel": CHANNELS,
    "touchpoint": TOUCHPOINTS,
    "language": ("English", "Spanish", "Haitian Creole", "Another language"),
    "age_group": ("18-34", "35-49", "50-64", "65-74", "75+"),
    "sex": ("Female", "Male"),
    "ethnicity": (
        "White",
        "Hispanic or Latino",
        "Black or African American",
        "Asian",
        "Another ethnicity",
    ),
}

AGE_SHARES = {
    "Medicine": (0.08, 0.13, 0.24, 0.27, 0.28),
    "Surgery": (0.12, 0.19, 0.28, 0.25, 0.16),
    "Maternity": (0.83, 0.17, 0.0, 0.0, 0.0),
    "Cardiology": (0.03, 0.09, 0.27, 0.32, 0.29),
    "Oncology": (0.05, 0.13, 0.31, 0.30, 0.21),
    "Orthopaedics": (0.05, 0.11, 0.29, 0.33, 0.22),
    "Emergency": (0.20, 0.22, 0.25, 0.18, 0.15),
}
_FEMALE = {"Maternity": 1.0, "Cardiology": 0.44, "Oncology": 0.56}
_FEMALE_USUALLY = 0.51
_ETHNICITY_SHARES = (
    (0.66, 0.11, 0.16, 0.04, 0.03),
    (0.01, 0.97, 0.01, 0.0, 0.01),
    (0.0, 0.02, 0.96, 0.0, 0.02),
    (0.18, 0.08, 0.05, 0.52, 0.17),
)
"""By language preferred, in the order of WORDS."""
_NOT_STATED = 0.03

OTHER_LANGUAGES = (0.02, 0.02)
SURVEY_REACH = {"Spanish": 0.76}
"""How likely a group is to answer a survey, against the others: Spanish speakers answer less."""


@dataclass(frozen=True, kw_only=True)
class People:
    """Rows of one month by place and by person; every array has one code a row."""

    month: date
    codes: Mapping[str, Codes]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.codes["facility_id"])

    def is_in(self, story: Story) -> NDArray[np.bool_] | None:
        """Return which rows a story speaks of; None for all."""
        wanted = [("facility_id", story.facility), ("unit_id", story.unit)]
        if story.cut:
            wanted.append((story.cut[0].value, story.cut[1]))
        chosen = [self.codes[name] == WORDS[name].index(value) for name, value in wanted if value]
        return np.logical_and.reduce(chosen) if chosen else None

    def column(self, name: str) -> pl.Series:
        """Return a column's words, null where blank."""
        return words(name, self.codes[name], WORDS[name])


def words(name: str, codes: NDArray[np.int16], vocabulary: Sequence[str]) -> pl.Series:
    """Return the words at the given positions; position −1 is null."""
    looked_up = pl.Series(name, [*vocabulary, None], dtype=pl.String)
    positions = np.where(codes < 0, len(vocabulary), codes).astype(np.uint32)
    return looked_up.gather(pl.Series(positions))


def pick(
    shares: Sequence[float] | NDArray[np.float64], chance: np.random.Generator, size: int
) -> Codes:
    """Return `size` positions drawn with the given shares."""
    edges = np.cumsum(shares) / np.sum(shares)
    drawn = np.searchsorted(edges, chance.random(size), side="right")
    return np.minimum(drawn, len(edges) - 1).astype(np.int16)


def pick_by(shares: NDArray[np.float64], rows: Codes, chance: np.random.Generator) -> Codes:
    """Return a position a row, drawn with the shares of that row's group (groups × positions)."""
    edges = np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)
    drawn = chance.random(len(rows))
    chosen = np.zeros(len(rows), dtype=np.int16)
    for position in range(shares.shape[1] - 1):
        chosen += drawn >= edges[rows, position]
    return chosen


def people(
    plan: Plan, table: str, month: date, size: int, *, small_rows: int = 0, answered: bool = True
) -> People:
    """Return the people of one month, before channels.

    Args:
        plan: the system.
        table: name of the table they are for, which gives the random streams.
        month: the month.
        size: how many there are.
        small_rows: how many of them are from the unit too small to show.
        answered: whether they are people who answered a survey, or everybody served.
    """
    unit = pick(unit_weights(), plan.stream(table, month, "unit"), size)
    small = plan.stream(table, month, "small unit").choice(size, min(small_rows, size), False)
    unit[small] = len(UNITS) - 1
    facility = facility_index()[unit]
    lines = np.array([SERVICE_LINES.index(u.service_line) for u in UNITS], dtype=np.int16)
    line = lines[unit]
    language = pick_by(language_shares(answered), facility, plan.stream(table, month, "language"))
    ages = np.array([AGE_SHARES[name] for name in SERVICE_LINES])
    female = np.array([_FEMALE.get(name, _FEMALE_USUALLY) for name in SERVICE_LINES])
    ethnicity = pick_by(
        np.array(_ETHNICITY_SHARES), language, plan.stream(table, month, "ethnicity")
    )
    ethnicity[plan.stream(table, month, "not stated").random(size) < _NOT_STATED] = -1
    sex = plan.stream(table, month, "sex").random(size) >= female[line]
    return People(
        month=month,
        codes={
            "facility_id": facility,
            "unit_id": unit,
            "service_line": line,
            "language": language,
            "age_group": pick_by(ages, line, plan.stream(table, month, "age_group")),
            "sex": sex.astype(np.int16),
            "ethnicity": ethnicity,
        },
    )


def language_shares(answered: bool) -> NDArray[np.float64]:
    """Return shares by hospital (rows) and language, of respondents or of everybody served."""
    shares = []
    for hospital in HOSPITALS:
        served = hospital.spanish if answered else hospital.spanish / SURVEY_REACH["Spanish"]
        shares.append((1 - served - sum(OTHER_LANGUAGES), served, *OTHER_LANGUAGES))
    return np.array(shares)
