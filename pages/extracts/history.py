"""History and undo: what was taken in, by whom, with what effect, and how to take it back."""

from cxboard.ui import cached_extracts, empty_state, page, publication_log, upload_history

TITLE = "History and undo"

every = cached_extracts.history()
page.begin(title=TITLE, finding=upload_history.finding(every))

if every:
    found = cached_extracts.history(upload_history.search())
    if found:
        chosen = upload_history.choose(found)
        upload_history.show_list(found, chosen.record.upload_id)
        upload_history.show_receipt(chosen)
        upload_history.show_switch(chosen)
    else:
        empty_state.show("uploads")
    publication_log.show(cached_extracts.every_publication(), every)
else:
    empty_state.show("everything")
publication_log.show_refused(cached_extracts.every_refusal())
page.end(sources=["the ledger of uploads and publications"])
