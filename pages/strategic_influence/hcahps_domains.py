"""HCAHPS domains: which parts of the hospital stay are strong, which weak, and where?"""

from cxboard.ui import (
    cached,
    chart_panel,
    domain_picker,
    domain_table,
    empty_state,
    linear_table,
    page,
    published_table,
    receipt,
    state,
)

TITLE = "HCAHPS domains"

filters = state.current_filters()
states = cached.published_states()
link, notes = dict[str, str](), list[str]()
head = page.keep_place()

if filters is None:
    empty_state.show("surveys" if states else "everything")
else:
    instrument, chosen = domain_picker.show(filters.period)
    link = {"instrument": instrument.value, "measure": chosen}
    domains = cached.domains(filters, instrument)
    page.begin(
        title=TITLE,
        finding=domains.finding,
        details=domain_table.details(domains),
        as_of=domains.as_of,
        basis=[domain_picker.name(instrument)],
        contacts=False,
        place=head,
    )

    if domains.rows:
        domain_table.show(domains, instrument, chosen)
        detail = cached.domain_detail(filters, chosen, state.state_code())
        page.section(detail.headline, detail.measure.question)
        chart_panel.show_trend(detail)
        domain_table.show_parts(detail)
        domain_table.show_places(domains, instrument, filters, chosen)
        linear_table.show(domains)
        notes = domain_table.notes(domains)
    elif domain_picker.was_used(instrument, filters.period):
        empty_state.show("answers")
    else:
        empty_state.show("survey_in_use")

if states:
    page.section("Published by CMS", published_table.ADJUSTED)
    link |= published_table.show_section(states, preferred=state.state_code())
if filters is None:
    finding, basis = published_table.finding(link.get("state"))
    page.begin(title=TITLE, finding=finding, basis=basis, place=head)
page.end(sources=["own surveys", "CMS Provider Data Catalog, HCAHPS"], notes=notes, **link)
receipt.offer(filters)
