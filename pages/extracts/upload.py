"""Upload: from an extract to a publication, with nothing to fear."""

from cxboard.ui import page, upload_page

TITLE = "Upload"

desk = upload_page.at_hand()
page.begin(title=TITLE, finding=upload_page.finding(desk))
upload_page.show(desk)
page.end(sources=["the file at hand, compared with what readers see"])
