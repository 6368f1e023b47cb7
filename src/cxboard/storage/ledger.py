"""The ledger: one SQL database that says what is in the lake. The only module that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    select,
    text,
)

from cxboard.storage import register_tables as _register_tables  # noqa: F401  # joins metadata
from cxboard.storage.ledger_tables import metadata, uploads

BUSY_MS = 10_000
"""How long a writer waits for another one; a ledger transaction takes a few milliseconds."""


def now() -> datetime:
    """Return this moment in UTC, without a zone, as the ledger stores it."""
    return datetime.now(UTC).replace(tzinfo=None)


class Ledger:
    """A SQLite file or, by URL, any PostgreSQL database."""

    def __init__(self, url: str) -> None:
        """Open the database and create the tables that are missing."""
        self.engine: Engine = create_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        if self.is_sqlite:
            event.listen(self.engine, "connect", _harden_sqlite)
            event.listen(self.engine, "begin", _begin_immediate)
        metadata.create_all(self.engine)
        self._let_a_file_come_twice()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Yield a connection inside one write transaction; commit unless an error escapes."""
        writing = self.engine.connect().execution_options(cxboard_write=True)
        with writing as connection, connection.begin():
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection for reading one consistent state."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    def _let_a_file_come_twice(self) -> None:
        """Lift the rule of older ledgers that no two uploads are of one file.

        A file that is read in another way is another upload. SQLite cannot drop a rule, so its
        table is copied.
        """
        rules = inspect(self.engine).get_unique_constraints(uploads.name)
        barred = [rule["name"] for rule in rules if rule["column_names"] == ["sha256"]]
        if not barred:
            return
        with self.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text(f'ALTER TABLE uploads DROP CONSTRAINT "{barred[0]}"'))
                return
            connection.execute(text("ALTER TABLE uploads RENAME TO uploads_before"))
            uploads.create(connection)
            before = Table("uploads_before", MetaData(), autoload_with=connection)
            rows = select(before)
            connection.execute(insert(uploads).from_select(before.columns.keys(), rows))
            before.drop(connection)

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _harden_sqlite(connection: Any, _record: Any) -> None:
    """Make a power cut lose nothing that was acknowledged, and leave BEGIN to us."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first could not upgrade later."""
    writes = connection.get_execution_options().get("cxboard_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
