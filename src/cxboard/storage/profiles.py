"""Mapping profiles in the ledger: documents by name, each change a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from cxboard.domain.errors import UnknownValue
from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import mapping_profiles


@dataclass(frozen=True, kw_only=True)
class SavedProfile:
    """The newest version of a profile; what its document holds is the ingest's business."""

    name: str
    version: int
    fingerprint: str
    document: Mapping[str, Any]
    by: str
    saved_at: datetime


def save_profile(
    ledger: Ledger, name: str, fingerprint: str, document: Mapping[str, Any], by: str
) -> SavedProfile:
    """Save a profile; the same name again is its next version."""
    with ledger.begin() as connection:
        query = select(mapping_profiles.c.version).where(mapping_profiles.c.name == name)
        version = max(connection.execute(query).scalars(), default=0) + 1
        values: dict[str, Any] = {
            "name": name,
            "version": version,
            "fingerprint": fingerprint,
            "document": dict(document),
            "by": by,
            "saved_at": now(),
        }
        connection.execute(insert(mapping_profiles).values(**values))
    return SavedProfile(**values)


def saved_profiles(ledger: Ledger) -> list[SavedProfile]:
    """Return the newest version of every profile, by name."""
    query = select(mapping_profiles).order_by(mapping_profiles.c.name, mapping_profiles.c.version)
    with ledger.read() as connection:
        rows = [SavedProfile(**row._mapping) for row in connection.execute(query)]
    return list({row.name: row for row in rows}.values())


def version_of(ledger: Ledger, name: str | None) -> int | None:
    """Return the newest version of a profile; None when none of this name is saved."""
    return next((each.version for each in saved_profiles(ledger) if each.name == name), None)


def remove_profile(ledger: Ledger, name: str) -> None:
    """Forget every version of a profile, or raise UnknownValue."""
    with ledger.begin() as connection:
        query = delete(mapping_profiles).where(mapping_profiles.c.name == name)
        gone = connection.execute(query).rowcount
    if not gone:
        known = (profile.name for profile in saved_profiles(ledger))
        raise UnknownValue("profile", name, known)
