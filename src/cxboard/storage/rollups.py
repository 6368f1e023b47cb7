"""The one builder of rollups: how many people gave which answer, by month, place and cut.

Pages read only these counts, so a page costs the same at a hundred thousand surveys and at a
hundred million. Answers are counted by code, not by box: what is favourable is the catalogue's
business and may change without a rebuild.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.vocabulary import Kind
from cxboard.storage import completeness, counted, moments
from cxboard.storage.countable import INDICATOR_COUNTS, cuts_of
from cxboard.storage.lake import Lake
from cxboard.storage.people import WHOLE, People, people_by_year
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS, table_of
from cxboard.storage.visible import create_visible, working_connection

_NOTHING = pl.DataFrame(schema=ROLLUP_SCHEMA)
_NO_SUMS = pl.DataFrame(schema=moments.SCHEMA)


def catalogue_fingerprint() -> str:
    """Return what the counts and sums depend on, as a digest of items, composites and cuts."""
    parts = sorted(f"{kind}:{item.key}" for kind in ROLLUPS for item in all_items(kind))
    parts += [text for kind in ROLLUPS for text in counted.described(kind)]
    parts += [f"{kind}={cuts_of(table_of(kind).schema())}" for kind in ROLLUPS]
    parts += [INDICATOR_COUNTS, completeness.why_incomplete(), moments.described()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def build_rollup(
    lake: Lake,
    kind: Kind,
    *,
    version: int | None,
    uploads: Sequence[str],
    months: Iterable[date],
    candidate: Path | None = None,
) -> pl.DataFrame:
    """Return a kind's rollup of some months.

    Args:
        lake: the lake to read.
        kind: whose answers to count.
        version: version of the kind's table, None when it does not exist yet.
        uploads: active uploads, oldest first.
        months: which months to count.
        candidate: Parquet of a checked extract, counted as if it were published.

    Returns:
        ROLLUP_SCHEMA: one row per month, place, cut, item and answer, sorted by month. A month
        without rows has none.
    """
    if kind is Kind.INDICATOR:
        return _indicators(lake, version, uploads, months, candidate)
    read = people_by_year(
        lake, kind, version=version, uploads=uploads, months=months, candidate=candidate
    )
    return pl.concat([_NOTHING, *(_count(people, kind) for people in read)])


def build_counts(
    lake: Lake, kind: Kind, *, version: int, uploads: Sequence[str], months: Iterable[date]
) -> dict[str, pl.DataFrame]:
    """Return everything that is counted of a kind, by table: its rollup, and surveys' moments."""
    if kind is not Kind.SURVEY:
        rollup = build_rollup(lake, kind, version=version, uploads=uploads, months=months)
        return {ROLLUPS[kind]: rollup}
    from cxboard.storage.adding import sums

    read = people_by_year(lake, kind, version=version, uploads=uploads, months=months)
    parts = [(_count(people, kind), sums(people)) for people in read]
    return {
        ROLLUPS[kind]: pl.concat([_NOTHING, *(counts for counts, _ in parts)]),
        moments.TABLE: pl.concat([_NO_SUMS, *(added for _, added in parts)]),
    }


def _indicators(
    lake: Lake,
    version: int | None,
    uploads: Sequence[str],
    months: Iterable[date],
    candidate: Path | None,
) -> pl.DataFrame:
    """Return the rollup of indicators, which are counts already."""
    with working_connection() as connection:
        create_visible(
            connection,
            lake,
            kind=Kind.INDICATOR,
            version=version,
            uploads=uploads,
            months=months,
            candidate=candidate,
        )
        told: pl.DataFrame = connection.sql(INDICATOR_COUNTS).pl()
        return told


def _count(people: People, kind: Kind) -> pl.DataFrame:
    """Count answers by place, cut, item and answer."""
    from cxboard.storage.tally import merged, put_together, tally  # numpy slows down a start
    from cxboard.storage.together import together

    answers = put_together(dict(sorted(together(kind, people).items())))
    counts = {cut: tally(people.groups(cut), answers) for cut in people.cuts}
    counts[WHOLE] = merged(counts["channel"], len(people.values["channel"]))  # everybody has one
    frames = [
        _named(counts[cut], people.places, cut, texts)
        for cut, texts in sorted(people.values.items())
    ]
    frames += [_left_out(people, cut) for cut in (WHOLE, "channel")]
    return pl.concat(frames).sort("month", maintain_order=True)


def _left_out(people: People, cut: str) -> pl.DataFrame:
    """Return how many surveys do not count, and why, by month, unit and cut."""
    value = pl.lit("") if cut == WHOLE else pl.col(cut)
    told = people.left_out.with_columns(
        cut=pl.lit(cut), cut_value=value, item=pl.lit(completeness.LEFT_OUT)
    ).rename({"left_out": "answer"})
    keys = [name for name in ROLLUP_SCHEMA if name != "n"]
    return told.group_by(keys).agg(pl.col("n").sum()).select(list(ROLLUP_SCHEMA))


def _named(counts: pl.DataFrame, places: pl.DataFrame, cut: str, values: pl.Series) -> pl.DataFrame:
    """Return a tally in ROLLUP_SCHEMA, its groups of place and cut value written out."""
    group = counts["group"]
    return pl.concat(
        [
            places[group // len(values)],
            counts.drop("group"),
            pl.DataFrame({"cut_value": values.gather(group % len(values))}),
        ],
        how="horizontal",
    ).select(pl.lit(cut).alias(name) if name == "cut" else name for name in ROLLUP_SCHEMA)
