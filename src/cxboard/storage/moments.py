"""How do one person's scores go together? Sums and products of them, by month and place.

What moves the overall rating is a question to people and not to counts: who said this also said
that. Pages may not read people, so the sums, and the sums of products, of the scores of all who
answered every measure are kept, a few hundred numbers for each month, hospital and service line;
correlations and regressions need no more. A person's score of a measure is the mean of the linear
scores (0 worst to 100 best) of the items that the person answered.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import polars as pl

from cxboard.domain.catalogue import measures_of
from cxboard.domain.measures import Edition
from cxboard.domain.vocabulary import Instrument

TABLE: Final = "moments_survey"

SCHEMA: Final[dict[str, pl.DataType]] = {
    "facility_id": pl.String(),
    "service_line": pl.String(),
    "instrument": pl.String(),
    "cases": pl.String(),
    "measures": pl.List(pl.String()),
    "n": pl.Int64(),
    "sums": pl.List(pl.Float64()),
    "products": pl.List(pl.Float64()),
    "month": pl.Date(),
}
"""`sums` follow `measures`; `products` are the sums of the products of two measures, in the order
of `pairs`."""


class Cases(StrEnum):
    """Whose scores are added; nobody is in both."""

    COMPLETE = "complete"
    """Who answered every measure of the instrument."""
    REST = "rest"
    """Who answered every measure that some question puts to everybody, and not all the others.
    Only those measures are added."""


def pairs(count: int) -> list[tuple[int, int]]:
    """Return all pairs of so many measures, each with itself too; those of the first come first."""
    return [(a, b) for b in range(count) for a in range(b + 1)]


def described() -> str:
    """Return what the sums depend on: when it changes, they have to be built anew."""
    return "\n".join(
        f"{instrument}:{name}:{asks_everybody(edition)}:{edition.first}-{edition.last}:"
        + ",".join(
            f"{i.key}{sorted(i.scale.codes)}{i.scale.worst}-{i.scale.best}" for i in edition.items
        )
        for instrument in Instrument
        for name, edition in editions(instrument).items()
    )


def editions(instrument: Instrument) -> dict[str, Edition]:
    """Return each measure's edition, those first that ask everybody something."""
    found = {
        measure.id: next(e for e in measure.editions if e.instrument is instrument)
        for measure in measures_of(instrument)
    }
    return dict(sorted(found.items(), key=lambda each: not asks_everybody(each[1])))


def asks_everybody(edition: Edition) -> bool:
    """Whether some question of a measure is put to everybody."""
    return any(item.screener is None for item in edition.items)
