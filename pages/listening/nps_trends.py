"""NPS trends: would people recommend us, how sure are we, and does HCAHPS say the same?"""

from cxboard.ui import cached, empty_state, nps_tables, page, sections, state

TITLE = "NPS trends"

filters = state.current_filters()
found = sections.nps(filters) if filters else None

if found is None:
    page.begin(title=TITLE, finding="There is nothing to show yet.")
    empty_state.stop("surveys_of_care" if cached.published_states() else "everything")

page.begin(
    title=TITLE,
    finding=nps_tables.finding(found),
    as_of=found.as_of,
    contacts=False,
)
if not found.series:
    empty_state.stop("answers")

nps_tables.show(found)
page.end(
    sources=["own surveys, likelihood to recommend from 0 to 10"],
    notes=[*nps_tables.notes(found), *page.provisional_notes(found.as_of)],
)
