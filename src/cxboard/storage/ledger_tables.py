"""The tables of the ledger: everything that is true of the lake, and who may look at it.

Moments are UTC and stored without a zone, because SQLite keeps none. Columns of type JSON hold
small documents that are only ever read whole.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

uploads = Table(
    "uploads",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("upload_id", String(40), unique=True, nullable=False),
    Column("sha256", String(64), index=True, nullable=False),
    Column("rows_sha256", String(64), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("by", String(80), nullable=False),
    Column("state", String(12), nullable=False),  # staged or committed
    Column("staged_at", DateTime, nullable=False),
    Column("committed_at", DateTime),
    Column("counts", JSON, nullable=False),
    Column("months", JSON, nullable=False),
)
"""One row per file ever published or on its way; two when a file was read in two ways. `seq`
decides which of two rows with one key is the newer; an upload that never left "staged" was cut off
and is in no publication. `rows_sha256` is of its checked rows, which the same file need not give
twice: the register may have grown, or its columns be read otherwise."""

receipt_parts = Table(
    "receipt_parts",
    metadata,
    Column("upload_id", String(40), primary_key=True),
    Column("part", String(12), primary_key=True),  # reading or effect
    Column("document", JSON, nullable=False),
)
"""What a receipt says beyond counts: how a file was read (written with its upload), and what it
moved (written once it is published)."""

publications = Table(
    "publications",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("created_at", DateTime, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("upload_id", String(40)),
    Column("by", String(80), nullable=False),
    Column("tables", JSON, nullable=False),
    Column("uploads", JSON, nullable=False),
    Column("catalogue", String(64), nullable=False),
)
"""One row per publication, the newest being the one that readers see: table versions and active
uploads. `catalogue` is the fingerprint of the measures that its rollup was built for."""

refusals = Table(
    "refusals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("by", String(80), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("sha256", String(64)),
    Column("kind", String(20)),
    Column("reasons", JSON, nullable=False),
)
"""One row per refused attempt to publish a file, never changed."""

seals = Table(
    "seals",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("sha256", String(64), nullable=False),
)
"""SHA-256 of rows of uploads, publications and refusals; ledgers from before have none for their
old ones."""

lake_files = Table(
    "lake_files",
    metadata,
    Column("path", String(512), primary_key=True),
    Column("table_name", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
)
"""Every data file, commit and checkpoint of the lake that a publication relies on."""

users = Table(
    "users",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("password_hash", String(128), nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", DateTime, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user_name", ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("last_seen_at", DateTime, nullable=False),
    Column("expires_at", DateTime, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("ticket_hash", String(64), primary_key=True),
    Column("user_name", ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
    Column("visitor_hash", String(64), nullable=False),
    Column("expires_at", DateTime, nullable=False),
)
"""Single-use, seconds-long passes from the sign-in form to the route that sets the cookie."""

mapping_profiles = Table(
    "mapping_profiles",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
    Column("document", JSON, nullable=False),
    Column("by", String(80), nullable=False),
    Column("saved_at", DateTime, nullable=False),
)
"""How files of one source are read; the highest version counts. `fingerprint` is of the column
names that such a file has."""

messages = Table(
    "messages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("created_at", DateTime, nullable=False),
    Column("recipient", String(80), nullable=False, index=True),
    Column("severity", String(10), nullable=False),  # information or error
    Column("title", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("upload_id", String(40)),
    Column("read_at", DateTime),
)
"""What happened while nobody looked, one row for each user who is to know. `detail` is a list of
sentences."""
