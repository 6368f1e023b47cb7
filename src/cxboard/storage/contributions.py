"""Which uploads do the visible rows of some months and places come from?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.completeness import Incomplete
from cxboard.domain.vocabulary import Kind
from cxboard.storage.completeness import why_incomplete
from cxboard.storage.publications import Publication
from cxboard.storage.tables import table_of
from cxboard.storage.visible import create_visible, working_connection
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One upload's visible rows, and how many of them are surveys that do not count, by reason."""

    upload_id: str
    rows: int
    broken_off: int
    too_few_answers: int


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
    why = why_incomplete() if kind is Kind.SURVEY else "NULL"
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
            SELECT upload_id, count(*), count(*) FILTER (WHERE why = {Incomplete.BROKEN_OFF:d}),
                   count(*) FILTER (WHERE why = {Incomplete.TOO_FEW_ANSWERS:d})
            FROM (SELECT *, {why} AS why FROM visible WHERE {where})
            GROUP BY upload_id ORDER BY upload_id
            """,
            wanted,
        ).fetchall()
    return tuple(
        Contribution(upload_id=upload, rows=n, broken_off=broken_off, too_few_answers=too_few)
        for upload, n, broken_off, too_few in rows
    )
