"""How do one person's scores go together? Sums and products of them, by month and place.

What moves the overall rating is a question to people and not to counts: who said this also said
that. Pages may not read people, so the sums, and the sums of products, of the scores of all who
answered every measure are kept, a few hundred numbers for each month, hospital and service line;
correlations and regressions need no more. A person's score of a measure is the mean of the linear
scores (0 worst to 100 best) of the items that the person answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import polars as pl

from cxboard.domain.catalogue import measures_of
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition
from cxboard.domain.vocabulary import Instrument, Kind
from cxboard.storage import completeness
from cxboard.storage.lake import Lake
from cxboard.storage.visible import create_visible, working_connection

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

_MONTHS_AT_ONCE = 12


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
    return "\n".join(_statement(instrument) for instrument in Instrument)


def build_moments(
    lake: Lake, *, version: int, uploads: Sequence[str], months: Iterable[date]
) -> pl.DataFrame:
    """Return the sums of some months.

    Args:
        lake: the lake to read.
        version: version of the survey table.
        uploads: active uploads, oldest first.
        months: which months to add up.

    Returns:
        SCHEMA: one row per month, hospital, service line, instrument and selection of cases.
    """
    wanted = sorted(set(months))
    frames = [pl.DataFrame(schema=SCHEMA)]
    for start in range(0, len(wanted), _MONTHS_AT_ONCE):
        batch = wanted[start : start + _MONTHS_AT_ONCE]
        with working_connection() as connection:
            create_visible(
                connection,
                lake,
                kind=Kind.SURVEY,
                version=version,
                uploads=uploads,
                months=batch,
            )
            used = [each for each in Instrument if _window(each).overlaps(batch[0], batch[-1])]
            frames += [connection.sql(_statement(each)).pl() for each in used]
    return pl.concat(frames).sort("month", "cases", "instrument", "facility_id", "service_line")


def _statement(instrument: Instrument) -> str:
    """Return the query of an instrument's sums over the view "visible"."""
    editions = _editions(instrument)
    names, everybody = list(editions), sum(map(_asks_everybody, editions.values()))
    used = _window(instrument)
    window = [f"month >= DATE '{used.first}'"] if used.first else []
    window += [f"month <= DATE '{used.last}'"] if used.last else []
    products = (f"sum({names[a]} * {names[b]})" for a, b in pairs(len(names)))
    # Materialised, because DuckDB would work out every score again for each of the products.
    return f"""
        WITH scored AS MATERIALIZED (
            SELECT month, facility_id, coalesce(service_line, '') AS service_line,
                   {", ".join(f"{_score(e.items)} AS {name}" for name, e in editions.items())}
            FROM visible
            WHERE {" AND ".join([*window, completeness.counts()])}
        ), added AS (
            SELECT month, facility_id, service_line, {_all_there(names)} AS is_complete,
                   count(*) AS n, [{", ".join(f"sum({name})" for name in names)}] AS sums,
                   [{", ".join(products)}] AS products, {names} AS measures
            FROM scored WHERE {_all_there(names[:everybody])} GROUP BY ALL
        )
        SELECT facility_id, service_line, '{instrument}' AS instrument,
               if(is_complete, '{Cases.COMPLETE}', '{Cases.REST}') AS cases,
               if(is_complete, measures, measures[:{everybody}]) AS measures, n,
               if(is_complete, sums, sums[:{everybody}]) AS sums,
               if(is_complete, products, products[:{len(pairs(everybody))}]) AS products, month
        FROM added
    """


def _editions(instrument: Instrument) -> dict[str, Edition]:
    """Return each measure's edition, those first that ask everybody something."""
    editions = {
        measure.id: next(e for e in measure.editions if e.instrument is instrument)
        for measure in measures_of(instrument)
    }
    return dict(sorted(editions.items(), key=lambda each: not _asks_everybody(each[1])))


def _window(instrument: Instrument) -> Edition:
    """Return any edition of an instrument: all of them have its first and last day."""
    return next(iter(_editions(instrument).values()))


def _asks_everybody(edition: Edition) -> bool:
    return any(item.screener is None for item in edition.items)


def _all_there(names: Sequence[str]) -> str:
    return " AND ".join(f"{name} IS NOT NULL" for name in names)


def _score(items: Sequence[Item]) -> str:
    """Return a person's score of a measure: the mean of its answered items, or NULL."""
    linear = [_linear(item) for item in items]
    if len(linear) == 1:
        return linear[0]
    total = " + ".join(f"coalesce({each}, 0)" for each in linear)
    answered = " + ".join(f"({each} IS NOT NULL)::TINYINT" for each in linear)
    return f"({total}) / nullif({answered}, 0)"


def _linear(item: Item) -> str:
    scale = item.scale
    codes = ", ".join(str(code) for code in sorted(scale.codes))
    return (
        f"CASE WHEN {item.key} IN ({codes}) "
        f"THEN ({item.key} - {scale.worst}) * 100.0::DOUBLE / {scale.best - scale.worst} END"
    )
