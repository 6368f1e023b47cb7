"""Uploads: which files were ever taken in, by whom, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from cxboard.domain.errors import UnknownValue
from cxboard.domain.vocabulary import Kind
from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import uploads
from cxboard.storage.seals import break_seal, seal


@dataclass(frozen=True, kw_only=True)
class UploadRecord:
    """One file in the ledger. `counts` are those of its receipt."""

    seq: int
    upload_id: str
    sha256: str
    rows_sha256: str
    file_name: str
    size: int
    kind: Kind
    by: str
    state: str
    staged_at: datetime
    committed_at: datetime | None
    counts: dict[str, int]
    months: tuple[date, ...]


def upload_id_of(sha256: str, kind: Kind) -> str:
    """Return the id of a file's upload: the same file always gets the same one."""
    return f"{kind.value}-{sha256[:12]}"


def find_by_sha256(ledger: Ledger, sha256: str, kind: Kind | None = None) -> UploadRecord | None:
    """Return the latest committed upload (of a kind) of a file with this SHA-256, or None."""
    query = (
        select(uploads)
        .where(uploads.c.sha256 == sha256, uploads.c.state == "committed")
        .order_by(uploads.c.seq.desc())
    )
    if kind is not None:
        query = query.where(uploads.c.kind == kind)
    with ledger.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else _record(row)


def all_uploads(ledger: Ledger) -> list[UploadRecord]:
    """Return every upload, newest first."""
    with ledger.read() as connection:
        rows = connection.execute(select(uploads).order_by(uploads.c.seq.desc()))
        return [_record(row) for row in rows]


def get_upload(ledger: Ledger, upload_id: str) -> UploadRecord:
    """Return an upload by its id or a beginning of it that no other has, or raise UnknownValue."""
    every = all_uploads(ledger)
    found = [record for record in every if record.upload_id == upload_id] or [
        record for record in every if record.upload_id.startswith(upload_id)
    ]
    if len(found) == 1 and upload_id:
        return found[0]
    raise UnknownValue("upload", upload_id, (record.upload_id for record in every))


def stage(connection: Connection, **values: Any) -> str:
    """Write that a file is on its way, and return the upload id that its rows shall carry.

    A file that was cut off keeps its place and id, and the next attempt finds its rows in the lake.
    If the checked rows are others this time, the attempt gets an id of its own, so that what the
    former one may have left in the lake never counts. A file that was published and is now read
    otherwise is a further upload; the former one keeps its place in what was published.
    """
    known = connection.execute(
        select(uploads).where(uploads.c.sha256 == values["sha256"]).order_by(uploads.c.seq)
    ).all()
    fields = values | {"state": "staged", "staged_at": now()}
    same = [row for row in known if row.rows_sha256 == values["rows_sha256"]]
    replaced = same or [row for row in known if row.state == "staged"]
    if known:
        fields["upload_id"] = same[0].upload_id if same else _next_attempt(known[-1].upload_id)
    if replaced:
        break_seal(connection, "upload", replaced[0].upload_id)
        connection.execute(update(uploads).where(uploads.c.seq == replaced[0].seq).values(**fields))
    else:
        connection.execute(insert(uploads).values(**fields))
    return str(fields["upload_id"])


def first_attempt(upload_id: str) -> str:
    """Return the id that a file's first upload has: later ones are numbered behind a plus sign."""
    return upload_id.partition("+")[0]


def _next_attempt(upload_id: str) -> str:
    attempt = upload_id.partition("+")[2]
    return f"{first_attempt(upload_id)}+{int(attempt or 1) + 1}"


def mark_committed(connection: Connection, upload_id: str) -> None:
    """Write that a file's rows are published."""
    connection.execute(
        update(uploads)
        .where(uploads.c.upload_id == upload_id)
        .values(state="committed", committed_at=now())
    )
    seal(connection, "upload", upload_id)


def _record(row: Row[Any]) -> UploadRecord:
    values = row._asdict()
    months = tuple(date.fromisoformat(month) for month in values["months"])
    return UploadRecord(**values | {"kind": Kind(values["kind"]), "months": months})
