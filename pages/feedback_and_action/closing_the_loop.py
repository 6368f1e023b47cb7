"""Closing the loop: are poor scores called back, and complaints answered, in time?"""

import streamlit as st

from cxboard.ui import (
    empty_state,
    links,
    loop_tables,
    page,
    receipt,
    scorecard_table,
    sections,
    state,
)

TITLE = "Closing the loop"

filters = state.current_filters()
found = sections.loop(filters) if filters else None

if found is None:
    page.begin(title=TITLE, finding="There is nothing to show yet.")
    empty_state.stop("feedback")

card = found.card
page.begin(
    title=TITLE,
    finding=card.finding,
    details=links.sentences(card.details),
    as_of=card.as_of,
    basis=[loop_tables.basis(found)],
    surveys=False,
    contacts=False,
)
if not card.rows:
    empty_state.stop("feedback")

st.html(scorecard_table.table(card.rows, None))
link = loop_tables.study(found)
loop_tables.show_open(found)
loop_tables.show_hospitals(found)
loop_tables.show_topics(found)
page.end(
    sources=["own feedback", "monthly indicators"],
    notes=[loop_tables.DUE, loop_tables.CUSTOM, *scorecard_table.rules(card.rows)],
    **link,
)
receipt.offer(filters)
