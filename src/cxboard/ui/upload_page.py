"""From a file to a publication: hand it in, see what it would change, publish it, undo it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import NOT_THERE, format_count
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.days import DayStyle
from cxboard.ingest.forms import FORMS, Reading
from cxboard.ingest.report import IngestReport, Problem
from cxboard.ingest.said import Said
from cxboard.results.service import service
from cxboard.ui import change_table, column_match, data_table, ingest_desk, links, page, state
from cxboard.ui.ingest_desk import Desk

_AUTO = "found by itself"
_ENCODINGS = (_AUTO, "utf-8", "utf-16", "cp1252", "latin-1")
_DELIMITERS = {_AUTO: None, "comma": ",", "semicolon": ";", "tab": "\t", "bar |": "|"}
_COUNTS = ("read", "accepted", "restated", "rejected", "duplicate", "unchanged")
_READERS = "Analysts and administrators can upload; you are signed in to read."
_BUSY = (
    "{what} {file}: {seconds} s so far. This page may be closed; the result waits here, and "
    "everybody else goes on as before."
)
_STYLES = re.compile(r"--dates (\w+)=([\w|-]+)")


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
    rows = report.rows
    if report.outcome == "published":
        return f"{report.file} is published: readers now see {report.publication}."
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


def show(desk: Desk | None) -> None:
    """Show the way from a file to a publication, as far as it is gone."""
    if not state.may_write():
        st.caption(_READERS)
        return
    if service().is_read_only:
        st.caption("Nothing can be taken in at the moment: lake and ledger differ.")
        return
    if desk is None or not desk.is_busy:
        _receive()
    if desk is None:
        return
    if desk.job.report is None:
        _wait()
        return
    _show_report(desk.job.report)
    if not desk.job.publishes:
        column_match.show(desk)
        _show_questions(desk, desk.job.report.problems)
        _show_reading(desk)
    _show_deeds(desk, desk.job.report)


def _receive() -> None:
    extensions = sorted({name.removeprefix(".") for name in FORMS})
    given = st.file_uploader("Extract", type=extensions, key=f"extract_{state.turn('extract')}")
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
    st.info(_BUSY.format(what=what, file=desk.path.name, seconds=desk.job.elapsed))


def _show_report(report: IngestReport) -> None:
    rows = report.rows
    page.section(
        "What is in the file",
        f"{report.kind or 'Unknown kind'}; {_months(report.periods)}. Read = accepted + rejected + "
        "duplicate + unchanged.",
    )
    facts = (
        tag("div", tag("dt", name.capitalize()), tag("dd", format_count(getattr(rows, name))))
        for name in _COUNTS
    )
    st.html(tag("dl", *facts, class_="cx cx-facts"))
    found = [problem for problem in report.problems if problem.code != "rows_rejected"]
    if found:
        data_table.show("What was found", _problems(found))
    if report.rejects_file is not None and report.rejects_file.exists():
        st.download_button(
            f"Rejected rows with their reasons ({format_count(rows.rejected)})",
            report.rejects_file.read_bytes(),
            file_name=f"rejected-{report.file}.csv",
            mime="text/csv",
            on_click="ignore",
        )
    if report.outcome in ("dry_run", "published"):
        _show_effect(report)


def _show_effect(report: IngestReport) -> None:
    title = "What it would change" if report.outcome == "dry_run" else "What it changed"
    restated = format_count(report.rows.restated)
    page.section(title, f"{restated} rows that readers have seen are said anew.")
    if report.kpi_changes:
        data_table.show(
            "Headline measures of the whole system", change_table.rows(report.kpi_changes)
        )
    else:
        st.html(tag("p", "No headline measure moves.", class_="cx"))


def _show_questions(desk: Desk, problems: Sequence[Problem]) -> None:
    """Ask what only a person can decide: days that can be read in more than one way."""
    asked = [_STYLES.search(one.fix) for one in problems if one.code == "ambiguous_dates"]
    found = [match.groups() for match in asked if match]
    if not found:
        return
    page.section("How are these days written?")
    with st.form("cx-days"):
        chosen = {
            column: DayStyle(st.selectbox(column, styles.split("|"), key=f"days_{column}"))
            for column, styles in found
        }
        if st.form_submit_button("Read the days so"):
            _again(desk, days=dict(desk.said.days) | chosen)


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


def _months(periods: Sequence[str]) -> str:
    if not periods:
        return "no months"
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _problems(problems: Sequence[Problem]) -> list[list[str]]:
    head = ["Weight", "Column", "First row", "Rows", "What is wrong", "What to do"]
    return [head] + [
        [
            one.severity,
            one.column or NOT_THERE,
            format_count(one.row),
            format_count(one.count),
            one.message,
            one.fix,
        ]
        for one in problems
    ]
