"""Which HCAHPS domains are strong and which weak? Their boxes, numbers and benchmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from cxboard.charts import boxes, heat_map, tints
from cxboard.charts.markup import Markup, join, tag
from cxboard.charts.references import is_official, speaks_of_former_questions
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.periods import Period
from cxboard.domain.references import Benchmark
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Instrument, Unit
from cxboard.results.cautions import cautions
from cxboard.results.receipt_types import Asked, Figure
from cxboard.results.types import DomainDetail, DomainRow, Domains
from cxboard.ui import below_reason, benchmark_list, funnel_panel, links, page, receipt, score_cells
from cxboard.ui import format as written

_BAR = "Answers in top, middle and bottom box"
_BOXES = ("Top box", "Middle", "Bottom")


def show(domains: Domains, instrument: Instrument, chosen: str) -> None:
    """Show all domains of the instrument; the chosen one is marked."""
    head = _head("Domain", _BAR, "People", "Verdict", "Benchmark")
    rows = [_domain(row, chosen, _period(domains)) for row in domains.rows]
    caption = (
        f"{_below(domains.rows, national(domains.rows, instrument))}What needs a decision comes "
        "first. Share of answers in each box; top box with its 95% interval. Raw, unadjusted. "
        f"{receipt.HINT}"
    )
    st.html(_table(caption, head, rows))


def _below(rows: Sequence[DomainRow], references: Mapping[str, Benchmark]) -> str:
    """Return which domains lie below the average that CMS publishes, as a sentence."""
    gaps = {
        row.measure.short_title: round(row.score.value - references[row.measure.id].value, 1)
        for row in rows
        if row.score.value is not None and row.measure.id in references
    }
    labels = {reference.label for reference in references.values()}
    if not gaps or len(labels) > 1:
        return ""
    below = [name for name, gap in gaps.items() if gap < 0]
    named = f": {', '.join(below)}" if below else ""
    return f"{len(below) or 'None'} of {len(gaps)} lie below the {labels.pop()}{named}. "


def show_parts(detail: DomainDetail) -> None:
    """Show the receipt of a domain's months, and its items, each with its own denominator."""
    link = receipt.to(detail.measure, Figure.MONTHS, "Receipt of every month in this chart")
    st.html(tag("p", link, class_="cx cx-source"))
    head = _head(
        "Question", "Answers in top, middle and bottom box", "People", "Counted as top box"
    )
    rows = [
        tag(
            "tr",
            tag("th", row.item.wording, scope="row"),
            *_box_cells(
                row.score, _has_middle([row.item]), detail.measure, _of_item(detail, row.item)
            ),
            tag("td", _receipt(detail.measure, _of_item(detail, row.item), row.score)),
            tag("td", _top_answers(row.item.scale.answers, row.item.scale.top)),
        )
        for row in detail.items
    ]
    caption = (
        "Every question has its own denominator: who was not asked, skipped it or did not know "
        "is left out. A domain’s value is the mean of its questions’ percentages."
    )
    st.html(_table(caption, head, rows))


def show_places(domains: Domains, instrument: Instrument, filters: Filters, chosen: str) -> None:
    """Show the domains by hospital as a heat map that reads as a table, the chosen one by unit."""
    references = national(domains.rows, instrument)
    page.section(heat_map.headline(domains.grid, references))
    period = _period(domains)

    def link(text: str, measure: Measure, facility: str) -> Markup:
        asked = Asked(measure_id=measure.id, facility=facility, period=period)
        return receipt.link(text, asked, measure)

    def place(facility: str, name: str) -> Markup:
        return links.to_place(get_measure(chosen), facility, "", name)

    caption = _by_hospital(references)
    st.html(heat_map.table(domains.grid, references, caption, link, place))
    if references:
        st.html(tints.legend())
    funnel_panel.show(filters, chosen)


def details(domains: Domains) -> list[str]:
    """Return what needs a decision, in up to three sentences that lead to it."""
    return links.sentences(domains.details)


