"""Working with patients: who takes part, at which level, and what became of their advice?"""

from cxboard.ui import action_table, empty_state, page, partnership_table

TITLE = "Working with patients"

board = partnership_table.board()
page.begin(title=TITLE, finding=board.finding, details=board.details, basis=action_table.basis())
if board.work or board.advice:
    page.section(partnership_table.advice_title(board))
    partnership_table.show_advice(board)
    page.section(partnership_table.work_title(board))
    partnership_table.show_work(board)
    page.section("By level of engagement")
    partnership_table.show_levels(board)
else:
    empty_state.show("partnerships")
page.section("How families are involved", partnership_table.family_text())
partnership_table.show_family()
page.section("Add or change an entry")
partnership_table.edit()
page.end(sources=["the partnership register, kept by analysts and administrators", "own surveys"])
