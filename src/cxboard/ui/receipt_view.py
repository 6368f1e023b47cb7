"""What does a receipt look like? The number first, then all that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.items import Item
from cxboard.domain.numbers import format_count
from cxboard.domain.periods import moment_name, month_name
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.vocabulary import Instrument
from cxboard.queries.question import Question
from cxboard.results.receipt_types import Counting, Figure, LeftOut, Receipt
from cxboard.ui import data_table
from cxboard.ui import format as written

_NAMES = {
    Figure.VALUE: "Value and the people it rests on",
    Figure.CHANGE: "Change against an earlier period",
    Figure.MONTHS: "By month",
    Figure.TARGET: "Target",
    Figure.BENCHMARKS: "Benchmarks",
}
_NOT_TOLD = {"measure_id", "value", "label", "id", "version"}
"""Fields of a reference that its receipt says otherwise, or that only machines need."""

_SURVEYS: Mapping[Instrument | None, str] = {
    Instrument.LEGACY: "the legacy HCAHPS survey (29 questions)",
    Instrument.UPDATED: "the updated HCAHPS survey (32 questions)",
}


def show(receipt: Receipt) -> None:
    """Show a receipt from top to bottom."""
    st.html(join([_head(receipt), *_sections(receipt)]))
    for title, question in _statements(receipt):
        st.html(_section(title, "Runs as it stands on this publication’s counts in DuckDB."))
        st.code(question.text(), language="sql", wrap_lines=True)


def _head(receipt: Receipt) -> Markup:
    facts = [_NAMES[receipt.asked.figure], receipt.population.removesuffix(".")]
    facts += [item.wording for item in _items(receipt) if item.key == receipt.asked.item]
    lead = [
        tag(
            "p", tag("b", _shown(counting, receipt)), _agreement(counting), class_="cx-receipt-lead"
        )
        for counting in receipt.countings
    ]
    return tag("div", tag("p", " · ".join(facts), class_="cx-meta"), *lead, class_="cx")


def _sections(receipt: Receipt) -> Iterable[Markup]:
    yield from (_counting(receipt, counting) for counting in receipt.countings)
    if receipt.conclusion:
        yield _section("The change", *receipt.conclusion)
    if receipt.months:
        yield data_table.table("Each month as it is shown", _months(receipt))
    for reference in receipt.references:
        yield _reference(reference, receipt)
    yield _left_out(receipt)
    yield _section("Small numbers", receipt.suppression)
    if receipt.countings or receipt.months:
        yield _section("Adjustment", receipt.adjustment)
    if receipt.linear:
        yield _section("Linear mean score", receipt.linear.describe())
    yield data_table.table("Definition", _definition(receipt))
    if receipt.edition:
        yield data_table.table("Questions that count", _questions(receipt))
    if receipt.uploads:
        yield data_table.table("Uploads behind it, newest first", _uploads(receipt))
    publication = receipt.publication
    made = f"{publication.id}, made {publication.created_at:%Y-%m-%d %H:%M} UTC"
    yield _section("Publication", f"{made} by {publication.by} ({publication.reason}).")


def _shown(counting: Counting, receipt: Receipt) -> str:
    value = written.score_text(counting.shown, receipt.measure.unit)
    return f"{counting.period.describe()}: {value}"


def _agreement(counting: Counting) -> str:
    if counting.shown.suppressed:
        return f" {written.TOO_FEW_WORDS}"
    if counting.agrees:
        return " counted again for this receipt: the same."
    return " counted again for this receipt: NOT the same. Tell whoever runs CX Board."


def _counting(receipt: Receipt, counting: Counting) -> Markup:
    if not counting.items:
        return Markup()
    rows = [("Question", "Counts", "Of", "Left out")]
    rows += [
        (
            part.item.wording,
            format_count(part.numerator),
            format_count(part.denominator),
            _groups(part.left_out) or "nobody",
        )
        for part in counting.items
    ]
    title = f"Counts, {counting.period.describe()}: {receipt.measure.top_label}"
    table = data_table.table(title, rows)
    people = f"People: {written.people_text(counting.shown)}."
    return join([table, _section("Arithmetic", *counting.arithmetic, people)])


def _left_out(receipt: Receipt) -> Markup:
    lines = [f"{_groups(receipt.left_out)}."] if receipt.left_out else []
    if receipt.outside:
        lines.append(receipt.outside)
    return _section("Also left out", *lines) if lines else Markup()


def _groups(groups: Sequence[LeftOut]) -> str:
    return "; ".join(
        f"{written.TOO_FEW if each.people is None else format_count(each.people)} {each.reason}"
        for each in groups
    )


def _months(receipt: Receipt) -> Sequence[tuple[str, ...]]:
    rows = [("Month", "Value", "Counts", "Of", "People")]
    for row in receipt.months:
        score = row.score
        rows.append(
            (
                row.month,
                written.score_text(score, receipt.measure.unit),
                format_count(score.numerator),
                format_count(score.denominator),
                written.people_text(score),
            )
        )
    return rows


def _reference(reference: Benchmark | Target, receipt: Receipt) -> Markup:
    value = written.reference_text(reference, receipt.measure)
    rows = [("Target" if isinstance(reference, Target) else reference.label, value)]
    rows += [
        (name.replace("_", " ").capitalize(), str(fact))
        for name, fact in vars(reference).items()
        if fact and name not in _NOT_TOLD
    ]
    return data_table.table("Set or published by somebody else", rows)


def _definition(receipt: Receipt) -> list[tuple[str, str]]:
    measure, edition = receipt.measure, receipt.edition
    rows = [
        ("Measure", measure.title),
        ("What it asks", measure.question),
        ("How it is scored", f"{measure.scoring}; counted: {measure.top_label}"),
    ]
    if edition:
        asked = _SURVEYS.get(edition.instrument, "one’s own extracts")
        since = f"from {month_name(edition.first)}" if edition.first else "from the beginning"
        until = f" to {month_name(edition.last)}" if edition.last else ""
        rows.append(("Edition", f"{asked}, {since}{until}"))
    return [*rows, ("Source", measure.source), ("Owner", measure.owner_role)]


def _questions(receipt: Receipt) -> list[tuple[str, str, str]]:
    rows = [("Question", "Counted", "Evidence")]
    for item in _items(receipt):
        answers = [item.scale.answers[code] for code in sorted(item.scale.top)]
        rows.append((item.wording, " or ".join(answers), item.evidence))
    return rows


def _items(receipt: Receipt) -> tuple[Item, ...]:
    return receipt.edition.items if receipt.edition else ()


def _uploads(receipt: Receipt) -> list[tuple[str, str, str, str]]:
    rows = [("File", "SHA-256", "Who", "When")]
    for each in receipt.uploads:
        when = moment_name(each.published_at) if each.published_at else "not said"
        rows.append((each.file_name, each.sha256, each.by, when))
    return rows


def _statements(receipt: Receipt) -> list[tuple[str, Question]]:
    found = [
        (f"Statement, {counting.period.describe()}", counting.question)
        for counting in receipt.countings
    ]
    return [*found, ("Statement of the months", receipt.series)] if receipt.series else found


def _section(title: str, *lines: str) -> Markup:
    return tag("div", tag("h3", title), *(tag("p", line) for line in lines), class_="cx cx-part")
