"""How does every page begin and end? The finding first, then what it rests on; the source last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxboard.charts.markup import Markup, tag
from cxboard.domain.numbers import format_count
from cxboard.domain.periods import Period, day_name, month_name
from cxboard.results.freshness import Standing
from cxboard.results.types import AsOf
from cxboard.ui import cached_extracts, links, state
from cxboard.ui import format as written

RAW = "raw, unadjusted"

_MOST_SOURCES = 4
"""Sources in time that a page's head names one by one."""

_STILL_COMING = (
    "answers about {month} and later still come in, because patients are asked up to six weeks "
    "after they went home and have seven more weeks to answer; those months can move."
)


def begin(
    *,
    title: str,
    finding: str,
    details: Sequence[str] = (),
    as_of: AsOf | None = None,
    whom: str = "",
    basis: Sequence[str] = (),
    surveys: bool = True,
    contacts: bool = True,
    place: DeltaGenerator | None = None,
) -> None:
    """Show the head of a page.

    Args:
        title: name of the page.
        finding: the answer, as one sentence.
        details: up to three sentences more.
        as_of: what the numbers rest on; None when there are none of one's own.
        whom: the population and period in words, where they are not just those chosen.
        basis: what else they rest on, a few words each.
        surveys: whether the page has numbers from surveys.
        contacts: whether the page has numbers from contacts.
        place: kept free above choices that the finding depends on; here when None.
    """
    parts = [tag("h1", title), tag("p", finding, class_="cx-finding")]
    if details:
        parts.append(tag("ul", *(tag("li", detail) for detail in details), class_="cx-details"))
    if as_of is not None:
        first, *rest = as_of_parts(as_of, surveys=surveys, contacts=contacts)
        parts.append(_meta([whom or first, *basis, *rest, *_arrived()]))
    elif publication := state.pinned():
        parts.append(_meta([*basis, *_arrived(), f"publication {publication}"]))
    (place or st).html(tag("header", *parts, class_="cx cx-head"))


def _arrived() -> list[str]:
    """Return how far expected extracts reach and which are late; nothing where none is."""
    return freshness_words(cached_extracts.standings())


def freshness_words(found: Sequence[Standing]) -> list[str]:
    """Return standings in few words: what is late by name, what is in time by its latest month."""
    good: dict[str, list[str]] = {}
    for one in found:
        if one.is_whole and one.latest:
            good.setdefault(month_name(one.latest), []).append(one.source.title)
    named = [one.short for one in found if not (one.is_whole and one.latest)]
    return named + [f"{_listed(titles)} to {month}" for month, titles in good.items()]


def _listed(titles: Sequence[str]) -> str:
    if len(titles) > _MOST_SOURCES:
        return f"{len(titles)} sources"
    return ", ".join(titles)


def keep_place() -> DeltaGenerator:
    """Keep a place free for the head of a page whose finding depends on choices below it."""
    return st.container()


def as_of_parts(as_of: AsOf, *, surveys: bool = True, contacts: bool = True) -> list[str]:
    """Return what the numbers rest on and whom they speak of, piece by piece.

    Args:
        as_of: what the numbers rest on.
        surveys: whether the page has numbers from surveys.
        contacts: whether the page has numbers from contacts.
    """
    parts = filter_words() or [as_of.period.describe()]
    counted = [(as_of.surveys, "surveys")] if surveys else []
    counted += [(as_of.contacts, "contacts")] if contacts else []
    alone = len(counted) == 1
    parts += [f"{_count(count)} {noun}" for count, noun in counted if count != 0 or alone]
    if surveys and as_of.incomplete != 0:
        left_out = "some" if as_of.incomplete is None else format_count(as_of.incomplete)
        parts.append(f"{left_out} surveys excluded: incomplete")
    if surveys and as_of.provisional_from is not None:
        parts.append(f"provisional from {month_name(as_of.provisional_from)}")
    published = day_name(as_of.published_at.date())
    return [*parts, RAW, f"publication {as_of.publication} of {published}"]


def filter_words() -> list[str]:
    """Return the population and period chosen, in words; nothing where there is no choice."""
    choices = state.choices()
    if choices is None:
        return []
    period, data = choices.filters.period, choices.data or choices.filters.period
    since = [f"data from {month_name(data.first)}"] if data.first > period.first else []
    until = [_unfinished(period, data.last)] if data.last < period.last else []
    return [choices.filters.describe(choices.names), *since, *until]


def _unfinished(period: Period, until: date) -> str:
    """Return that a period is not over, and the months that it is compared with."""
    return (
        f"not over: data to {month_name(until)}; changes are on {period.before(until).describe()}"
    )


def provisional_notes(as_of: AsOf | None) -> list[str]:
    """Return a footnote on the months whose answers still come in; none when all are in."""
    if as_of is None or as_of.provisional_from is None:
        return []
    since = month_name(as_of.provisional_from)
    return [f"Provisional: {_STILL_COMING.format(month=since)}"]


def section(title: str, text: str = "") -> None:
    """Show the head of a section."""
    body = [tag("h2", title)] + ([tag("p", text)] if text else [])
    st.html(tag("div", *body, class_="cx cx-section"))


def end(*, sources: Sequence[str] = (), notes: Sequence[str] = (), **link: str) -> None:
    """Show footnotes, sources and the link that reproduces the page.

    Args:
        sources: where the numbers come from, nothing without numbers; "own" ones are left out
            where there are no data of one's own.
        notes: footnotes, one sentence or two each.
        link: the page's own parameters, added to those of the filters.
    """
    anchor = tag("a", "Link to this view", href=links.address(**link), target="_self")
    lines = [tag("p", note) for note in notes]
    is_ours = state.current_filters() is not None
    told = [source for source in sources if is_ours or not source.startswith("own ")]
    named = f"Source: {'; '.join(told)}. " if told else ""
    lines.append(tag("p", named, anchor))
    st.html(tag("footer", *lines, class_="cx cx-foot"))


def _count(count: int | None) -> str:
    """Return a count; one that is too small to show comes as None."""
    return written.TOO_FEW if count is None else format_count(count)


def _meta(parts: Sequence[str]) -> Markup:
    return tag("p", *(tag("span", part.removesuffix(".")) for part in parts), class_="cx-meta")