def notes(domains: Domains) -> list[str]:
    """Return the footnotes of the page's own-survey part."""
    benchmarks = benchmark_list.notes((row.measure, row.benchmarks) for row in domains.rows)
    told = cautions((row.measure.short_title, row.measure, row.score) for row in domains.rows)
    return [*page.provisional_notes(domains.as_of), *told, *benchmarks]


def national(rows: Sequence[DomainRow], instrument: Instrument) -> Mapping[str, Benchmark]:
    """Return the reference of each domain: the first official benchmark, otherwise the first.

    What speaks of former questions is no reference for the ones that are asked now.
    """
    found: dict[str, Benchmark] = {}
    for row in rows:
        fitting = [
            each
            for each in row.benchmarks
            if instrument is Instrument.LEGACY or not speaks_of_former_questions(each)
        ]
        for reference in sorted(fitting, key=lambda each: not is_official(each))[:1]:
            found[row.measure.id] = reference
    return found


def _by_hospital(references: Mapping[str, Benchmark]) -> str:
    if not references:
        return "Top-box percentage by hospital. Nothing published to read it against."
    whose = dict.fromkeys(
        f"{each.label} ({benchmark_list.short_period(each)})" for each in references.values()
    )
    return (
        "Top-box percentage by hospital, and points above (+) or below (−) the reference in the "
        f"first row: {', '.join(whose)}. CMS adjusts its averages and one’s own scores are raw, "
        "so a few points mean little."
    )


def _domain(row: DomainRow, chosen: str, period: Period | None) -> Markup:
    marked = "true" if row.measure.id == chosen else None
    asked = Asked(measure_id=row.measure.id, period=period)
    return tag(
        "tr",
        tag("th", links.to_measure(row.measure), *below_reason.worse_at(row.judged), scope="row"),
        *_box_cells(row.score, _has_middle(row.measure.latest_edition.items), row.measure, asked),
        tag("td", _receipt(row.measure, asked, row.score)),
        score_cells.verdict(row.judged),
        benchmark_list.cell(row.benchmarks, row.measure, row.score.value, receipts=True),
        aria_current=marked,
    )


def _has_middle(items: Sequence[Item]) -> bool:
    """Return whether any question has answers between top and bottom; yes-or-no ones have none."""
    return any(item.scale.middle for item in items)


def _period(domains: Domains) -> Period | None:
    """Return the months of the page's period in which the instrument was used."""
    return domains.as_of.period if domains.as_of else None


def _of_item(detail: DomainDetail, item: Item) -> Asked:
    return Asked(measure_id=detail.measure.id, item=item.key)


def _receipt(measure: Measure, asked: Asked, score: Score) -> Markup:
    """Return how many people a score rests on, linked to its receipt."""
    return receipt.link(written.people_text(score), asked, measure)


def _box_cells(
    score: Score, has_middle: bool, measure: Measure, asked: Asked
) -> tuple[Markup, ...]:
    why = written.why_missing(score)
    small = why or written.interval_text(score, Unit.PERCENT)
    text = receipt.link(written.score_text(score, Unit.PERCENT), asked, measure)
    value = tag("span", text, class_="cx-value")
    others = (
        tag("td", NOT_THERE if why else written.share_text(share), class_="cx-number")
        for share in (score.middle if has_middle else None, score.bottom)
    )
    picture = "" if why else boxes.picture(score.top, score.middle, score.bottom)
    return (tag("td", picture), tag("td", join([value, tag("small", small)])), *others)


def _top_answers(answers: Mapping[int, str], top: frozenset[int]) -> str:
    return " or ".join(f"“{answers[code]}”" for code in sorted(top))


def _head(first: str, bar: str, *more: str) -> Markup:
    named = [tag("th", first, scope="col"), tag("th", bar, scope="col")]
    named += [
        tag("th", name, scope="col", class_="cx-number" if index else None)
        for index, name in enumerate(_BOXES)
    ]
    named += [tag("th", name, scope="col") for name in more]
    return tag("thead", tag("tr", *named))


def _table(caption: str, head: Markup, rows: Sequence[Markup]) -> Markup:
    whole = tag(
        "table", tag("caption", caption), head, tag("tbody", *rows), class_="cx-table cx-domains"
    )
    return score_cells.scrolling(whole, caption)
