"""Which actions and annotations are marked on the chart of a measure?"""

from __future__ import annotations

from cxboard.charts.marks import Mark
from cxboard.domain.records import Placed
from cxboard.ui import cached, register_fields, state


def of(measure_id: str) -> list[Mark]:
    """Return the starts of a measure's actions, and what people noted, for this population."""
    filters = state.current_filters()
    if filters is None:
        return []
    kept = cached.registers()
    marks = [
        Mark(day=action.start, text=f"{action.title} ({_where(action)})")
        for action in kept.actions_of(measure_id, filters)
    ]
    notes = kept.annotations_of(measure_id, filters)
    return marks + [Mark(day=note.month, text=f"{note.text} ({_where(note)})") for note in notes]


def _where(entry: Placed) -> str:
    return register_fields.place_text(entry.facility_id, entry.unit_id)
