"""Benchmarks and targets: a number that somebody else set, with who, when, and for whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """A published or industry value to read a measure against.

    `label` is short ("CMS national average"); `status` is "official", "industry guide" or
    "published"; `population` and `period` say whom and when it speaks of.
    """

    measure_id: str
    label: str
    value: float
    population: str
    period: str
    source: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Target:
    """A value to reach. `status` is "agreed" or "placeholder"."""

    measure_id: str
    value: float
    period: str
    agreed_by: str
    agreed_on: str
    source: str
    status: str
