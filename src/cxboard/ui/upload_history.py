"""What was taken in, by whom, with what effect; and the way back: undo and redo."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.numbers import NOT_THERE, format_count
from cxboard.results.history import Consequences, HistoryRow, UploadState
from cxboard.results.kpis import KpiChange
from cxboard.results.service import service
from cxboard.storage import switching
from cxboard.storage.tables import table_of
from cxboard.ui import cached, change_table, choice, data_table, page, state

_HEAD = ("Upload", "State", "Months", "Accepted", "Restated", "Rejected", "Published", "By")
_COUNTS = ("Accepted", "Restated", "Rejected")
_SEARCH = "Search in files, kinds, states, months (2026-09), senders and hashes"
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
    parts = [f"{some} uploads are what readers see"]
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
    record = row.record
    effect = cached.upload_effect(record.upload_id)
    page.section(f"Receipt of {record.file_name}", f"{record.upload_id}, {row.state}.")
    data_table.show("Receipt", _receipt(row))
    if effect:
        data_table.show("Headline measures when it was published", change_table.rows(effect))
    else:
        st.html(tag("p", "No headline measure moved when it was published.", class_="cx cx-none"))
    st.download_button(
        "Receipt as JSON",
        json.dumps(_document(row, effect), indent=2, ensure_ascii=False),
        file_name=f"{record.upload_id}.json",
        mime="application/json",
        on_click="ignore",
    )


def show_switch(row: HistoryRow) -> None:
    """Offer to undo or redo an upload: first what it would change, then the deed."""
    if row.state is UploadState.CUT_OFF:
        return
    verb = "Undo" if row.state is UploadState.PUBLISHED else "Redo"
    page.section(f"{verb} this upload")
    if told := state.heard():
        st.success(told)
    if not state.may_write() or service().is_read_only:
        st.caption(_READERS if not state.may_write() else "Nothing can be changed at the moment.")
        return
    upload_id = row.record.upload_id
    if st.button(f"Show what {verb.lower()}ing it changes", key=f"ask_{upload_id}"):
        state.consider(upload_id)
    if state.considered() == upload_id:
        _show_consequences(cached.consequences(upload_id))
        if st.button(f"{verb} {row.record.file_name}", key=f"do_{upload_id}", type="primary"):
            _switch(upload_id, verb)


def _switch(upload_id: str, verb: str) -> None:
    """Undo or redo, and run the page again: it then reads the new publication."""
    service().require_writable()
    deed = switching.undo if verb == "Undo" else switching.redo
    publication = deed(service().workspace, upload_id, state.name())
    state.consider(None)
    state.tell(f"{verb} is done: readers now see {publication.id}.")
    st.rerun()


def _show_consequences(found: Consequences) -> None:
    months = _span(found.months) or "no month of its own"
    st.html(tag("p", f"It touches {months}.", class_="cx"))
    if found.changes:
        data_table.show("Headline measures, now and afterwards", change_table.rows(found.changes))
    else:
        st.html(tag("p", "No headline measure would move.", class_="cx"))
    if found.later:
        text = f"What {', '.join(found.later)} restated since stays as those have it."
        st.html(tag("p", text, class_="cx"))


def _line(row: HistoryRow, chosen: str) -> Markup:
    record, counts = row.record, row.record.counts
    return tag(
        "tr",
        tag("th", join([record.file_name, tag("small", record.upload_id)]), scope="row"),
        tag("td", row.state, class_=None if row.state is UploadState.PUBLISHED else "cx-none"),
        tag("td", _months(row)),
        *(
            tag("td", format_count(counts.get(name, 0)), class_="cx-number")
            for name in map(str.lower, _COUNTS)
        ),
        tag("td", _when(row), class_="cx-nowrap"),
        tag("td", record.by),
        aria_current="true" if record.upload_id == chosen else None,
    )


def _label(row: HistoryRow) -> str:
    return f"{row.record.file_name} ({row.record.upload_id}, {row.state})"


def _when(row: HistoryRow) -> str:
    moment = row.record.committed_at
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"


def _months(row: HistoryRow) -> str:
    """Return the months of an upload's rows; a register of places has none."""
    months = () if table_of(row.record.kind).day is None else row.record.months
    return _span([f"{month:%Y-%m}" for month in months]) or NOT_THERE


def _span(months: Sequence[str]) -> str:
    """Return the first and the last of ascending months."""
    if not months:
        return ""
    return months[0] if months[0] == months[-1] else f"{months[0]} to {months[-1]}"


def _receipt(row: HistoryRow) -> list[list[str]]:
    record, counts = row.record, row.record.counts
    names = ("read", "accepted", "restated", "rejected", "duplicate", "unchanged")
    return [
        ["Of the upload", "Stated"],
        ["File", f"{record.file_name}, {format_count(record.size)} bytes"],
        ["SHA-256", record.sha256],
        ["Kind", record.kind.value],
        ["Published", f"{_when(row)} by {record.by}"],
        ["Months", _months(row)],
        *([f"Rows {name}", format_count(counts.get(name, 0))] for name in names),
    ]


def _document(row: HistoryRow, effect: Sequence[KpiChange]) -> dict[str, object]:
    record = row.record
    return {
        "upload_id": record.upload_id,
        "file": record.file_name,
        "sha256": record.sha256,
        "size": record.size,
        "kind": record.kind.value,
        "state": row.state.value,
        "by": record.by,
        "published_at": record.committed_at and record.committed_at.isoformat(),
        "rows": dict(record.counts),
        "periods": [f"{month:%Y-%m}" for month in record.months],
        "kpi_changes": [
            {"measure": each.measure, "before": each.before, "after": each.after} for each in effect
        ],
    }
