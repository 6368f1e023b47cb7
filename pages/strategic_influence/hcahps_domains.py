"""HCAHPS domains: which parts of the hospital stay are strong, which weak, and where?"""

from cxboard.ui import (
    cached,
    chart_panel,
    domain_picker,
    domain_table,
    empty_state,
    page,
    published_table,
    state,
)

TITLE = "HCAHPS domains"

filters = state.current_filters()
states = cached.published_states()
link: dict[str, str] = {}
notes: list[str] = []

head = page.keep_place()

if filters is None:
    empty_state.show("surveys" if states else "everything")
else:
    instrument, chosen = domain_picker.show()
    link = {"instrument": instrument.value, "measure": chosen}
    domains = cached.domains(filters, instrument)
    page.begin(title=TITLE, finding=domains.finding, as_of=domains.as_of, place=head)

    if domains.rows:
        domain_table.show(domains, chosen)
        detail = cached.domain_detail(filters, chosen, state.state_code())
        page.section(detail.headline, detail.measure.question)
        chart_panel.show_trend(detail)
        domain_table.show_items(detail)
        page.section("By hospital", "Every domain against the reference in the first row.")
        domain_table.show_hospitals(domains)
        notes = domain_table.notes(domains)
    else:
        empty_state.show("answers")

if states:
    page.section("Published by CMS", published_table.ADJUSTED)
    link |= published_table.show_section(states, preferred=state.state_code())
if filters is None:
    page.begin(title=TITLE, finding=published_table.finding(link.get("state")), place=head)
page.end(sources=["own surveys", "CMS Provider Data Catalog, HCAHPS"], notes=notes, **link)
