"""Did it work? What became of each action's measure, beside places where nothing was done."""

from cxboard.ui import cached, empty_state, impact_table, page, sections, state

TITLE = "Did it work?"

filters = state.current_filters()
board = sections.impact_board(filters) if filters else None

if filters is None or board is None:
    page.begin(title=TITLE, finding="There is nothing to judge an action by yet.")
    empty_state.stop("surveys_of_outlook" if cached.published_states() else "everything")

page.begin(
    title=TITLE,
    finding=board.finding,
    details=board.details,
    as_of=board.as_of,
    whom=board.about,
    basis=["each judged over the whole of its place"],
)
if not board.cases:
    empty_state.stop("actions")

head = page.keep_place()
case = impact_table.choose(board)
impact_table.show_case(case)
with head:
    impact_table.show_all(board, case)
page.end(
    sources=["own surveys and contacts", "register of actions", "statsmodels for the regressions"],
    notes=[*impact_table.NOTES, *page.provisional_notes(board.as_of)],
    action=f"{case.action.id}",
)
