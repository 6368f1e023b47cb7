"""What is expected, how late is it, and of which months and hospitals is nothing there?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cxboard.domain.numbers import counted
from cxboard.domain.periods import Period, add_months, month_name, months_between
from cxboard.domain.sources import ExpectedSource
from cxboard.domain.vocabulary import Kind
from cxboard.queries.arrivals import arrivals
from cxboard.queries.organisation import register
from cxboard.queries.reader import Reader, opened
from cxboard.storage.publications import Publication
from cxboard.storage.receipt_parts import kept
from cxboard.storage.uploads import all_uploads
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A period that is due, and of which hospitals nothing is there; none named: of anybody."""

    period: Period
    hospitals: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The gap in words."""
        whole = ", ".join(self.hospitals) or "nothing at all"
        return f"{self.period.describe()}: {whole}"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one expected source stands on a day.

    `latest` is the last month of which anything is there. `late` is the first period after it
    whose extract is due, `days_late` counts from its due day. `gaps` are due periods up to
    `latest`, the newest first, that are missing somewhere. `next_due` is when the next extract is
    due that is not there yet.
    """

    source: ExpectedSource
    latest: date | None
    late: Period | None
    days_late: int
    gaps: tuple[Gap, ...]
    next_due: date

    @property
    def is_whole(self) -> bool:
        """Whether everything is there that is due."""
        return self.late is None and not self.gaps

    @property
    def short(self) -> str:
        """The standing as a few words for a page's head."""
        title = self.source.title
        if self.late:
            days = counted(self.days_late, "day")
            return f"{title} {days} late"
        if self.latest is None:
            return f"{title} not due yet"
        return f"{title} to {month_name(self.latest)}" + (", with gaps" if self.gaps else "")


def standings(
    workspace: Workspace,
    publication: Publication | None,
    sources: Sequence[ExpectedSource],
    today: date,
) -> tuple[Standing, ...]:
    """Return how every expected source stands, the latest of them first.

    Args:
        workspace: where lake and ledger are.
        publication: what readers see; None before the first upload.
        sources: what is expected.
        today: the day to compare due days with.
    """
    reader = opened(workspace, publication) if publication else None
    found = (_standing(workspace, reader, source, today) for source in sources)
    return tuple(sorted(found, key=lambda one: (-one.days_late, one.source.title)))


def _standing(
    workspace: Workspace, reader: Reader | None, source: ExpectedSource, today: date
) -> Standing:
    there = _there(workspace, reader, source) if reader else frozenset()
    hospitals = _hospitals(reader, source) if reader else {}
    months = [month for _, month in there]
    latest = max(months, default=None)
    due = source.periods_due(today)
    later = [period for period in due if latest is None or period.first > latest]
    gaps = [_gap(period, there, hospitals) for period in due if period not in later]
    return Standing(
        source=source,
        latest=latest,
        late=later[0] if later else None,
        days_late=(today - source.due(later[0])).days if later else 0,
        gaps=tuple(gap for gap in reversed(gaps) if gap),
        next_due=source.due(later[0]) if later else _next_due(source, latest),
    )


def _gap(
    period: Period, there: frozenset[tuple[str, date]], hospitals: dict[str, str]
) -> Gap | None:
    """Return what is missing of a period; a quarter is there when each of its months is."""
    wanted = set(months_between(period.first, period.last))
    if not any(month in wanted for _, month in there):
        return Gap(period=period)
    lacking = [
        name
        for key, name in hospitals.items()
        if not wanted <= {month for place, month in there if place == key}
    ]
    return Gap(period=period, hospitals=tuple(lacking)) if lacking else None


def _next_due(source: ExpectedSource, latest: date | None) -> date:
    """Return when the first period is due that ends after what is there."""
    after = source.since if latest is None else max(source.since, add_months(latest, 1))
    return source.due(source.period_of(after))


def _there(
    workspace: Workspace, reader: Reader, source: ExpectedSource
) -> frozenset[tuple[str, date]]:
    """Return hospitals and months of which there is anything; the hospital "" for any of them."""
    if source.profile:
        return _by_profile(workspace, reader.publication.uploads, source)
    found = _arrivals(reader, source.kind)
    if source.facility_id:
        return frozenset(each for each in found if each[0] == source.facility_id)
    return found


def _by_profile(
    workspace: Workspace, uploads: Sequence[str], source: ExpectedSource
) -> frozenset[tuple[str, date]]:
    readings = kept(workspace.ledger, "reading")
    return frozenset(
        ("", month)
        for record in all_uploads(workspace.ledger)
        if record.upload_id in uploads and record.kind is source.kind
        if readings.get(record.upload_id, {}).get("profile") == source.profile
        for month in record.months
    )


def _hospitals(reader: Reader, source: ExpectedSource) -> dict[str, str]:
    """Return the names of the hospitals that a source speaks of; none where any of them will do."""
    if source.profile or source.kind is Kind.PUBLISHED:
        return {}
    names = dict(register(reader).select("facility_id", "facility_name").iter_rows())
    if source.facility_id:
        return {source.facility_id: names.get(source.facility_id, source.facility_id)}
    return names


@lru_cache(maxsize=16)
def _arrivals(reader: Reader, kind: Kind) -> frozenset[tuple[str, date]]:
    return arrivals(reader, kind)
