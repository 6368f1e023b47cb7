"""Which uploads do the visible rows of some months and places come from?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.vocabulary import Kind
from cxboard.storage.publications import Publication
from cxboard.storage.tables import table_of
from cxboard.storage.visible import create_visible, working_connection
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One upload's visible rows, and how many of them are surveys that were not completed."""

    upload_id: str
    rows: int
    incomplete: int


def contributions(
    workspace: Workspace,
    publication: Publication,
    kind: Kind,
    months: Iterable[date],
    places: Mapping[str, Sequence[str]],
) -> tuple[Contribution, ...]:
    """Return what each upload contributes, in the order of their ids.

    Args:
        workspace: where the lake is.
        publication: whose rows count.
        kind: which table.
        months: first days of the months.
        places: wanted values by column, such as {"facility_id": ["LH01"]}; columns that the table
            has not are left out.
    """
    columns = table_of(kind).schema()
    wanted = {column: list(values) for column, values in places.items() if column in columns}
    where = " AND ".join(f"list_contains(${column}, {column})" for column in wanted) or "true"
    incomplete = "coalesce(survey_status, 'completed') <> 'completed'"
    with working_connection() as connection:
        create_visible(
            connection,
            workspace.lake,
            kind=kind,
            version=publication.tables.get(kind.value),
            uploads=publication.uploads,
            months=months,
        )
        rows = connection.execute(
            f"""
            SELECT upload_id, count(*),
                   count(*) FILTER (WHERE {incomplete if kind is Kind.SURVEY else "false"})
            FROM visible WHERE {where} GROUP BY upload_id ORDER BY upload_id
            """,
            wanted,
        ).fetchall()
    return tuple(Contribution(upload_id=u, rows=n, incomplete=k) for u, n, k in rows)
