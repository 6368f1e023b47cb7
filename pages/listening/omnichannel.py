"""Omnichannel satisfaction: how does care go on every channel, and what moved the total?"""

from cxboard.ui import empty_state, omnichannel_tables, one_measure, page, sections, state

TITLE = "Omnichannel satisfaction"

filters = state.current_filters()
found = sections.omnichannel(filters) if filters else None

if found is None:
    page.begin(title=TITLE, finding="There is nothing to show yet.")
    empty_state.stop("contacts")

page.begin(
    title=TITLE, finding=found.finding, details=found.details, as_of=found.as_of, surveys=False
)
if not found.channels.groups:
    empty_state.stop("contacts")

omnichannel_tables.show_channels(found)
link = one_measure.show(found.charted)
omnichannel_tables.show_split(found)
omnichannel_tables.show_journey(found)
omnichannel_tables.show_grid(found)
omnichannel_tables.show_adoption(found)
page.end(
    sources=["own contacts", "satisfaction: CSAT", "ease: CES 2.0"],
    notes=omnichannel_tables.notes(found),
    **link,
)
