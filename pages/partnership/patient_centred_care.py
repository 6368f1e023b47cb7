"""Patient-centred care: which of the eight domains is strong, which weak, and where?"""

from cxboard.ui import care_tables, empty_state, links, one_measure, page, sections, state

TITLE = "Patient-centred care"

filters = state.current_filters()
found = sections.care(filters) if filters else None

if found is None:
    page.begin(title=TITLE, finding="There is nothing to show yet.")
    empty_state.stop("surveys_of_care")

page.begin(
    title=TITLE,
    finding=found.finding,
    details=links.sentences(found.details),
    as_of=found.as_of,
    contacts=False,
)
if not found.rows:
    empty_state.stop("surveys_of_care")

care_tables.show_domains(found)
link = one_measure.show(care_tables.charted(found))
care_tables.show_places(found)
care_tables.show_items(found)
page.end(sources=["own surveys"], notes=care_tables.notes(found), **link)
