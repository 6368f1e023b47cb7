"""Which pages are there, in which section, and at which address?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cxboard.domain.vocabulary import Section
from cxboard.storage.folders import PROJECT

EXTRACTS = "Extracts"
"""The section of those who bring the data; the other five are the framework's."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One page. `url` is its address without the slash; the first page is at "/" instead.

    On a page that is not `filtered` the filter bar is kept out of sight, and keeps its choices.
    """

    section: str
    title: str
    url: str
    script: str
    filtered: bool = True


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
    Entry(
        section=Section.STRATEGIC_INFLUENCE,
        title="Value and stars",
        url="value-and-stars",
        script="strategic_influence/value_and_stars.py",
    ),
    Entry(
        section=Section.STRATEGIC_INFLUENCE,
        title="Framework assessment",
        url="framework-assessment",
        script="strategic_influence/framework_assessment.py",
        filtered=False,
    ),
    Entry(
        section=Section.LISTENING,
        title="NPS trends",
        url="nps-trends",
        script="listening/nps_trends.py",
    ),
    Entry(
        section=Section.LISTENING,
        title="Omnichannel satisfaction",
        url="omnichannel",
        script="listening/omnichannel.py",
    ),
    Entry(
        section=Section.LISTENING,
        title="Reach",
        url="reach",
        script="listening/reach.py",
    ),
    Entry(
        section=Section.FEEDBACK_AND_ACTION,
        title="Signals",
        url="signals",
        script="feedback_and_action/signals.py",
    ),
    Entry(
        section=Section.FEEDBACK_AND_ACTION,
        title="Closing the loop",
        url="closing-the-loop",
        script="feedback_and_action/closing_the_loop.py",
    ),
    Entry(
        section=Section.FEEDBACK_AND_ACTION,
        title="Actions",
        url="actions",
        script="feedback_and_action/actions.py",
    ),
    Entry(
        section=Section.PARTNERSHIP,
        title="Patient-centred care",
        url="patient-centred-care",
        script="partnership/patient_centred_care.py",
    ),
    Entry(
        section=Section.PARTNERSHIP,
        title="Working with patients",
        url="working-with-patients",
        script="partnership/working_with_patients.py",
    ),
    Entry(
        section=Section.PARTNERSHIP,
        title="Equity",
        url="equity",
        script="partnership/equity.py",
    ),
    Entry(
        section=Section.LEARNING,
        title="Did it work?",
        url="did-it-work",
        script="learning/did_it_work.py",
    ),
    Entry(
        section=Section.LEARNING,
        title="Drivers",
        url="drivers",
        script="learning/drivers.py",
    ),
    Entry(
        section=Section.LEARNING,
        title="Outlook",
        url="outlook",
        script="learning/outlook.py",
    ),
    Entry(
        section=EXTRACTS,
        title="Upload",
        url="upload",
        script="extracts/upload.py",
        filtered=False,
    ),
    Entry(
        section=EXTRACTS,
        title="History and undo",
        url="history",
        script="extracts/history.py",
        filtered=False,
    ),
    Entry(
        section=EXTRACTS,
        title="Targets and rebases",
        url="targets-and-rebases",
        script="extracts/targets_and_rebases.py",
        filtered=False,
    ),
    Entry(
        section=EXTRACTS,
        title="Measures",
        url="measures",
        script="extracts/measures.py",
        filtered=False,
    ),
    Entry(
        section=EXTRACTS,
        title="Messages",
        url="messages",
        script="extracts/messages.py",
        filtered=False,
    ),
)


def page_paths(entries: Iterable[Entry] = ENTRIES) -> frozenset[str]:
    """Return the path of every page, such as "/hcahps-domains"."""
    return frozenset(f"/{entry.url}" for entry in entries)


def is_filtered(page: StreamlitPage) -> bool:
    """Return whether the filter bar belongs on a page."""
    return all(entry.filtered for entry in ENTRIES if entry.url == page.url_path)


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
