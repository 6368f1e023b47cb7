"""The register of actions as a board reads it: overdue first, and one sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.domain.actions import Action
from cxboard.domain.filters import Filters
from cxboard.domain.numbers import counted


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """One action; `days_late` is None while it is not overdue."""

    action: Action
    days_late: int | None


@dataclass(frozen=True, kw_only=True)
class ActionBoard:
    """Actions, overdue first, then open ones by due day, then those that are over, newest first."""

    finding: str
    details: tuple[str, ...]
    rows: tuple[ActionRow, ...]


def action_board(
    actions: Sequence[Action],
    today: date,
    filters: Filters | None = None,
    *,
    measure_id: str = "",
    owner_role: str = "",
    status: str = "",
) -> ActionBoard:
    """Return the actions that fit every choice; an empty choice narrows nothing.

    Args:
        actions: the register.
        today: the day on which something is overdue or not.
        filters: the population chosen; None where nothing can be chosen.
        measure_id: the measure that they are about.
        owner_role: the role that owns them.
        status: an ActionStatus, or "overdue".
    """
    fitting = [
        ActionRow(action=each, days_late=_days_late(each, today))
        for each in actions
        if (filters is None or each.touches(filters))
        and measure_id in ("", each.measure_id)
        and owner_role in ("", each.owner_role)
    ]
    shown = [row for row in fitting if status in ("", row.action.status, _lateness(row))]
    rows = tuple(sorted(shown, key=_rank))
    return ActionBoard(finding=_finding(rows), details=_details(rows), rows=rows)


def _days_late(action: Action, today: date) -> int | None:
    return (today - action.due).days if action.is_overdue(today) else None


def _lateness(row: ActionRow) -> str:
    return "" if row.days_late is None else "overdue"


def _rank(row: ActionRow) -> tuple[int, int, int]:
    action = row.action
    if row.days_late is not None:
        return 0, -row.days_late, action.id
    if action.status.is_open:
        return 1, action.due.toordinal(), action.id
    return 2, -action.due.toordinal(), action.id


def _finding(rows: Sequence[ActionRow]) -> str:
    if not rows:
        return "No action fits this selection."
    still = [row for row in rows if row.action.status.is_open]
    late = [row for row in rows if row.days_late is not None]
    if not still:
        return f"{counted(len(rows), 'action')}, and all are over."
    if not late:
        return f"{counted(len(still), 'open action')}, none overdue."
    first = late[0].action
    verb, which = ("is", "") if len(late) == 1 else ("are", ", the longest")
    return (
        f"{len(late)} of {counted(len(still), 'open action')} {verb} overdue{which}: "
        f"“{first.title}” ({first.owner_role}), by {counted(late[0].days_late or 0, 'day')}."
    )


def _details(rows: Sequence[ActionRow]) -> tuple[str, ...]:
    one_sided = [r for r in rows if r.action.status.is_open and r.action.serves_one_side]
    over = sum(not row.action.status.is_open for row in rows)
    details = []
    if one_sided:
        names = "; ".join(f"“{row.action.title}”" for row in one_sided[:2])
        verb = "serves" if len(one_sided) == 1 else "serve"
        details.append(
            f"{len(one_sided)} of the open ones {verb} one side only, patient or customer, which "
            f"often costs the other: {names}."
        )
    if over and over < len(rows):
        details.append(f"{counted(over, 'action')} done or stopped.")
    return tuple(details)
