"""Framework assessment: how mature is what we do, area by area, and what changed?"""

from cxboard.ui import empty_state, framework_forms, framework_table, page

TITLE = "Framework assessment"

board = framework_table.board()
page.begin(
    title=TITLE, finding=board.finding, details=board.details, basis=framework_table.as_of(board)
)
if board.latest is None:
    empty_state.show("reviews")
framework_table.show(board)
page.section("Assess an area, or begin a review")
framework_forms.edit(board)
page.end(
    sources=["the organisation’s own assessment, kept by analysts and administrators"],
    notes=framework_table.notes(board),
)
