"""Which pages are there, in which section, and at which address?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cxboard.domain.vocabulary import Section
from cxboard.storage.workspace import PROJECT


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One page. `url` is its address without the slash; the first page is at "/" instead."""

    section: str
    title: str
    url: str
    script: str


ENTRIES = (
    Entry(
        section=Section.STRATEGIC_INFLUENCE,
        title="Executive scorecard",
        url="",
        script="strategic_influence/executive_scorecard.py",
    ),
    Entry(
        section=Section.STRATEGIC_INFLUENCE,
        title="HCAHPS domains",
        url="hcahps-domains",
        script="strategic_influence/hcahps_domains.py",
    ),
)


def page_paths(entries: Iterable[Entry] = ENTRIES) -> frozenset[str]:
    """Return the path of every page, such as "/hcahps-domains"."""
    return frozenset(f"/{entry.url}" for entry in entries)


def pages(entries: Iterable[Entry] = ENTRIES) -> dict[str, list[StreamlitPage]]:
    """Return the pages by section, as `st.navigation` takes them."""
    sections: dict[str, list[StreamlitPage]] = {}
    for entry in entries:
        page = st.Page(
            PROJECT / "pages" / entry.script,
            title=entry.title,
            url_path=entry.url or None,
            default=not entry.url,
        )
        sections.setdefault(entry.section, []).append(page)
    return sections
