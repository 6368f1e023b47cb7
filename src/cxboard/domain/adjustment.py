"""Which coefficients make hospitals comparable? Patient mix and survey mode, by period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class AdjustmentStatus(StrEnum):
    """Whether a score may stand beside CMS's own."""

    ADJUSTED = "adjusted for patient mix and survey mode"
    UNADJUSTED = "unadjusted"


@dataclass(frozen=True, kw_only=True)
class Adjuster:
    """One patient-mix variable: its national mean and, by measure, what is added per unit.

    The coefficient is on the scale of the answers (1–4, 0–1, 0–10) and has CMS's published sign:
    it is added. A reference category has the coefficient 0 everywhere.
    """

    name: str
    national_mean: Decimal
    coefficients: Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class AdjustmentTables:
    """Both tables of one span of discharges, `first` to `last`; never used outside of it.

    `modes` holds, by survey mode and measure, what is added on the scale from 0 to 100.
    """

    first: date
    last: date
    adjusters: tuple[Adjuster, ...]
    modes: Mapping[str, Mapping[str, Decimal]]
    source: str
