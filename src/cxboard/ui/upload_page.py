"""From a file to a publication: hand it in, see what it would change, publish it, undo it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import format_count
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.days import SAID, DayStyle, Question, read_day
from cxboard.ingest.forms import FORMS, Reading
from cxboard.ingest.limits import DEFAULT_LIMITS, megabytes
from cxboard.ingest.report import IngestReport
from cxboard.ingest.said import Said
from cxboard.ingest.saved import keep_profile, named_profile
from cxboard.results.service import service
from cxboard.ui import (
    column_match,
    freshness,
    ingest_desk,
    links,
    page,
    register_fields,
    state,
    upload_report,
)
from cxboard.ui.ingest_desk import Desk
from cxboard.ui.plain import as_plain

_AUTO = "found by itself"
_ENCODINGS = (_AUTO, "utf-8", "utf-16", "cp1252", "latin-1")
_DELIMITERS = {_AUTO: None, "comma": ",", "semicolon": ";", "tab": "\t", "bar |": "|"}
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
        return f"{report.file} leaves open how its days are written: say it below."
    if report.outcome == "published":
        return _published(report)
    if report.outcome == "unchanged":
        return f"{report.file} says nothing new; readers see what they saw before."
    if report.outcome == "dry_run":
        moved = len(report.kpi_changes)
        moves = f"{moved} headline measure{'s' * (moved != 1)} would move"
        good = format_count(rows.accepted)
        if rows.rejected:
            return (
                f"{format_count(rows.rejected)} of {format_count(rows.read)} rows of {report.file} "
                f"do not pass the checks; with the other {good}, {moves}."
            )
        return f"{report.file} can be published: {good} rows; {moves}."
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
    if not desk.is_foreign:
        upload_report.show(desk.job.report)
    elif desk.job.report.read_as is not None:
        upload_report.show_reading(desk.job.report.read_as)
    if not desk.job.publishes:
        column_match.show(desk)
        _show_questions(desk, desk.job.report.questions)
        _show_reading(desk)
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


def _show_questions(desk: Desk, questions: tuple[Question, ...]) -> None:
    """Ask what only a person can decide: days that can be read in more than one way."""
    if not questions:
        return
    page.section(
        "How are these days written?",
        "The file does not tell. The answer is kept with the profile of its source.",
    )
    with st.form("cx-days"):
        chosen = {one.column: _ask_style(one) for one in questions}
        said = {column: style for column, style in chosen.items() if style}
        if st.form_submit_button("Read the days so") and len(said) == len(chosen):
            _say_days(desk, dict(desk.said.days) | said)


def _ask_style(question: Question) -> DayStyle | None:
    """Ask how a column writes its days; nothing is chosen beforehand, so that nobody guesses."""
    return st.selectbox(
        f"“{as_plain(question.header)}”",
        question.choices,
        index=None,
        placeholder=f"Choose what “{question.example}” is",
        format_func=lambda style: _said(question.example, style),
        key=f"days_{question.column}",
    )


def _said(example: str, style: DayStyle) -> str:
    day = read_day(example, style)
    return f"{SAID[style]}: {register_fields.day_text(date.fromisoformat(day) if day else None)}"


def _say_days(desk: Desk, days: Mapping[str, DayStyle]) -> None:
    """Read the days as was said, and keep that with the profile, so that nobody is asked again."""
    report, workspace = desk.job.report, service().workspace
    name = report.read_as.profile if report and report.read_as else None
    if name is None:
        _again(desk, days=days)
    else:
        service().require_writable()
        profile = desk.said.profile or named_profile(workspace, name)
        told = replace(profile, days={**profile.days, **days})
        keep_profile(workspace, told, state.name())
        _again(desk, profile=told)


def _show_reading(desk: Desk) -> None:
    """Let the sender say how the file is to be read where it was read wrongly."""
    with st.expander("Read the file in another way"), st.form("cx-reading"):
        left, right = st.columns(2)
        kinds = [_AUTO, *(kind.value for kind in Kind)]
        kind = left.selectbox("What it holds", kinds)
        header = left.number_input("Line of the column names (0: found by itself)", 0, 1000, 0)
        encoding = right.selectbox("Encoding", _ENCODINGS)
        delimiter = right.selectbox("Delimiter", list(_DELIMITERS))
        sheet = left.text_input("Sheet of a workbook (empty: the first)", max_chars=80)
        if st.form_submit_button("Check again"):
            reading = Reading(
                encoding=None if encoding == _AUTO else encoding,
                delimiter=_DELIMITERS[delimiter],
                header_row=int(header) or None,
                sheet=sheet or None,
            )
            _again(desk, kind=None if kind == _AUTO else Kind(kind), reading=reading)


def _again(desk: Desk, **changed: object) -> None:
    said = Said(**{**vars(desk.said), **changed})
    ingest_desk.check_again(service().workspace, state.name(), said)
    st.rerun()


def _show_deeds(desk: Desk, report: IngestReport) -> None:
    """Offer what can be done now; the count of rows stands on the button."""
    rows, deeds = report.rows, st.container(horizontal=True)
    good = format_count(rows.accepted)
    if report.outcome == "dry_run" and rows.accepted:
        words = f"Publish {good} rows"
        if rows.rejected:
            words = f"Publish the {good} good rows, leave {format_count(rows.rejected)} out"
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
