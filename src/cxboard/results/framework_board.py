"""The self-assessment as a board reads it: each area now and at the review before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.framework import Area, Assessment, Review
from cxboard.domain.letters import capitalised
from cxboard.domain.registers import Registers


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """One area: its latest assessment, its level then and now, and whether its action is late."""

    area: Area
    found: Assessment | None
    before: int | None
    is_late: bool

    @property
    def level(self) -> int | None:
        """The level of the latest review."""
        return self.found.level if self.found else None

    @property
    def change(self) -> int | None:
        """How many levels the area moved since the review before; None without both."""
        if self.level is None or self.before is None:
            return None
        return self.level - self.before


@dataclass(frozen=True, kw_only=True)
class FrameworkBoard:
    """All areas in order. `labels` are the levels' names; placeholders have their numbers told."""

    finding: str
    details: tuple[str, ...]
    rows: tuple[AreaRow, ...]
    latest: Review | None
    previous: Review | None
    labels: dict[int, str]
    placeholder_titles: int
    placeholder_labels: int


def framework_board(kept: Registers, today: date) -> FrameworkBoard:
    """Return the newest review beside the one before it.

    Args:
        kept: the registers.
        today: the day on which an action is overdue or not.
    """
    reviews = sorted(kept.reviews, key=lambda review: (review.held_on, review.id), reverse=True)
    latest, previous = [*reviews, None, None][:2]
    now, before = _found_in(kept, latest), _found_in(kept, previous)
    rows = tuple(
        _row(area, now.get(area.number), before.get(area.number), today) for area in kept.areas
    )
    labels = {each.level: each.label for each in kept.maturities}
    return FrameworkBoard(
        finding=_finding(rows, latest, previous),
        details=_details(rows),
        rows=rows,
        latest=latest,
        previous=previous,
        labels=labels,
        placeholder_titles=sum(not area.id for area in kept.areas),
        placeholder_labels=sum(not each.id for each in kept.maturities),
    )


def _found_in(kept: Registers, review: Review | None) -> dict[int, Assessment]:
    return {a.area: a for a in kept.assessments if review and a.review_id == review.id}


def _row(area: Area, now: Assessment | None, before: Assessment | None, today: date) -> AreaRow:
    late = bool(now and now.action and now.due and now.due < today)
    return AreaRow(area=area, found=now, before=before.level if before else None, is_late=late)


def _finding(rows: Sequence[AreaRow], latest: Review | None, previous: Review | None) -> str:
    if latest is None:
        return "Nobody has assessed the areas of the framework here yet."
    judged = sum(row.level is not None for row in rows)
    late = sum(row.is_late for row in rows)
    up = sum((row.change or 0) > 0 for row in rows)
    down = sum((row.change or 0) < 0 for row in rows)
    said = [f"{late} {'action is' if late == 1 else 'actions are'} overdue"] if late else []
    if previous:
        fell = f"{down} {'area' if down == 1 else 'areas'}" if down else "no area"
        said.append(f"{fell} fell and {up} rose since the review before")
    said.append(f"{judged} of {len(rows)} areas are assessed")
    text = "; ".join(said)
    return f"{capitalised(text)}."


def _details(rows: Sequence[AreaRow]) -> tuple[str, ...]:
    fell = [row.area.title for row in rows if (row.change or 0) < 0]
    low = [row.area.title for row in rows if row.level == 1]
    late = [row.area.title for row in rows if row.is_late]
    told = (("Fell", fell), ("At the lowest level", low), ("Action overdue", late))
    return tuple(f"{what}: {', '.join(names)}." for what, names in told if names)
