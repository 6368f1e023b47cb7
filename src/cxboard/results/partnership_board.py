"""The partnership register as a board reads it: who takes part, and what became of their advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.actions import Engagement
from cxboard.domain.filters import Filters
from cxboard.domain.partnership import Involvement, Partnership


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """One level of engagement: running work; recommendations open, late and closed."""

    level: Engagement
    work: int
    open: int
    late: int
    closed: int


@dataclass(frozen=True, kw_only=True)
class PartnershipBoard:
    """Work and recommendations of a population; open ones first, the longest due before others."""

    finding: str
    details: tuple[str, ...]
    levels: tuple[LevelRow, ...]
    work: tuple[Partnership, ...]
    advice: tuple[Partnership, ...]
    late: frozenset[int]


def partnership_board(
    entries: Sequence[Partnership], today: date, filters: Filters | None = None
) -> PartnershipBoard:
    """Return the register for a population (everybody when None).

    Args:
        entries: the register.
        today: the day on which a recommendation is overdue or not.
        filters: the population chosen.
    """
    fitting = [each for each in entries if filters is None or each.touches(filters)]
    advice = [each for each in fitting if each.kind is Involvement.RECOMMENDATION]
    work = [each for each in fitting if each.kind is not Involvement.RECOMMENDATION]
    late = frozenset(each.id for each in advice if each.is_overdue(today))
    return PartnershipBoard(
        finding=_finding(work, advice, late),
        details=_details(work),
        levels=tuple(_level(level, work, advice, late) for level in Engagement),
        work=tuple(sorted(work, key=lambda w: (not w.is_open, list(Involvement).index(w.kind)))),
        advice=tuple(sorted(advice, key=lambda a: (not a.is_open, a.due or date.max, a.id))),
        late=late,
    )


def _level(
    level: Engagement,
    work: Sequence[Partnership],
    advice: Sequence[Partnership],
    late: frozenset[int],
) -> LevelRow:
    mine = [each for each in advice if each.level is level]
    return LevelRow(
        level=level,
        work=sum(each.is_open and each.level is level for each in work),
        open=sum(each.is_open for each in mine),
        late=sum(each.id in late for each in mine),
        closed=sum(not each.is_open for each in mine),
    )


def _finding(
    work: Sequence[Partnership], advice: Sequence[Partnership], late: frozenset[int]
) -> str:
    if not work and not advice:
        return "No work with patients is written down here yet."
    closed = sum(not each.is_open for each in advice)
    if not advice:
        return f"{len(work)} entries of work with patients, and no recommendation of theirs yet."
    rest = f"{closed} of {len(advice)} are closed"
    if not late:
        return f"No recommendation of patients is overdue; {rest}."
    overdue = [each for each in advice if each.id in late]
    first = min(overdue, key=lambda each: (each.due or date.max, each.id))
    noun = "recommendation of patients is" if len(late) == 1 else "recommendations of patients are"
    which = "" if len(late) == 1 else ", the longest"
    return f"{len(late)} {noun} overdue{which}: “{first.title}” ({first.lead_role}); {rest}."


def _details(work: Sequence[Partnership]) -> tuple[str, ...]:
    details = []
    names = {
        Involvement.COUNCIL: ("advisory council", "advisory councils", "members"),
        Involvement.CO_DESIGN: ("piece of co-design work", "pieces of co-design work", "partners"),
        Involvement.VOLUNTEERS: ("group of volunteers", "groups of volunteers", "people"),
    }
    for kind, (one, many, whom) in names.items():
        running = [each for each in work if each.kind is kind and each.is_open]
        people = sum(each.people or 0 for each in running)
        if running:
            noun = one if len(running) == 1 else many
            details.append(f"{len(running)} {noun} with {people} {whom}.")
    return tuple(details)
