"""What do readers see, counted again from ledger, lake and rollup themselves?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from cxboard.domain.vocabulary import Kind
from cxboard.storage.lake import Lake
from cxboard.storage.publications import Publication, current
from cxboard.storage.tables import ROLLUPS
from cxboard.storage.uploads import all_uploads
from cxboard.storage.workspace import Workspace
from tests.campaigns.extracts import Answers

ROLLUP = ROLLUPS[Kind.SURVEY]
_ROWS = "FROM read_parquet($files, hive_partitioning = true)"


@dataclass(frozen=True)
class Recount:
    """The surveys of one data folder at one moment."""

    lake: Lake
    publication: Publication
    staged: frozenset[str]
    """Names of the files that were cut off on their way."""
    newest: dict[str, int]
    """The newest version of every table, whether readers see it or not."""

    @classmethod
    def of(cls, data_dir: Path) -> Recount:
        """Look at a folder that no process is writing to."""
        workspace = Workspace.open(data_dir)
        publication = current(workspace.ledger)
        uploads = all_uploads(workspace.ledger)
        workspace.close()
        assert publication is not None
        staged = frozenset(u.file_name for u in uploads if u.state == "staged")
        newest = {table: workspace.lake.version(table) for table in publication.tables}
        return cls(workspace.lake, publication, staged, newest)

    def visible(self) -> Answers:
        """Return each survey's rating: of one key, the row of the newest active upload."""
        order = {upload_id: place for place, upload_id in enumerate(self.publication.uploads)}
        rows = self._rows(f"SELECT survey_id, rating, upload_id {_ROWS}", "survey")
        kept = [(order[upload], key, rating) for key, rating, upload in rows if upload in order]
        return {key: rating for _, key, rating in sorted(kept)}

    def doubled(self) -> int:
        """Return how many rows stand more than once within one upload."""
        return self._number(
            f"SELECT count(*) - count(DISTINCT (upload_id, record_key)) {_ROWS}", "survey"
        )

    def rolled_up(self) -> int:
        """Return how many surveys the rollup counts."""
        return self._number(
            f"SELECT sum(n) {_ROWS} WHERE item = 'n:survey' AND cut = 'all'", ROLLUP
        )

    def _number(self, query: str, table: str) -> int:
        return int(self._rows(query, table)[0][0] or 0)

    def _rows(self, query: str, table: str) -> list[tuple[Any, ...]]:
        files = [str(path) for path in self.lake.files(table, self.publication.tables[table])]
        with duckdb.connect() as connection:
            return connection.execute(query, {"files": files}).fetchall()
