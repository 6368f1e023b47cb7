"""Actions: what is done about it, who does it, by when, and what is overdue?"""

from cxboard.ui import action_table, cached, empty_state, page

TITLE = "Actions"

head = page.keep_place()
if cached.registers().actions:
    board = action_table.narrow()
    page.begin(
        title=TITLE,
        finding=board.finding,
        details=board.details,
        basis=action_table.basis(),
        place=head,
    )
    if board.rows:
        action_table.show(board.rows)
else:
    page.begin(
        title=TITLE,
        finding="No action is written down yet.",
        basis=action_table.as_of(),
        place=head,
    )
    empty_state.show("action_register")
page.section("Add or change an action")
action_table.edit()
page.end(sources=["the register of actions, kept by analysts and administrators"])
