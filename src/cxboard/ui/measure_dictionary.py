"""What does a measure mean? All of them in a list to search, one of them in full."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.numbers import NOT_THERE, counted, format_count
from cxboard.domain.periods import Period, moment_name, month_name, month_of
from cxboard.domain.vocabulary import Instrument
from cxboard.results.dictionary import Entry, Feed
from cxboard.ui import benchmark_list, choice, data_table, links, page
from cxboard.ui import format as written

_ALL = ""
_SURVEY = {Instrument.LEGACY: "the legacy survey", Instrument.UPDATED: "the updated survey"}
_SEARCH = "Search in titles, questions, owners and sources"


def search(families: Sequence[str]) -> tuple[str, str]:
    """Show the search field and the choice of a family; return the words and the family."""
    left, right = st.columns([2, 1])
    with left:
        words = choice.text(_SEARCH, key="search")
    with right:
        offered = {_ALL: "All families"} | {family: family for family in families}
        family = choice.select("Family", offered, key="family")
    return words, family


def finding(found: Sequence[Entry], every: int) -> str:
    """Return how many measures there are, and how many the search found."""
    shown = len(found)
    if not shown:
        return f"None of {every} measures answers the search."
    if shown == every:
        compared = sum(bool(entry.benchmarks) for entry in found)
        return (
            f"{every} measures, each with its questions and its source; {compared} have a "
            "benchmark to read them against."
        )
    answers = "measure answers" if shown == 1 else "measures answer"
    return f"{shown} of {every} {answers} the search."


def show_list(entries: Sequence[Entry], chosen: str) -> None:
    """Show measures as a table; the chosen one is marked."""
    names = ("Measure", "What it asks", "Carried by", "Benchmark", "Owner")
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))
    rows = [_line(entry, chosen) for entry in entries]
    caption = "Measures, in the order of the scorecard."
    whole = tag("table", tag("caption", caption), head, tag("tbody", *rows), class_="cx-table")
    st.html(tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption))


def show_entry(entry: Entry, feeds: Sequence[Feed]) -> None:
    """Show one measure in full: definition, editions with their items, benchmarks, uploads."""
    measure = entry.measure
    page.section(measure.title, measure.question)
    data_table.show(f"Definition of {measure.title}", _definition(measure))
    for edition in measure.editions:
        data_table.show(_when(edition), _items(edition))
    if entry.benchmarks:
        data_table.show("Benchmarks", _benchmarks(entry))
    if feeds:
        data_table.show("Uploads behind it, newest first", _uploads(feeds))
    else:
        st.html(tag("p", f"No published {measure.kind} extract feeds it yet.", class_="cx cx-none"))


def _line(entry: Entry, chosen: str) -> Markup:
    measure = entry.measure
    link = tag("a", measure.title, href=links.address(entry=measure.id), target="_self")
    count = len(measure.latest_edition.items)
    carried = counted(count, "item")
    return tag(
        "tr",
        tag("th", join([link, tag("small", f"{measure.family} · {measure.section}")]), scope="row"),
        tag("td", measure.question),
        tag("td", carried, tag("small", f"from {measure.kind} extracts")),
        benchmark_list.cell(entry.benchmarks, measure),
        tag("td", measure.owner_role),
        aria_current="true" if measure.id == chosen else None,
    )


def _definition(measure: Measure) -> list[list[str]]:
    rows = [
        ["Of the measure", "Stated"],
        ["Name on the command line", measure.id],
        ["Value", f"{measure.scoring} (in {measure.unit})"],
        ["Favourable", measure.top_label],
        ["Improvement", f"{measure.direction} of the value"],
        ["Shown from", f"{measure.minimum_n} people"],
        ["Owner", measure.owner_role],
        ["Source", measure.source],
    ]
    return rows + [["Note", note] for note in measure.notes.values()]


def _when(edition: Edition) -> str:
    """Return which survey an edition belongs to and since when it is asked."""
    name = f"Items of {_SURVEY[edition.instrument]}" if edition.instrument else "Items"
    since = f", from {edition.first:%-d} {month_name(edition.first)}" if edition.first else ""
    until = f", to {edition.last:%-d} {month_name(edition.last)}" if edition.last else ""
    joined = "; counts run on from the survey before" if edition.continues else ""
    return f"{name}{since}{until}{joined}"


def _items(edition: Edition) -> list[list[str]]:
    head = ["Item", "Wording, in our own words", "Top", "Middle", "Bottom", "Left out"]
    return [head, *(_item(item, edition) for item in edition.items)]


def _item(item: Item, edition: Edition) -> list[str]:
    number = item.numbers.get(edition.instrument) if edition.instrument else None
    is_doubtful = item.evidence != "verified" and edition.instrument is not Instrument.LEGACY
    inferred = f" ({item.evidence})" if is_doubtful else ""
    question = f"{item.key}, question {number}{inferred}" if number else item.key
    scale = item.scale
    boxes = (_answers(item, box) for box in (scale.top, scale.middle, scale.bottom))
    left_out = "; ".join(dict.fromkeys(item.excluded.values()))
    return [question, item.wording, *boxes, left_out]


def _answers(item: Item, box: frozenset[int]) -> str:
    """Return the answers of a box; a run of numbers is written by its ends."""
    texts = [item.scale.answers[code] for code in sorted(box)]
    if len(texts) > 2 and all(text.isdecimal() for text in texts):
        return f"{texts[0]} to {texts[-1]}"
    return " or ".join(texts) or NOT_THERE


def _benchmarks(entry: Entry) -> list[list[str]]:
    head = ["Benchmark", "Value", "Whom", "When", "Status", "Source"]
    return [head] + [
        [
            b.label,
            written.reference_text(b, entry.measure),
            b.population,
            b.period,
            b.status,
            b.source,
        ]
        for b in entry.benchmarks
    ]


def _uploads(feeds: Sequence[Feed]) -> list[list[str]]:
    head = ["Upload", "File", "Months", "Rows", "Published", "By", "SHA-256"]
    return [head, *(_upload(feed) for feed in feeds)]


def _upload(feed: Feed) -> list[str]:
    months = NOT_THERE
    if feed.first and feed.last:
        months = Period(first=month_of(feed.first), last=month_of(feed.last)).describe()
    when = moment_name(feed.published_at) if feed.published_at else NOT_THERE
    rows = format_count(feed.rows)
    return [feed.upload_id, feed.file_name, months, rows, when, feed.by, f"{feed.sha256[:16]}…"]
