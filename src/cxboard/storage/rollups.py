"""The one builder of rollups: how many people gave which answer, by month, place and cut.

Pages read only these counts, so a page costs the same at a hundred thousand surveys and at a
hundred million. Answers are counted by code, not by box: what is favourable is the catalogue's
business and may change without a rebuild.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import polars as pl

from cxboard.domain.catalogue import all_items, all_measures, made_items
from cxboard.domain.measures import Edition
from cxboard.domain.scoring import respondents
from cxboard.domain.vocabulary import HOSPITAL_CUTS, Kind
from cxboard.storage import moments
from cxboard.storage.countable import EXPRESSIONS, INDICATOR_COUNTS, cuts_of
from cxboard.storage.lake import Lake
from cxboard.storage.tables import ROLLUP_SCHEMA, ROLLUPS, table_of
from cxboard.storage.visible import Connection, create_visible, working_connection

WHOLE = "all"
"""The cut that is none: everybody of a place and month."""

_MONTHS_AT_ONCE = 12
"""Ten million surveys over 36 months are 3.3 million rows a step: about 1 GB while counting."""


def catalogue_fingerprint() -> str:
    """Return what the counts and sums depend on, as a digest of items, composites and cuts."""
    parts = sorted(f"{kind}:{item.key}" for kind in ROLLUPS for item in all_items(kind))
    parts += [f"{name}={text}" for kind in ROLLUPS for name, text in _counted(kind).items()]
    parts += [f"{kind}={cuts_of(table_of(kind).schema())}" for kind in ROLLUPS]
    parts += [INDICATOR_COUNTS, moments.described()]
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

    Each place-and-month and each cut value gets a small integer first, so that counting an item is
    an aggregation over two integers: four times as fast as over the names.
    """
    if kind is Kind.INDICATOR:
        told: pl.DataFrame = connection.sql(INDICATOR_COUNTS).pl()
        return told
    cut_texts = cuts_of(table_of(kind).schema())
    cuts, counted = list(cut_texts), _counted(kind)
    connection.execute(f"""
        CREATE TEMP TABLE person AS
        SELECT month, facility_id, coalesce(unit_id, '') AS unit_id,
               coalesce(service_line, '') AS service_line,
               {", ".join(f"{text} AS {cut}" for cut, text in cut_texts.items())},
               {", ".join(f'{text} AS "{name}"' for name, text in counted.items())}
        FROM visible {_WHERE.get(kind, "")}
    """)
    _create_codes(connection, cuts, list(counted))
    counts = " UNION ALL ".join(
        f"SELECT {_grain(cut)}_place AS place, '{cut}' AS cut, cut_{cut} AS cut_id, "
        f"'{name}' AS item, \"{name}\" AS answer, count(*) AS n FROM coded "
        f'WHERE "{name}" IS NOT NULL GROUP BY ALL'
        for cut in (WHOLE, *cuts)
        for name in counted
    )
    rows: pl.DataFrame = connection.sql(f"""
        SELECT facility_id, unit_id, service_line, cut, coalesce(cut_value.value, '') AS cut_value,
               item, answer::TINYINT AS answer, n, month
        FROM ({counts}) JOIN place USING (place)
        LEFT JOIN cut_value ON cut_value.cut_name = cut AND cut_value.id = cut_id
        ORDER BY month, cut, item, facility_id, unit_id
    """).pl()
    return rows


def _create_codes(connection: Connection, cuts: Sequence[str], names: Sequence[str]) -> None:
    """Create "place" and "cut_value", and "coded": persons with small integers for both."""
    connection.execute("""
        CREATE TEMP TABLE place AS
        SELECT (row_number() OVER ())::INTEGER AS place, *
        FROM (
            SELECT DISTINCT month, facility_id, unit_id, service_line FROM person
            UNION SELECT DISTINCT month, facility_id, '', '' FROM person
        )
    """)
    _create_cut_values(connection, cuts)
    connection.execute(f"""
        CREATE TEMP TABLE coded AS
        SELECT unit.place AS unit_place, hospital.place AS hospital_place, 0::SMALLINT AS cut_all,
               {", ".join(f"v_{cut}.id AS cut_{cut}" for cut in cuts)},
               {", ".join(f'"{name}"' for name in names)}
        FROM person JOIN place AS unit USING (month, facility_id, unit_id, service_line)
        JOIN place AS hospital ON hospital.month = person.month
            AND hospital.facility_id = person.facility_id
            AND hospital.unit_id = '' AND hospital.service_line = ''
        {" ".join(f"JOIN v_{cut} ON v_{cut}.value = person.{cut}" for cut in cuts)}
    """)


def _grain(cut: str) -> str:
    return "hospital" if cut in HOSPITAL_CUTS else "unit"


def _create_cut_values(connection: Connection, cuts: Sequence[str]) -> None:
    """Create one table of values per cut, and "cut_value" with all of them."""
    for cut in cuts:
        connection.execute(f"""
            CREATE TEMP TABLE v_{cut} AS
            SELECT (row_number() OVER ())::SMALLINT AS id, {cut} AS value
            FROM (SELECT DISTINCT {cut} FROM person)
        """)
    union = " UNION ALL ".join(
        f"SELECT '{cut}' AS cut_name, id, value FROM v_{cut}" for cut in cuts
    )
    connection.execute(f"CREATE TEMP TABLE cut_value AS {union}")


_WHERE = {Kind.SURVEY: "WHERE coalesce(survey_status, 'completed') = 'completed'"}
"""Only completed surveys are counted (HCAHPS: only survey status 1 enters scores)."""


def _counted(kind: Kind) -> dict[str, str]:
    """Return what is counted, as name → SQL expression giving an answer code or NULL."""
    counted = {item.key: item.key for item in all_items(kind)}
    counted |= {
        item.key: EXPRESSIONS[item.key] for item in made_items(kind) if item.key in EXPRESSIONS
    }
    counted[respondents(kind.value)] = "1::TINYINT"
    for measure in all_measures():
        if measure.kind is kind and measure.is_composite:
            either = " OR ".join(f"({_answered(e)})" for e in measure.editions)
            counted[respondents(measure.id)] = f"CASE WHEN {either} THEN 1::TINYINT END"
    return counted


def _answered(edition: Edition) -> str:
    """Return the SQL condition that somebody gave a scored answer to any item of an edition."""
    conditions = []
    if edition.first:
        conditions.append(f"month >= DATE '{edition.first}'")
    if edition.last:
        conditions.append(f"month < DATE '{edition.last + timedelta(days=1)}'")
    scored = (
        f"{item.key} IN ({', '.join(map(str, sorted(item.scale.codes)))})" for item in edition.items
    )
    return " AND ".join([*conditions, f"({' OR '.join(scored)})"])
