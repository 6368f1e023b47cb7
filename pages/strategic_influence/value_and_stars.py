"""Value and stars: what would our surveys earn, and what would one star or point more take?"""

from cxboard.ui import (
    cached,
    empty_state,
    engagement_table,
    page,
    payment_table,
    published_table,
    receipt,
    sections,
    state,
    value_table,
)

TITLE = "Value and stars"

filters = state.current_filters()
states = cached.published_states()
link: dict[str, str] = {}
terms: payment_table.Terms | None = None
notes: tuple[str, ...] = ()
finding, basis = "There is nothing to show yet.", list[str]()
value = sections.value(filters) if filters else None

head = page.keep_place()
if value is None:
    empty_state.show("surveys" if states else "everything")
else:
    page.begin(
        title=TITLE,
        finding=value.finding,
        as_of=value.as_of,
        basis=["planning estimate"],
        contacts=False,
        place=head,
    )
    if value.as_of.surveys == 0:
        empty_state.show("answers")
    else:
        value_table.show_points(value, filters)
        terms = payment_table.show(value.domain, value.fiscal_year)
        link |= {**terms.link, **value_table.show_what_if(value, terms)}
        value_table.show_stars(value)
    value_table.show_beside(value)
    notes = value_table.NOTES
if states:
    page.section("Stars as CMS published them", published_table.ADJUSTED)
    chosen, hospital = published_table.choose(states, preferred=state.state_code())
    value_table.show_published(hospital)
    link |= {**chosen, **engagement_table.show(hospital, terms)}
    finding, basis = engagement_table.finding(hospital), published_table.basis(hospital)
if value is None:
    page.begin(title=TITLE, finding=finding, basis=basis, place=head)
page.end(
    sources=["own surveys", "VBP standards and star cut points in data/reference"],
    notes=notes,
    **link,
)
receipt.offer(filters)
