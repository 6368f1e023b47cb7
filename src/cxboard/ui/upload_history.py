"""What was taken in, by whom, with what effect; and the way back: undo and redo."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.catalogue import get_measure
from cxboard.domain.numbers import NOT_THERE, format_change, format_count
from cxboard.domain.periods import moment_name
from cxboard.reports.upload_pdf import upload_pdf
from cxboard.results import change_words
from cxboard.results.history import Consequences, Effect, HistoryRow, UploadState
from cxboard.results.service import service
from cxboard.results.upload_receipt import UploadReceipt, months_of
from cxboard.ui import (
    cached_extracts,
    choice,
    data_table,
    effect_tables,
    page,
    state,
    switch_desk,
)
from cxboard.ui.plain import as_plain
from cxboard.ui.switch_desk import Deed

_HEAD = (
    "Upload",
    "State",
    "Months",
    "Accepted",
    "Restated",
    "Rejected",
    "Headline measures moved",
    "Published",
    "By",
)
_COUNTS = ("Accepted", "Restated", "Rejected")
_SEARCH = "Search in files, kinds, states, months (Sep 2026), senders and hashes"
_BUSY = "This page may be closed, and everybody else goes on as before."
_READERS = "Analysts and administrators can undo and redo uploads; you are signed in to read."


def search() -> str:
    """Show the search field and return the words."""
    return choice.text(_SEARCH, key="search")


def finding(rows: Sequence[HistoryRow]) -> str:
    """Return what readers see of all that was ever taken in, as one sentence."""
    if not rows:
        return "Nothing was taken in yet."
    counts = {kind: sum(row.state is kind for row in rows) for kind in UploadState}
    shown = counts[UploadState.PUBLISHED]
    some = f"All {len(rows)}" if shown == len(rows) else f"{shown} of {len(rows)}"
    whole = "The one upload is" if len(rows) == shown == 1 else f"{some} uploads are"
    parts = [f"{whole} what readers see"]
    if undone := counts[UploadState.UNDONE]:
        parts.append(f"{undone} {'was' if undone == 1 else 'were'} undone")
    if cut := counts[UploadState.CUT_OFF]:
        parts.append(f"{cut} {'was' if cut == 1 else 'were'} cut off and can be sent again")
    return f"{'; '.join(parts)}."


def show_list(rows: Sequence[HistoryRow], chosen: str) -> None:
    """Show uploads as a table, newest first; the chosen one is marked."""
    names = (
        tag("th", name, scope="col", class_="cx-number" if name in _COUNTS else None)
        for name in _HEAD
    )
    head = tag("thead", tag("tr", *names))
    body = tag("tbody", *(_line(row, chosen) for row in rows))
    caption = "Uploads, newest first. Of two rows with one key the newer upload’s counts."
    whole = tag("table", tag("caption", caption), head, body, class_="cx-table")
    st.html(tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption))


def choose(rows: Sequence[HistoryRow]) -> HistoryRow:
    """Let the reader choose one of the uploads and return it; the newest is the default."""
    labels = {row.record.upload_id: _label(row) for row in rows}
    chosen = choice.select("Upload to look at", labels, key="upload")
    return next(row for row in rows if row.record.upload_id == chosen)


def show_receipt(row: HistoryRow) -> None:
    """Show the receipt of an upload and what it changed, to read and to download."""
    upload_id = row.record.upload_id
    receipt = UploadReceipt(row=row, effect=cached_extracts.upload_effect(upload_id))
    page.section(f"Receipt of {row.record.file_name}", f"{upload_id}, {row.state}.")
    data_table.show("Receipt", [["Of the upload", "Stated"], *map(list, receipt.lines())])
    if problems := receipt.problems():
        head = ["Weight", "Column", "Rows", "What was found"]
        data_table.show("Told about the file", [head, *map(_problem, problems)])
    effect_tables.show_headlines(
        "Headline measures when it was published",
        receipt.effect.changes,
        "No headline measure moved when it was published.",
    )
    effect_tables.show_turned(
        "Verdicts that turned, and numbers that appeared or were hidden",
        receipt.effect.turned or (),
        "No verdict turned, and no number appeared or was hidden.",
    )
    _downloads(receipt)


def _downloads(receipt: UploadReceipt) -> None:
    """Offer the receipt as files, which are made when they are asked for."""
    name, place = receipt.row.record.upload_id, st.container(horizontal=True)
    place.download_button(
        "Receipt as PDF",
        lambda: upload_pdf(receipt),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        on_click="ignore",
    )
    place.download_button(
        "Receipt as JSON",
        lambda: json.dumps(receipt.as_json(), indent=2, ensure_ascii=False),
        file_name=f"{name}.json",
        mime="application/json",
        on_click="ignore",
    )


def show_switch(row: HistoryRow) -> None:
    """Offer to undo or redo an upload: first what it would change, then the deed."""
    if row.state is UploadState.CUT_OFF:
        return
    verb = switch_desk.verb_of(row)
    page.section(f"{verb} this upload")
    if not state.may_write() or service().is_read_only:
        st.caption(_READERS if not state.may_write() else "Nothing can be changed at the moment.")
        return
    if _at_work() is not None:
        _wait()
        return
    if told := state.heard():
        st.success(told)
    upload_id = row.record.upload_id
    if st.button(f"Show what {verb.lower()}ing it changes", key=f"ask_{upload_id}"):
        state.consider(upload_id)
    if state.considered() == upload_id:
        _show_consequences(cached_extracts.consequences(upload_id))
        label = f"{verb} {as_plain(row.record.file_name)}"
        if st.button(label, key=f"do_{upload_id}", type="primary"):
            service().require_writable()
            switch_desk.begin(service().workspace, state.name(), row)
            state.consider(None)
            st.rerun()


def _at_work() -> Deed | None:
    return switch_desk.find(service().workspace, state.name())


@st.fragment(run_every=0.5)
def _wait() -> None:
    """Say what an undo or redo is doing; at its end the page reads the new publication."""
    deed = _at_work()
    if deed is None or not deed.is_busy:
        state.tell(switch_desk.take(service().workspace, state.name()))
        st.rerun()
    st.info(f"{deed.verb}ing {as_plain(deed.file)}: {deed.stand}. {_BUSY}")
    if st.button("Cancel", key="cancel_switch"):
        switch_desk.cancel(service().workspace, state.name())


def _show_consequences(found: Consequences) -> None:
    st.html(tag("p", change_words.touched(found), class_="cx"))
    effect_tables.show_headlines(change_words.HEADLINES, found.changes, change_words.NO_HEADLINE)
    effect_tables.show_turned(change_words.TURNED, found.turned, change_words.NONE_TURNED)
    if found.seen:
        effect_tables.show_seen(change_words.SEEN, found.seen)
    if found.later:
        st.html(tag("p", change_words.kept(found), class_="cx"))


def _line(row: HistoryRow, chosen: str) -> Markup:
    record, counts = row.record, row.record.counts
    return tag(
        "tr",
        tag("th", join([record.file_name, tag("small", record.upload_id)]), scope="row"),
        tag("td", row.state, class_=None if row.state is UploadState.PUBLISHED else "cx-none"),
        tag("td", months_of(row.record)),
        *(
            tag("td", format_count(counts.get(name, 0)), class_="cx-number")
            for name in map(str.lower, _COUNTS)
        ),
        tag("td", _moved(row.effect)),
        tag("td", _when(row), class_="cx-nowrap"),
        tag("td", record.by),
        aria_current="true" if record.upload_id == chosen else None,
    )


def _label(row: HistoryRow) -> str:
    """Return what an undo leaves true: a box goes on showing the label that it opened with."""
    return f"{row.record.file_name} ({row.record.upload_id})"


def _when(row: HistoryRow) -> str:
    moment = row.record.committed_at
    return moment_name(moment) if moment else "never"


def _problem(problem: Mapping[str, Any]) -> list[str]:
    column, rows = problem["column"] or NOT_THERE, format_count(problem["count"])
    return [problem["severity"], column, rows, f"{problem['message']} {problem['fix']}"]


def _moved(found: Effect | None) -> str:
    """Return how many headline measures an upload moved, the one that moved most by name."""
    if found is None:
        return NOT_THERE
    moves = [
        (abs(change.after - change.before), change)
        for change in found.changes
        if change.after is not None and change.before is not None
    ]
    if not moves:
        return f"{len(found.changes)} appeared or hidden" if found.changes else "none"
    _, most = max(moves, key=lambda move: move[0])
    assert most.after is not None and most.before is not None  # noqa: PT018  (narrowed above)
    moved = format_change(most.after - most.before)
    return f"{len(found.changes)}, most {get_measure(most.measure).short_title} {moved}"
