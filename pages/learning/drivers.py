"""Drivers: what goes with a good rating, and which of it scores below the median?"""

from cxboard.ui import cached, driver_table, empty_state, page, sections, state

TITLE = "Drivers"

filters = state.current_filters()

if filters is None:
    page.begin(title=TITLE, finding="There is nobody’s answers to compare yet.")
    empty_state.stop("surveys_of_drivers" if cached.published_states() else "everything")

head = page.keep_place()
outcome = driver_table.choose()
board = sections.driver_board(filters, outcome)
page.begin(
    title=TITLE,
    finding=board.finding,
    details=board.details,
    as_of=board.as_of,
    basis=driver_table.basis(board) if board.rows else (),
    contacts=False,
    place=head,
)
if board.rows:
    driver_table.show(board)
elif board.has_surveys:
    empty_state.show("drivers")
else:
    empty_state.show("surveys_of_drivers")
page.end(
    sources=["own surveys, answers of the same people", "relative weights: Johnson, 2000"],
    notes=driver_table.notes(board) if board.rows else (),
    outcome=outcome,
)
