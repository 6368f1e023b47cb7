"""One publication, opened for reading: a locked DuckDB connection and a cursor for each call.

The rollup of everybody is copied into memory, because every page asks for it; cuts are read from
Parquet until somebody has them held. The connection may read the publication's own files and
nothing else, and no setting can be changed any more.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

import duckdb

from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.queries.calendar import TIMES, create_calendar
from cxboard.queries.enumerations import enumerate_names
from cxboard.queries.held_cuts import hold_cuts
from cxboard.queries.rollup_source import Overlay, parquet_or_nothing, query_of_rollups
from cxboard.storage import moments
from cxboard.storage.publications import Publication
from cxboard.storage.tables import ROLLUPS
from cxboard.storage.visible import create_visible, quoted
from cxboard.storage.workspace import Workspace

_SMALL_KINDS = (Kind.ORGANISATION, *CMS_KINDS)
"""Tables that pages read row by row; they are small, and copied into memory too."""

ENUMERATED = ("facility_id", "unit_id", "service_line", "item")
"""Columns of "rollup" that are enumerations, each of a type named like it."""

_OPEN_AT_ONCE = 4
"""Publications kept open: the newest, the one before (a rerun may still use it), two "as of"."""


class Reader:
    """A publication's data. Cursors may be used from any thread, one each."""

    def __init__(
        self, workspace: Workspace, publication: Publication, overlay: Overlay | None = None
    ) -> None:
        """Open a publication.

        Args:
            workspace: where its lake is.
            publication: which one.
            overlay: counts of an upload that is not published yet, to see what it would change.
        """
        self.publication = publication
        self._holding, self._holds_cuts = threading.Lock(), False
        self._connection = duckdb.connect()
        rollup = _rollup_files(workspace, publication)
        _set(self._connection, "threads = 2", "memory_limit = '2GB'", "enable_progress_bar = false")
        _load_rollup(
            self._connection,
            query_of_rollups(self._connection, workspace, publication, rollup, overlay),
        )
        self.known = {name: _values_of(self._connection, name) for name in ENUMERATED}
        for kind in _SMALL_KINDS:
            _load_small(self._connection, workspace, publication, kind)
        summed = _load_moments(self._connection, workspace, publication)
        _lock(self._connection, [*(path for paths in rollup.values() for path in paths), *summed])

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of its own for one call: a connection must not be shared by threads."""
        return self._connection.cursor()

    def hold_cuts(self) -> None:
        """Copy the cuts into memory, too: a second now, a third of the time for every question.

        Questions asked meanwhile read Parquet, as they do where there are too many rows to hold.
        """
        with self._holding:
            if not self._holds_cuts:
                hold_cuts(self.cursor())
                self._holds_cuts = True

    def close(self) -> None:
        """Free the memory."""
        self._connection.close()


_readers: OrderedDict[tuple[Path, str], Reader] = OrderedDict()
_readers_lock = threading.Lock()


def opened(workspace: Workspace, publication: Publication) -> Reader:
    """Return the reader of a publication, the same for every caller in this process."""
    key = (workspace.data_dir, publication.id)
    with _readers_lock:
        if key not in _readers:
            _readers[key] = Reader(workspace, publication)
        _readers.move_to_end(key)
        while len(_readers) > _OPEN_AT_ONCE:
            _readers.popitem(last=False)  # freed when its last cursor is
        return _readers[key]


def _rollup_files(workspace: Workspace, publication: Publication) -> dict[Kind, list[Path]]:
    return {
        kind: workspace.lake.files(rollup, publication.tables[rollup])
        for kind, rollup in ROLLUPS.items()
        if rollup in publication.tables
    }


def _load_rollup(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """Create "rollup" (everybody, in memory), "rollup_cut" (one cut at a time), and "place"."""
    connection.execute(f"CREATE VIEW counted AS {source}")
    create_calendar(connection, "counted")
    connection.execute(
        "CREATE VIEW rollup_cut AS SELECT * FROM counted JOIN calendar USING (month)"
    )
    connection.execute("CREATE TABLE everybody AS SELECT * FROM rollup_cut WHERE cut = 'all'")
    columns = enumerate_names(connection, "everybody", ENUMERATED, "name")
    connection.execute(
        f"CREATE TABLE rollup AS SELECT month, {', '.join(TIMES.values())}, {columns}, "
        "answer, n FROM everybody "
        "ORDER BY item, month"
    )
    connection.execute(
        "CREATE TABLE place AS SELECT DISTINCT facility_id, unit_id, service_line FROM everybody"
    )
    connection.execute("DROP TABLE everybody")


def _values_of(connection: duckdb.DuckDBPyConnection, name: str) -> frozenset[str]:
    rows = connection.execute(f"SELECT unnest(enum_range(NULL::{name}_name))").fetchall()
    return frozenset(value for (value,) in rows)


def _load_small(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    publication: Publication,
    kind: Kind,
) -> None:
    create_visible(
        connection,
        workspace.lake,
        kind=kind,
        version=publication.tables.get(kind.value),
        uploads=publication.uploads,
    )
    connection.execute(f"CREATE TABLE {kind.value} AS SELECT * FROM visible")


def _load_moments(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, publication: Publication
) -> list[Path]:
    """Create "moments", the sums of people's scores, which stay in Parquet; return its files."""
    version = publication.tables.get(moments.TABLE)
    files = [] if version is None else workspace.lake.files(moments.TABLE, version)
    connection.execute(f"CREATE VIEW moments AS {parquet_or_nothing(files, moments.SCHEMA)}")
    return files


def _lock(connection: duckdb.DuckDBPyConnection, files: Iterable[Path]) -> None:
    """Leave only the publication's own files readable. Order matters; the last step is final."""
    allowed = ", ".join(quoted(str(path)) for path in files)
    _set(
        connection,
        f"allowed_paths = [{allowed}]",
        "enable_external_access = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_community_extensions = false",
        "python_enable_replacements = false",
        "lock_configuration = true",
    )


def _set(connection: duckdb.DuckDBPyConnection, *settings: str) -> None:
    for setting in settings:
        connection.execute(f"SET {setting}")
