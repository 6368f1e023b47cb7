"""From a file to a publication: hand it in, see what it would change, publish it, undo it."""

from __future__ import annotations

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import counted, format_count
from cxboard.ingest.forms import FORMS
from cxboard.ingest.limits import DEFAULT_LIMITS, megabytes
from cxboard.ingest.report import IngestReport
from cxboard.ingest.ways import asked_of
from cxboard.results.service import service
from cxboard.ui import (
    column_match,
    freshness,
    ingest_desk,
    links,
    state,
    upload_questions,
    upload_report,
)
from cxboard.ui.ingest_desk import Desk
from cxboard.ui.plain import as_plain

_READERS = "Analysts and administrators can upload; you are signed in to read."
_BUSY = (
    "{what} {file}: {stand}; {seconds} s so far. This page may be closed; the result waits here, "
    "and everybody else goes on as before."
)
_SIZE = (
    f"Up to {megabytes(DEFAULT_LIMITS.page_bytes)}; larger files go in by `cxboard ingest` on the "
    "server."
)


def at_hand() -> Desk | None:
    """Return what the visitor works on, or None."""
    return ingest_desk.find(service().workspace, state.name())


def finding(desk: Desk | None) -> str:
    """Return where the visitor's file stands, as one sentence."""
    if desk is None:
        return "Hand in an extract: nothing is published before you have seen what it changes."
    report = desk.job.report
    if report is None:
        return f"{desk.path.name} is being {'published' if desk.job.publishes else 'checked'}."
    if desk.is_foreign:
        return f"Nobody has said yet what {report.file} holds: say it once, below."
    rows = report.rows
    if report.questions:
        what = asked_of(report.questions)
        return f"{report.file} leaves open how its {what} are written: say it below."
    if report.outcome == "published":
        return _published(report)
    if report.outcome == "unchanged":
        return f"{report.file} says nothing new; readers see what they saw before."
    if report.outcome == "dry_run":
        moved = len(report.kpi_changes)
        moves = f"{counted(moved, 'headline measure')} would move"
        if rows.rejected:
            return (
                f"{format_count(rows.rejected)} of {counted(rows.read, 'row')} of {report.file} "
                f"{'does' if rows.rejected == 1 else 'do'} not pass the checks; with the other "
                f"{format_count(rows.accepted)}, {moves}."
            )
        return f"{report.file} can be published: {counted(rows.accepted, 'row')}; {moves}."
    return f"{report.file} cannot be published as it is."


def _published(report: IngestReport) -> str:
    """Say what readers see now: since then the file may have been undone, or another published."""
    now = state.pinned()
    if now in (None, report.publication):
        return f"{report.file} is published: readers now see {report.publication}."
    return f"{report.file} was published as {report.publication}; by now readers see {now}."


def show(desk: Desk | None) -> None:
    """Show the way from a file to a publication, as far as it is gone."""
    if not state.may_write():
        st.caption(_READERS)
    elif service().is_read_only:
        st.caption("Nothing can be taken in at the moment: lake and ledger differ.")
    else:
        _show_way(desk)
    if desk is None:
        freshness.show()


def _show_way(desk: Desk | None) -> None:
    if desk is None or not desk.is_busy:
        _receive()
    if desk is None:
        return
    if desk.job.report is None:
        _wait()
        return
    if not desk.job.publishes:
        upload_questions.show(desk, desk.job.report)
    if not desk.is_foreign:
        upload_report.show(desk.job.report)
    elif desk.job.report.read_as is not None:
        upload_report.show_reading(desk.job.report.read_as)
    if not desk.job.publishes:
        column_match.show(desk)
        upload_questions.show_reading(desk)
    _show_deeds(desk, desk.job.report)


def _receive() -> None:
    extensions = sorted({name.removeprefix(".") for name in FORMS})
    key = f"extract_{state.turn('extract')}"
    given = st.file_uploader("Extract", type=extensions, key=key, help=_SIZE)
    if given is None:
        return
    known = at_hand()
    desk = ingest_desk.put(service().workspace, state.name(), given.name, given.getvalue())
    if known is None or known.sha256 != desk.sha256:
        st.rerun()


@st.fragment(run_every=1.0)
def _wait() -> None:
    """Say how long it has taken so far, and show the page again when it is done."""
    desk = at_hand()
    if desk is None or not desk.is_busy:
        st.rerun()
        return
    what = "Publishing" if desk.job.publishes else "Checking"
    file, stand = as_plain(desk.path.name), desk.job.progress.stand
    st.info(_BUSY.format(what=what, file=file, stand=stand, seconds=desk.job.elapsed))
    if st.button("Cancel", key="cancel"):
        ingest_desk.cancel(service().workspace, state.name())


def _show_deeds(desk: Desk, report: IngestReport) -> None:
    """Offer what can be done now; the count of rows stands on the button."""
    rows, deeds = report.rows, st.container(horizontal=True)
    if report.outcome == "dry_run" and rows.accepted:
        words = f"Publish {counted(rows.accepted, 'row')}"
        if rows.rejected:
            good = counted(rows.accepted, "good row")
            words = f"Publish the {good}, leave {format_count(rows.rejected)} out"
        if deeds.button(words, type="secondary" if rows.rejected else "primary", key="publish"):
            _publish(accept_partial=bool(rows.rejected))
    if deeds.button("Put the file away", key="put_away"):
        ingest_desk.clear(service().workspace, state.name())
        state.next_turn("extract")
        st.rerun()
    if report.outcome == "published" and report.upload_id:
        href = links.address("history", upload=report.upload_id)
        st.html(tag("p", tag("a", "Receipt, and undo", href=href, target="_self"), class_="cx"))


def _publish(*, accept_partial: bool) -> None:
    service().require_writable()
    ingest_desk.publish(service().workspace, state.name(), accept_partial=accept_partial)
    st.rerun()
