"""Are new rows known ones whose key is written otherwise? Then both would count.

A spreadsheet takes the zeros before an id; another program changes its capitals or its hyphens.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cxboard.domain.vocabulary import Kind
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.tables import table_of
from cxboard.storage.visible import create_visible, quoted, working_connection
from cxboard.storage.workspace import Workspace

_MOST = 200_000
"""New rows that are looked up; a month of the largest system has fewer."""

_PLAIN = (
    "regexp_replace(regexp_replace(regexp_replace(lower({0}), '\\.0$', ''), '[\\s_-]', '', 'g'), "
    "'^([^0-9]*)0+([0-9])', '\\1\\2')"
)
"""A key without what programs change: capitals, blanks, hyphens, zeros before, “.0” behind."""


@dataclass(frozen=True, kw_only=True)
class Respelt:
    """How many new keys are published ones but for their writing, and one of them both ways."""

    count: int
    new: str
    published: str


def respelt_keys(
    workspace: Workspace, effect: Published | Preview, kind: Kind, rows_file: Path
) -> Respelt | None:
    """Compare an upload's new keys with those that readers saw before in the same months.

    Args:
        workspace: where the lake is.
        effect: what the upload did, or would do.
        kind: its kind; only keys of one column are ids that another program may have changed.
        rows_file: its rows.
    """
    before, key = effect.before, table_of(kind).key
    new = effect.accepted - effect.restated
    if before is None or kind.value not in before.tables or len(key) > 1 or not 0 < new <= _MOST:
        return None
    with working_connection() as connection:
        create_visible(
            connection,
            workspace.lake,
            kind=kind,
            version=before.tables[kind.value],
            uploads=before.uploads,
            months=effect.months,
        )
        id_of = key[0]
        count, one, other = connection.execute(
            f"WITH old AS (SELECT {id_of} AS id, {_PLAIN.format(id_of)} AS plain FROM visible), "  # noqa: S608 (names are ours)
            f"sent AS (SELECT {id_of} AS id, {_PLAIN.format(id_of)} AS plain "
            f"FROM read_parquet({quoted(str(rows_file))}, hive_partitioning = false)) "
            "SELECT count(DISTINCT sent.id), min(sent.id), min_by(old.id, sent.id) "
            "FROM sent JOIN old USING (plain) WHERE sent.id NOT IN (SELECT id FROM old)"
        ).fetchone() or (0, "", "")
    return Respelt(count=count, new=one, published=other) if count else None
