"""Equity: for whom is care lived as worse, and is the gap real?"""

from cxboard.ui import empty_state, equity_tables, page, sections, state

TITLE = "Equity"

filters = state.current_filters()
found = sections.equity(filters) if filters else None

if found is None:
    page.begin(title=TITLE, finding="There is nothing to show yet.")
    empty_state.stop("surveys_of_care")

page.begin(
    title=TITLE,
    finding=found.finding,
    details=found.details,
    as_of=found.as_of,
    basis=page.filter_words() if found.refusal else (),
    contacts=False,
)
if found.refusal:
    empty_state.stop("whole_hospitals")
if not found.compared:
    empty_state.stop("surveys_of_care")

equity_tables.show_gaps(found)
chosen = equity_tables.show_groups(found)
page.end(sources=["own surveys"], notes=[equity_tables.CHANCE, equity_tables.LIMITS], by=chosen)
