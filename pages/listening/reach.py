"""Reach: whom do the surveys hear, and whom do they miss?"""

from cxboard.ui import empty_state, page, reach_tables, scorecard_table, sections, state

TITLE = "Reach"

filters = state.current_filters()
found = sections.reach(filters) if filters else None

if found is None:
    page.begin(title=TITLE, finding="There is nothing to show yet.")
    empty_state.stop("reach")

page.begin(
    title=TITLE, finding=found.finding, details=found.details, as_of=found.as_of, contacts=False
)
if found.rate is None and not found.modes.groups:
    empty_state.stop("reach")

link = reach_tables.show_rate(found)
reach_tables.show_groups(found)
reach_tables.show_modes(found)
reach_tables.show_coverage(found)
rules = scorecard_table.rules([found.rate]) if found.rate else []
page.end(
    sources=["own surveys", "monthly indicators: surveys sent, people served"],
    notes=[*page.provisional_notes(found.as_of), *reach_tables.notes(found), *rules],
    **link,
)
