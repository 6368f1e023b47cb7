"""Messages: what happened to files that a folder or a schedule brought while nobody looked."""

from cxboard.ui import empty_state, inbox, page

TITLE = "Messages"

found = inbox.messages()
page.begin(title=TITLE, finding=inbox.finding(found))
if found:
    inbox.show(found)
else:
    empty_state.show("messages")
page.end(sources=["the ledger"])
