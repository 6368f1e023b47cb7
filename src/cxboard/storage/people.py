"""Who is counted? The visible rows of some months as arrays of small numbers, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cxboard.domain.items import NULL
from cxboard.domain.vocabulary import HOSPITAL_CUTS, Kind
from cxboard.storage import completeness
from cxboard.storage.ahead import ahead
from cxboard.storage.countable import cuts_of
from cxboard.storage.counted import recorded
from cxboard.storage.lake import Lake
from cxboard.storage.tables import table_of
from cxboard.storage.visible import Connection, create_visible, working_connection

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Codes = npt.NDArray[np.int8]

WHOLE = "all"
"""The cut that is none: everybody of a place and month."""

_LEFT_OUT = "left_out"
"""Among the arrays: why somebody does not count, NULL for those who do."""

_MONTHS_AT_ONCE = 12
"""Ten million surveys over 36 months are 3.3 million rows a step: about 1 GB while counting."""


@dataclass(frozen=True, kw_only=True)
class People:
    """Who counts in some months, a person at each place of the arrays.

    `units` and `hospitals` number the rows of `places` (month, facility_id, unit_id, service_line;
    a hospital has neither unit nor line), `cuts` number the texts of `values`, which has that of
    WHOLE, too. `answers` hold the
    codes by name, NULL where there is none. `left_out` counts the surveys that do not count:
    month, facility_id, unit_id, service_line, channel, left_out (an `Incomplete`) and n.
    """

    places: pl.DataFrame
    units: Numbers
    hospitals: Numbers
    values: Mapping[str, pl.Series]
    cuts: Mapping[str, Numbers]
    answers: Mapping[str, Codes]
    left_out: pl.DataFrame

    def groups(self, cut: str) -> Numbers:
        """Return each person's place and value of a cut as one number: place x values + value."""
        places = self.hospitals if cut in HOSPITAL_CUTS else self.units
        return places * len(self.values[cut]) + self.cuts[cut]


def people_by_year(
    lake: Lake,
    kind: Kind,
    *,
    version: int | None,
    uploads: Sequence[str],
    months: Iterable[date],
    candidate: Path | None = None,
) -> Iterator[People]:
    """Yield the people of up to twelve months at a time; the next are read meanwhile.

    Args:
        lake: the lake to read.
        kind: whose rows; any but the indicators, which are counts already.
        version: version of the kind's table, None when it does not exist yet.
        uploads: active uploads, oldest first.
        months: which months.
        candidate: Parquet of a checked extract, counted as if it were published.
    """

    def read(batch: list[date]) -> People:
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
            return _people(connection, kind)

    return ahead(map(read, _batches(sorted(set(months)), _MONTHS_AT_ONCE)))


def _batches(months: Sequence[date], size: int) -> Iterator[list[date]]:
    rest = iter(months)
    while batch := list(islice(rest, size)):
        yield batch


def _people(connection: Connection, kind: Kind) -> People:
    cuts = cuts_of(table_of(kind).schema())
    _name_blanks(connection)
    places = _create_places(connection)
    values = _create_values(connection, cuts)
    why = completeness.why_incomplete() if kind is Kind.SURVEY else "NULL"
    arrays = _arrays(connection, cuts, recorded(kind) | {_LEFT_OUT: why})
    counts = arrays[_LEFT_OUT] == NULL
    left_out = _left_out({name: array[~counts] for name, array in arrays.items()}, places, values)
    if not counts.all():
        arrays = {name: array[counts] for name, array in arrays.items()}
    return People(
        places=places,
        units=arrays["unit_place"],
        hospitals=arrays["hospital_place"],
        values=values,
        cuts={cut: arrays[f"cut_{cut}"] for cut in cuts},
        answers={name: arrays[name] for name in recorded(kind)},
        left_out=left_out,
    )


def _name_blanks(connection: Connection) -> None:
    """Create "people": the visible rows, a blank unit and line as ''.

    A view: to read a few columns of Parquet three times costs less than to copy them all.
    """
    connection.execute("""
        CREATE TEMP VIEW people AS
        SELECT * REPLACE (coalesce(unit_id, '') AS unit_id,
                          coalesce(service_line, '') AS service_line)
        FROM visible
    """)


def _create_places(connection: Connection) -> pl.DataFrame:
    """Create "place": units and hospitals by month, numbered from 0; return it in that order."""
    connection.execute("""
        CREATE TEMP TABLE place AS
        WITH unit AS MATERIALIZED (
            SELECT DISTINCT month, facility_id, unit_id, service_line FROM people
        )
        SELECT (row_number() OVER (ORDER BY month, facility_id, unit_id, service_line) - 1)::INTEGER
               AS place, *
        FROM (FROM unit UNION SELECT DISTINCT month, facility_id, '', '' FROM unit)
    """)
    places: pl.DataFrame = connection.sql("SELECT * EXCLUDE place FROM place ORDER BY place").pl()
    return places


def _create_values(connection: Connection, cuts: Mapping[str, str]) -> dict[str, pl.Series]:
    """Create a table of values per cut, numbered from 0; return the values in that order."""
    listed = ", ".join(f"list_sort(list(DISTINCT {text}))" for text in cuts.values())
    row = connection.sql(f"SELECT {listed} FROM people").fetchall()[0]
    found = {cut: texts or [] for cut, texts in zip(cuts, row, strict=True)}
    for cut, texts in found.items():
        connection.execute(
            f"CREATE TEMP TABLE v_{cut} AS "
            "SELECT unnest(range(len($1)))::INTEGER AS id, unnest($1::VARCHAR[]) AS value",
            [texts],
        )
    return {WHOLE: pl.Series([""])} | {
        cut: pl.Series(texts, dtype=pl.String()) for cut, texts in found.items()
    }


def _arrays(
    connection: Connection, cuts: Mapping[str, str], codes: Mapping[str, str]
) -> dict[str, npt.NDArray[Any]]:
    """Return everybody: numbers of both places and of each cut's value, and codes by name."""
    answers = (f'coalesce({text}, {NULL})::TINYINT AS "{name}"' for name, text in codes.items())
    found: dict[str, npt.NDArray[Any]] = connection.sql(f"""
        SELECT unit.place::BIGINT AS unit_place, hospital.place::BIGINT AS hospital_place,
               {"".join(f"v_{cut}.id::BIGINT AS cut_{cut}, " for cut in cuts)}
               {", ".join(answers)}
        FROM people JOIN place AS unit USING (month, facility_id, unit_id, service_line)
        JOIN place AS hospital ON hospital.month = people.month
            AND hospital.facility_id = people.facility_id
            AND hospital.unit_id = '' AND hospital.service_line = ''
        {" ".join(f"JOIN v_{cut} ON v_{cut}.value = {text}" for cut, text in cuts.items())}
    """).fetchnumpy()
    return found


def _left_out(
    arrays: Mapping[str, npt.NDArray[Any]], places: pl.DataFrame, values: Mapping[str, pl.Series]
) -> pl.DataFrame:
    """Count those who do not count, by why."""
    return (
        places[arrays["unit_place"]]
        .with_columns(
            channel=values["channel"].gather(arrays["cut_channel"]),
            left_out=pl.Series(arrays[_LEFT_OUT], dtype=pl.Int8()),
        )
        .group_by(pl.all())
        .agg(n=pl.len().cast(pl.Int64))
    )
