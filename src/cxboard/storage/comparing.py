"""What would a checked extract change, row by row: by month and unit, against what readers see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.storage.publications import Publication
from cxboard.storage.tables import SYSTEM_COLUMNS, table_of
from cxboard.storage.visible import create_visible, quoted, working_connection
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class PlaceChange:
    """Rows of one month and place: new, changed (readers see another now), identical, missing.

    `missing` rows are what readers see of a month and hospital that the extract speaks of, and
    the extract does not have; they stay as they are. `was_published` months show something now.
    """

    month: date
    place: str
    unit: str
    new: int
    changed: int
    identical: int
    missing: int
    was_published: bool


def compare(
    workspace: Workspace, publication: Publication | None, kind: Kind, rows_file: Path
) -> tuple[PlaceChange, ...]:
    """Compare a checked extract with what a publication shows, by month, place and unit.

    A row that moves to another month or place counts where the extract has it.

    Args:
        workspace: where the lake is.
        publication: what readers see now, None before the first upload.
        kind: the extract's kind.
        rows_file: its rows, Parquet in the table's schema without upload_id and restates.
    """
    place, unit = _PLACES.get(kind, ("facility_id", "unit_id"))
    columns = [name for name in table_of(kind).schema() if name not in SYSTEM_COLUMNS]
    same = " AND ".join(f"new_row.{name} IS NOT DISTINCT FROM old.{name}" for name in columns)
    with working_connection() as connection:
        connection.execute(
            f"CREATE TEMP VIEW new_row AS SELECT * FROM read_parquet({quoted(str(rows_file))}, "
            "hive_partitioning = false)"
        )
        create_visible(
            connection,
            workspace.lake,
            kind=kind,
            version=publication.tables.get(kind.value) if publication else None,
            uploads=publication.uploads if publication else (),
        )
        rows = connection.sql(f"""
            WITH compared AS (
                SELECT new_row.month, new_row.{place} AS place, {_of("new_row", unit)} AS unit,
                       CASE WHEN old.record_key IS NULL THEN 'new' WHEN {same} THEN 'identical'
                            ELSE 'changed' END AS state
                FROM new_row LEFT JOIN visible AS old USING (record_key)
                UNION ALL
                SELECT old.month, old.{place}, {_of("old", unit)}, 'missing'
                FROM visible AS old ANTI JOIN new_row USING (record_key)
                SEMI JOIN (SELECT DISTINCT month, {place} FROM new_row) AS told
                ON told.month = old.month AND told.{place} = old.{place}
            )
            SELECT month, place, unit, {", ".join(_count(state) for state in _STATES)},
                   month IN (SELECT month FROM visible) AS was_published
            FROM compared GROUP BY ALL ORDER BY ALL
        """).fetchall()
    names = ("month", "place", "unit", *_STATES, "was_published")
    return tuple(PlaceChange(**dict(zip(names, row, strict=True))) for row in rows)


_STATES = ("new", "changed", "identical", "missing")
_PLACES = {kind: ("place_id", "") for kind in CMS_KINDS}
"""Columns of place and unit, where they are not hospital and unit."""


def _of(table: str, unit: str) -> str:
    return f"coalesce({table}.{unit}, '')" if unit else "''"


def _count(state: str) -> str:
    return f"count(*) FILTER (state = '{state}') AS \"{state}\""
