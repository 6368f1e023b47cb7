"""Executive scorecard: is the experience of care improving, and where must we act?"""

from cxboard.ui import cached, empty_state, links, page, receipt, scorecard_table, sections, state

TITLE = "Executive scorecard"

filters = state.current_filters()
card = sections.scorecard(filters) if filters else None

if filters is None or card is None:
    page.begin(title=TITLE, finding="There is nothing to show yet.")
    empty_state.stop("surveys_of_scorecard" if cached.published_states() else "everything")

page.begin(
    title=TITLE,
    finding=card.finding,
    details=links.sentences(card.details),
    as_of=card.as_of,
)
if not card.rows:
    empty_state.stop("answers")

scorecard_table.show(card)
page.end(
    sources=["own surveys and contacts", "benchmarks as named above"],
    notes=scorecard_table.notes(card),
)
receipt.offer(filters)
