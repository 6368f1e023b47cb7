"""What would a checked extract change: which of its rows are new, restated or already known?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.storage.publications import Publication
from cxboard.storage.tables import SYSTEM_COLUMNS, table_of
from cxboard.storage.visible import (
    Connection,
    create_visible,
    parquet,
    quoted,
    working_connection,
)
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Effect:
    """Counts of an extract's rows against a publication.

    `months` are those whose numbers may change: of the rows that are new or restated, and of the
    rows that they replace. `repeated_keys` are keys that any upload ever brought, active or not.
    """

    new: int
    restated: int
    unchanged: int
    months: tuple[date, ...]
    repeated_keys: pl.Series

    @property
    def accepted(self) -> int:
        """Rows that change something."""
        return self.new + self.restated


def months_touched(workspace: Workspace, kind: Kind, upload_id: str) -> list[date]:
    """Return the months of an upload's rows and of every other row with one of their keys.

    These are all the months whose numbers may change when the upload is undone or redone.
    """
    lake = workspace.lake
    facts = parquet(lake.files(kind.value, lake.version(kind.value)))
    with working_connection() as connection:
        rows = connection.sql(f"""
            SELECT DISTINCT fact.month FROM {facts} AS fact
            SEMI JOIN (SELECT record_key FROM {facts} WHERE upload_id = {quoted(upload_id)}) AS own
            USING (record_key) ORDER BY fact.month
        """).fetchall()
    return [month for (month,) in rows]


def classify(
    workspace: Workspace, publication: Publication | None, kind: Kind, rows_file: Path
) -> Effect:
    """Compare a checked extract with what a publication shows.

    Args:
        workspace: where the lake is.
        publication: what readers see now, None before the first upload.
        kind: the extract's kind.
        rows_file: its rows, Parquet in the table's schema without upload_id and restates.
    """
    lake = workspace.lake
    newest = lake.version(kind.value) if lake.exists(kind.value) else None
    with working_connection() as connection:
        connection.execute(
            f"CREATE TEMP VIEW new_row AS SELECT * FROM read_parquet({quoted(str(rows_file))}, "
            "hive_partitioning = false)"
        )
        create_visible(
            connection,
            lake,
            kind=kind,
            version=publication.tables.get(kind.value) if publication else None,
            uploads=publication.uploads if publication else (),
        )
        states, months = _compare(connection, kind)
        files = lake.files(kind.value, newest) if newest is not None else []
        repeated = _repeated_keys(connection, files)
    return Effect(
        new=states.get("new", 0),
        restated=states.get("restated", 0),
        unchanged=states.get("unchanged", 0),
        months=months,
        repeated_keys=repeated,
    )


def _compare(connection: Connection, kind: Kind) -> tuple[dict[str, int], tuple[date, ...]]:
    """Count the new rows by what they change, and list the months that they change."""
    columns = [name for name in table_of(kind).schema() if name not in SYSTEM_COLUMNS]
    same = " AND ".join(f"new_row.{name} IS NOT DISTINCT FROM old.{name}" for name in columns)
    connection.execute(f"""
        CREATE TEMP TABLE compared AS
        SELECT new_row.month, old.month AS old_month,
               CASE WHEN old.record_key IS NULL THEN 'new' WHEN {same} THEN 'unchanged'
                    ELSE 'restated' END AS state
        FROM new_row LEFT JOIN visible AS old USING (record_key)
    """)
    states = connection.sql("SELECT state, count(*) FROM compared GROUP BY state").fetchall()
    months = connection.sql("""
        SELECT DISTINCT unnest([month, old_month]) AS month FROM compared
        WHERE state <> 'unchanged' ORDER BY month
    """).fetchall()
    return dict(states), tuple(month for (month,) in months if month is not None)


def _repeated_keys(connection: Connection, files: Sequence[Path]) -> pl.Series:
    """Return the new rows' keys that any row ever had, whether its upload is active or not."""
    if not files:
        return pl.Series("record_key", [], dtype=pl.String())
    keys: pl.Series = (
        connection.sql(f"""
            SELECT record_key FROM new_row SEMI JOIN {parquet(files)} AS ever USING (record_key)
        """)
        .pl()
        .to_series()
    )
    return keys
