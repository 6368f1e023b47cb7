"""Signals: what has really changed, where, since when, and who owns it?"""

from cxboard.ui import cached, empty_state, page, sections, signal_table, state

TITLE = "Signals"

filters = state.current_filters()
found = sections.signals(filters) if filters else None

if found is None:
    page.begin(title=TITLE, finding="There is nothing to judge yet.")
    empty_state.stop("surveys_of_scorecard" if cached.published_states() else "everything")

page.begin(
    title=TITLE,
    finding=signal_table.finding(found),
    details=signal_table.details(found),
    as_of=found.as_of,
)
if not found.judged:
    empty_state.stop("months")

signal_table.show(found)
link = signal_table.study(found)
signal_table.show_alerts(found.alerts)
page.end(
    sources=["own surveys, contacts, feedback and indicators"],
    notes=[*signal_table.notes(found), *page.provisional_notes(found.as_of)],
    **link,
)
