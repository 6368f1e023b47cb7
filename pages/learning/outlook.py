"""Outlook: where are the headline measures heading, and how far can that be trusted?"""

from cxboard.ui import cached, empty_state, outlook_table, page, sections, state

TITLE = "Outlook"

filters = state.current_filters()
outlook = sections.outlook(filters) if filters else None

if filters is None or outlook is None:
    page.begin(title=TITLE, finding="There is nothing to look ahead from yet.")
    empty_state.stop("surveys_of_outlook" if cached.published_states() else "everything")

page.begin(
    title=TITLE,
    finding=outlook.finding,
    details=outlook.details,
    as_of=outlook.as_of,
    basis=["estimates"],
)
if not outlook.rows:
    empty_state.stop("answers")

row = outlook_table.choose(outlook)
outlook_table.show_fan(row)
outlook_table.show_all(outlook, row, filters.period.last)
page.end(
    sources=["own surveys and contacts", "statsmodels AutoReg for the forecasts"],
    notes=[*outlook_table.NOTES, *page.provisional_notes(outlook.as_of)],
    forecast=row.measure.id,
)
