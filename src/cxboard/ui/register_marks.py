"""Which actions, annotations and rebases are marked on the chart of a measure?"""

from __future__ import annotations

from cxboard.charts.marks import Mark
from cxboard.domain.actions import Action
from cxboard.domain.filters import Filters
from cxboard.domain.records import Placed
from cxboard.ui import cached, register_fields, state


def of(measure_id: str, filters: Filters | None = None) -> list[Mark]:
    """Return the starts of a measure's actions, what people noted, and where limits begin anew.

    Args:
        measure_id: the measure that is charted.
        filters: the population that is charted; the one at hand when None.
    """
    filters = filters or state.current_filters()
    return _marks(measure_id, filters) if filters else []


def beside(action: Action) -> list[Mark]:
    """Return what else was done and happened where an action is at work."""
    filters = state.current_filters()
    return _marks(action.measure_id, action.narrow(filters), but=action.id) if filters else []


def _marks(measure_id: str, filters: Filters, but: int = 0) -> list[Mark]:
    kept = cached.registers()
    marks = [
        Mark(day=action.start, text=f"{action.title} ({_where(action)})")
        for action in kept.actions_of(measure_id, filters)
        if action.id != but
    ]
    notes = kept.annotations_of(measure_id, filters)
    marks += [Mark(day=note.month, text=f"{note.text} ({_where(note)})") for note in notes]
    return marks + [
        Mark(day=each.month, text=f"limits drawn anew by {each.decided_by}, because: {each.reason}")
        for each in kept.rebases_of(measure_id, filters)
    ]


def _where(entry: Placed) -> str:
    return register_fields.place_text(entry.facility_id, entry.unit_id)
