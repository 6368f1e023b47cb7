"""Why was nothing published although the file may be right? Disk, lake or ledger, as a problem."""

from __future__ import annotations

from cxboard.domain.errors import Busy, CxBoardError
from cxboard.ingest.report import Problem, error

_VERIFY = "`cxboard verify`, on the server, names what is wrong."

_SHOWN = 200
"""Characters of a library's message that are repeated."""


def not_saved(wrong: Exception) -> Problem:
    """Return what kept a file from being published."""
    if isinstance(wrong, Busy):
        return error("busy", str(wrong), "Send the file again in a few minutes.")
    if isinstance(wrong, CxBoardError):
        return error("not_publishable", str(wrong), f"Nothing was published. {_VERIFY}")
    return error(
        "not_saved",
        f"The data folder could not be read or written: {in_a_line(wrong)}.",
        f"Nothing was published. Make room or mend the data folder; then send it again. {_VERIFY}",
    )


def in_a_line(wrong: Exception) -> str:
    """Return an error in one line, for people: a library's own words, shortened."""
    text = getattr(wrong, "strerror", None) or (str(wrong).splitlines() or [""])[0]
    return text[:_SHOWN].rstrip(".") or type(wrong).__name__


def rows_rejected(count: int, good: int) -> Problem:
    """Return the problem of a file of which `good` rows passed and `count` did not."""
    if not good:
        fix = "Mend the rows; the file of rejected rows says what is wrong with each."
        return error("no_good_row", "No row passed the checks.", fix, count=count)
    return error(
        "rows_rejected",
        "Some rows did not pass the checks, so none of the file was published.",
        "Mend them and send the file again, or publish the others alone.",
        count=count,
        option="--accept-partial",
    )


def changed_meanwhile() -> Problem:
    """Return the problem of a file that somebody wrote to while it was read."""
    return error(
        "file_changed",
        "The file was written to, or removed, while it was read.",
        "Send it again when its export is finished.",
    )
