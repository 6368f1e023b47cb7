"""What is in a file, how was it read, what is wrong with it, and what would it change?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import NOT_THERE, counted, format_count
from cxboard.domain.periods import Period, parse_month
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.forms import ENCODINGS, Shape
from cxboard.ingest.read_as import ReadAs
from cxboard.ingest.report import Foreseen, IngestReport, Problem
from cxboard.results.flips import Flip
from cxboard.results.seen import seen
from cxboard.results.service import service
from cxboard.storage.tables import table_of
from cxboard.ui import data_table, effect_tables, page

_COUNTS = ("read", "accepted", "restated", "rejected", "duplicate", "unchanged")
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_RESTATES = (
    "{count} that readers have seen would say something else. Whoever decided on them should hear "
    "of it."
)


def show(report: IngestReport) -> None:
    """Show the receipt of a pass over a file, from its rows to what it moves."""
    if report.rows.read:
        _show_rows(report)
    if report.read_as is not None:
        show_reading(report.read_as)
    _show_problems(report)
    if report.outcome in ("dry_run", "published"):
        _show_effect(report)


def _show_rows(report: IngestReport) -> None:
    page.section(
        "What is in the file",
        f"{report.kind or 'Unknown kind'}; {_months(report.periods)}. Read = accepted + rejected + "
        "duplicate + unchanged; restated rows are among those accepted.",
    )
    facts = (
        tag(
            "div", tag("dt", name.capitalize()), tag("dd", format_count(getattr(report.rows, name)))
        )
        for name in _COUNTS
    )
    st.html(tag("dl", *facts, class_="cx cx-facts"))


def show_reading(read: ReadAs) -> None:
    """Show how the file was read, in one line, with its first rows to check that by eye."""
    by = f" by the profile “{read.profile}”" if read.profile else f" {read.layout or ''}".rstrip()
    st.html(tag("p", f"Read{by}: {_shape(read.shape)}.", class_="cx"))
    with st.expander(f"The first {counted(len(read.rows), 'row')}, and what each column brought"):
        ours = {header: column for column, header in read.columns.items()}
        names = [
            f"{header} → {ours[header]}" if header in ours else header for header in read.headers
        ]
        data_table.show_long(
            {name: [row[place] for row in read.rows] for place, name in enumerate(_unique(names))},
            key="first_rows",
            config={},
        )
        if read.layout and read.left_out:
            listed = ", ".join(f"“{header}”" for header in read.left_out)
            st.html(tag("p", f"Left out and not stored: {listed}.", class_="cx cx-none"))


def _show_problems(report: IngestReport) -> None:
    found = [problem for problem in report.problems if problem.code != "rows_rejected"]
    if found:
        data_table.show("What was found", _problems(found))
    if report.rejects_file is not None and report.rejects_file.exists():
        st.download_button(
            f"Rejected rows with their reasons ({format_count(report.rows.rejected)})",
            report.rejects_file.read_bytes(),
            file_name=f"rejected-{report.file}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _show_effect(report: IngestReport) -> None:
    is_over = report.outcome == "published"
    page.section(
        "What it changed" if is_over else "What it would change",
        f"Rows that readers have seen and that are said anew: "
        f"{format_count(report.rows.restated)}.",
    )
    effect_tables.show_headlines(
        "Headline measures of the whole system",
        report.kpi_changes,
        "No headline measure moved." if is_over else "No headline measure moves.",
    )
    if report.effect is not None and report.kind is not None:
        _show_foreseen(report.kind, report.effect)


def _show_foreseen(kind: Kind, effect: Foreseen) -> None:
    effect_tables.show_turned(
        "Verdicts that turn, and numbers that appear or are hidden",
        [Flip(**one) for one in effect.turned],
        "No verdict turns, and no number appears or is hidden.",
    )
    if table_of(kind).day is None:
        return
    effect_tables.show_rows("Rows by month", effect.rows)
    if effect.restated_periods:
        _show_restated(kind, [parse_month(text) for text in effect.restated_periods])


def _show_restated(kind: Kind, months: Sequence[date]) -> None:
    found = seen(service().workspace, kind, months)
    count = counted(len(found), "month")
    st.html(tag("p", _RESTATES.format(count=count), class_="cx"))
    effect_tables.show_seen("Restated: what readers have seen of these months", found)


def _shape(shape: Shape) -> str:
    """Return how a file was read apart, in words."""
    parts = [shape.form.value]
    if shape.sheet:
        parts.append(f"sheet “{shape.sheet}” of {len(shape.sheets)}")
    if shape.encoding:
        parts.append(f"encoding {ENCODINGS.get(shape.encoding, shape.encoding)}")
    if shape.delimiter:
        parts.append(f"columns parted by {_DELIMITERS.get(shape.delimiter, shape.delimiter)}")
    parts.append(f"column names in line {shape.header_row}")
    return ", ".join(parts)


def _unique(names: Sequence[str]) -> list[str]:
    """Return names that differ from one another, as the columns of a table must."""
    found: list[str] = []
    for name in names:
        found.append(name if name not in found else f"{name} ({len(found) + 1})")
    return found


def _months(periods: Sequence[str]) -> str:
    if not periods:
        return "no months"
    return Period(first=parse_month(periods[0]), last=parse_month(periods[-1])).describe()


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
