"""What became of a file? One receipt, as a table, a document, and what a PDF is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cxboard.domain.numbers import NOT_THERE, format_count
from cxboard.domain.periods import Period, moment_name
from cxboard.results.history import Effect, HistoryRow, effect, history
from cxboard.storage.tables import table_of
from cxboard.storage.uploads import UploadRecord, get_upload
from cxboard.storage.workspace import Workspace

COUNTS = ("read", "accepted", "restated", "rejected", "duplicate", "unchanged")
"""Read = accepted + rejected + duplicate + unchanged; restated rows are among those accepted."""


@dataclass(frozen=True, kw_only=True)
class UploadReceipt:
    """An upload with what it moved when it was published."""

    row: HistoryRow
    effect: Effect

    def lines(self) -> list[tuple[str, str]]:
        """Return what it states, as names and texts."""
        record = self.row.record
        return [
            ("Upload", f"{record.upload_id}, {self.row.state}"),
            ("File", f"{record.file_name}, {format_count(record.size)} bytes"),
            ("SHA-256", record.sha256),
            ("Kind", record.kind.value),
            ("Published", f"{self.when} by {record.by}"),
            ("Months", months_of(record)),
            *((f"Rows {name}", format_count(record.counts.get(name, 0))) for name in COUNTS),
            *_read_as(self.row.reading),
        ]

    @property
    def when(self) -> str:
        """When it was published, in UTC."""
        moment = self.row.record.committed_at
        return moment_name(moment) if moment else "never"

    def problems(self) -> list[Mapping[str, Any]]:
        """Return what was found wrong with the file, or told about it."""
        return list(self.row.reading.get("problems", ()))

    def as_json(self) -> dict[str, Any]:
        """Return the receipt as a document."""
        record, found = self.row.record, self.effect
        return {
            "upload_id": record.upload_id,
            "file": record.file_name,
            "sha256": record.sha256,
            "size": record.size,
            "kind": record.kind.value,
            "state": self.row.state.value,
            "by": record.by,
            "published_at": record.committed_at and record.committed_at.isoformat(),
            "rows": {name: record.counts.get(name, 0) for name in COUNTS},
            "periods": [f"{month:%Y-%m}" for month in record.months],
            "read_as": dict(self.row.reading),
            "kpi_changes": [asdict(change) for change in found.changes],
            "turned": None if found.turned is None else [asdict(one) for one in found.turned],
        }


def months_of(record: UploadRecord) -> str:
    """Return the first and the last month of an upload's rows; of some kinds they have none."""
    if not record.months or table_of(record.kind).day is None:
        return NOT_THERE
    return Period(first=min(record.months), last=max(record.months)).describe()


def upload_receipt(workspace: Workspace, upload_id: str) -> UploadReceipt:
    """Return the receipt of an upload, or raise UnknownValue."""
    known = get_upload(workspace.ledger, upload_id).upload_id
    row = next(row for row in history(workspace) if row.record.upload_id == known)
    return UploadReceipt(row=row, effect=effect(workspace, known))


def _read_as(reading: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return how the file was read, as far as that was kept."""
    if not reading:
        return []
    shape, version = reading["shape"], reading.get("profile_version")
    source = reading["layout"] or NOT_THERE
    if version is not None:
        source += f", profile version {version}"
    parts = [shape["form"], shape["encoding"], shape["delimiter"] and f"“{shape['delimiter']}”"]
    told = [part for part in parts if part] + [f"column names in line {shape['header_row']}"]
    columns = [
        column if column == header else f"{header} as {column}"
        for column, header in reading["columns"].items()
    ]
    return [
        ("Read by", source),
        ("Read as", ", ".join(told)),
        ("Columns", "; ".join(columns)),
        ("Left out, not stored", ", ".join(reading["left_out"]) or NOT_THERE),
        ("Rules", f"catalogue {reading['rules'][:12]}"),
    ]
