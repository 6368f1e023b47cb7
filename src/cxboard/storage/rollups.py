"""The one builder of rollups: how many people gave which answer, by month, place and cut.

Pages read only these counts, so a page costs the same at a hundred thousand surveys and at a
hundred million. Answers are counted by code, not by box: what is favourable is the catalogue's
business and may change without a rebuild.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.items import NULL
from cxboard.domain.vocabulary import HOSPITAL_CUTS, Kind
from cxboard.storage import completeness, moments
from cxboard.storage.countable import INDICATOR_COUNTS, cuts_of
from cxboard.storage.counted import counted
from cxboard.storage.lake import Lake
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS, table_of
from cxboard.storage.visible import Connection, create_visible, working_connection

if TYPE_CHECKING:
    import numpy.typing as npt

WHOLE = "all"
"""The cut that is none: everybody of a place and month."""

_MONTHS_AT_ONCE = 12
"""Ten million surveys over 36 months are 3.3 million rows a step: about 1 GB while counting."""


def catalogue_fingerprint() -> str:
    """Return what the counts and sums depend on, as a digest of items, composites and cuts."""
    parts = sorted(f"{kind}:{item.key}" for kind in ROLLUPS for item in all_items(kind))
    parts += [f"{name}={text}" for kind in ROLLUPS for name, text in counted(kind).items()]
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
        ROLLUP_SCHEMA: one row per month, place, cut, item and answer, sorted. A month without
        rows has none.
    """
    frames = [pl.DataFrame(schema=ROLLUP_SCHEMA)]
    for batch in _batches(sorted(set(months)), _MONTHS_AT_ONCE):
        with working_connection() as connection:
            create_visible(
                connection,
                lake,
                kind=kind,
                version=version,
                uploads=uploads,
                months=batch,
                candidate=candidate,
            )
            frames.append(_count(connection, kind))
    return pl.concat(frames)


def _batches(months: Sequence[date], size: int) -> Iterator[list[date]]:
    rest = iter(months)
    while batch := list(islice(rest, size)):
        yield batch


def _count(connection: Connection, kind: Kind) -> pl.DataFrame:
    """Count the visible rows by place, cut, item and answer.

    Each place-and-month and each cut value gets a small integer first, and a row's group is made
    of the two.
    """
    if kind is Kind.INDICATOR:
        told: pl.DataFrame = connection.sql(INDICATOR_COUNTS).pl()
        return told
    from cxboard.storage.tally import tally  # numpy would slow down a start that counts nothing

    cuts, codes = cuts_of(table_of(kind).schema()), counted(kind)
    _create_person(connection, kind)
    places, values = _create_places(connection), _create_values(connection, cuts)
    rows = _coded(connection, cuts, codes)
    answers = {name: rows.pop(name) for name in sorted(codes)}
    frames = [
        _named(
            tally(rows[f"{_grain(cut)}_place"] * len(texts) + rows[f"cut_{cut}"], answers),
            places,
            cut,
            texts,
        )
        for cut, texts in sorted(values.items())
    ]
    if kind is Kind.SURVEY:
        frames.append(_left_out(connection, {WHOLE: "''", "channel": cuts["channel"]}))
    return pl.concat(frames).sort("month", maintain_order=True)


def _left_out(connection: Connection, cuts: Mapping[str, str]) -> pl.DataFrame:
    """Return how many surveys do not count, and why, by month, unit and cut."""
    each = (
        f"SELECT facility_id, coalesce(unit_id, '') AS unit_id, "
        f"coalesce(service_line, '') AS service_line, '{cut}' AS cut, {value} AS cut_value, "
        f"'{completeness.LEFT_OUT}' AS item, {completeness.why_incomplete()} AS answer, "
        "count(*) AS n, month FROM visible GROUP BY ALL HAVING answer IS NOT NULL"
        for cut, value in cuts.items()
    )
    rows: pl.DataFrame = connection.sql(" UNION ALL ".join(each)).pl()
    return rows.select(list(ROLLUP_SCHEMA))


def _create_person(connection: Connection, kind: Kind) -> None:
    """Create the views "placed", where a blank unit and service line are '', and "person".

    The latter has those who count. To say who does costs something, so only one query asks it.
    """
    connection.execute("""
        CREATE TEMP VIEW placed AS
        SELECT * REPLACE (coalesce(unit_id, '') AS unit_id,
                          coalesce(service_line, '') AS service_line)
        FROM visible
    """)
    who = f"WHERE {completeness.counts()}" if kind is Kind.SURVEY else ""
    connection.execute(f"CREATE TEMP VIEW person AS SELECT * FROM placed {who}")


def _create_places(connection: Connection) -> pl.DataFrame:
    """Create "place": units and hospitals by month, numbered from 0; return it in that order."""
    connection.execute("""
        CREATE TEMP TABLE place AS
        SELECT (row_number() OVER (ORDER BY month, facility_id, unit_id, service_line) - 1)::INTEGER
               AS place, *
        FROM (
            SELECT DISTINCT month, facility_id, unit_id, service_line FROM placed
            UNION SELECT DISTINCT month, facility_id, '', '' FROM placed
        )
    """)
    places: pl.DataFrame = connection.sql("FROM place ORDER BY place").pl()
    return places


def _create_values(connection: Connection, cuts: Mapping[str, str]) -> dict[str, pl.Series]:
    """Create a table of values per cut, numbered from 0; return the values in that order."""
    values = {WHOLE: pl.Series([""])}
    for cut, text in cuts.items():
        connection.execute(f"""
            CREATE TEMP TABLE v_{cut} AS
            SELECT (row_number() OVER (ORDER BY value) - 1)::INTEGER AS id, value
            FROM (SELECT DISTINCT {text} AS value FROM placed)
        """)
        values[cut] = connection.sql(f"SELECT value FROM v_{cut} ORDER BY id").pl()["value"]
    return values


def _coded(
    connection: Connection, cuts: Mapping[str, str], codes: Mapping[str, str]
) -> dict[str, npt.NDArray[Any]]:
    """Return persons as arrays: numbers of both places and of each cut's value, and codes."""
    answers = (f'coalesce({text}, {NULL})::TINYINT AS "{name}"' for name, text in codes.items())
    found: dict[str, npt.NDArray[Any]] = connection.sql(f"""
        SELECT unit.place AS unit_place, hospital.place AS hospital_place, 0 AS cut_{WHOLE},
               {"".join(f"v_{cut}.id AS cut_{cut}, " for cut in cuts)}
               {", ".join(answers)}
        FROM person JOIN place AS unit USING (month, facility_id, unit_id, service_line)
        JOIN place AS hospital ON hospital.month = person.month
            AND hospital.facility_id = person.facility_id
            AND hospital.unit_id = '' AND hospital.service_line = ''
        {" ".join(f"JOIN v_{cut} ON v_{cut}.value = {text}" for cut, text in cuts.items())}
    """).fetchnumpy()
    return found


def _named(counts: pl.DataFrame, places: pl.DataFrame, cut: str, values: pl.Series) -> pl.DataFrame:
    """Return a tally in ROLLUP_SCHEMA, its groups of place and cut value written out."""
    group = counts["group"]
    return pl.concat(
        [
            places[group // len(values)].drop("place"),
            counts.drop("group"),
            pl.DataFrame({"cut_value": values.gather(group % len(values))}),
        ],
        how="horizontal",
    ).select(pl.lit(cut).alias(name) if name == "cut" else name for name in ROLLUP_SCHEMA)


def _grain(cut: str) -> str:
    return "hospital" if cut in HOSPITAL_CUTS else "unit"
