"""What stands below the reason of a verdict: single hospitals, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.charts.markup import Markup, tag
from cxboard.domain.actions import Action
from cxboard.domain.periods import day_name, month_name
from cxboard.results.types import HospitalConcern, ScorecardRow
from cxboard.ui import links, register_fields


def open_actions(actions: Sequence[Action]) -> tuple[Markup, ...]:
    """Return the open action that is due first, its day, owner and place, and how many more."""
    if not actions:
        return ()
    first, *more = sorted(actions, key=lambda action: action.due)
    parts = [f"due {day_name(first.due)}", first.owner_role]
    if first.facility_id:
        parts.append(register_fields.place_text(first.facility_id, first.unit_id))
    parts += [f"and {len(more)} more"] if more else []
    about = tag("small", " · ".join(parts))
    return (tag("p", tag("b", "Action: "), first.title, about, class_="cx-action"),)


def worse_at(row: ScorecardRow | None) -> tuple[Markup, ...]:
    """Return a line for each hospital at which a measure really worsened."""
    return tuple(_worse(concern) for concern in row.worse_at) if row else ()


def _worse(concern: HospitalConcern) -> Markup:
    row = concern.row
    since = f" since {month_name(row.trend.since)}" if row.trend and row.trend.since else ""
    name = links.to_place(row.measure, concern.facility_id, "", concern.place)
    return tag("p", name, f": getting worse{since}", class_="cx-action cx-there")
