"""What may a page ask about extracts? Uploads, their effects, and what is expected.

Keys are those of `cached`: a publication, a scope, a revision of the registers, and here the day,
because what is late is late from a day on.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from cxboard.domain.vocabulary import Kind
from cxboard.results import dictionary, freshness
from cxboard.results import history as history_results
from cxboard.results.freshness import Standing
from cxboard.results.history import Consequences, Effect, HistoryRow
from cxboard.results.service import service
from cxboard.storage import publications
from cxboard.storage.ledger import now
from cxboard.storage.refusals import Refusal, all_refusals
from cxboard.ui import cached, state


def feeds(kind: Kind) -> tuple[dictionary.Feed, ...]:
    """Return the published uploads that measures of a kind are counted from."""
    publication = state.pinned()
    return _feeds(publication, state.scope(), kind) if publication else ()


def history(words: str = "") -> tuple[HistoryRow, ...]:
    """Return the uploads that hold every one of the words, newest first; never from a cache."""
    return history_results.matching(history_results.history(service().workspace), words)


def every_publication() -> list[publications.Publication]:
    """Return every publication, newest first; never from a cache."""
    return publications.all_publications(service().workspace.ledger)


def every_refusal() -> list[Refusal]:
    """Return every refused attempt to publish a file, newest first; never from a cache."""
    return all_refusals(service().workspace.ledger)


def upload_effect(upload_id: str) -> Effect:
    """Return what an upload changed when it was published."""
    return _upload_effect(_publication(), state.scope(), upload_id)


def consequences(upload_id: str) -> Consequences:
    """Return what undoing a published upload, or redoing an undone one, would change now."""
    return _consequences(_publication(), state.scope(), upload_id)


def standings() -> tuple[Standing, ...]:
    """Return how every expected source stands today; none where none is expected."""
    if not cached.registers().sources:
        return ()
    return _standings(_publication(), state.scope(), state.revision(), now().date())


def _publication() -> str:
    """Return the id of this run's publication; empty before the first one."""
    return state.pinned() or ""


@st.cache_resource(max_entries=64, show_spinner=False)
def _feeds(publication: str, scope: str, kind: Kind) -> tuple[dictionary.Feed, ...]:
    ledger = service().workspace.ledger
    return dictionary.feeds(ledger, publications.get_publication(ledger, publication), kind)


@st.cache_resource(max_entries=256, show_spinner=False)
def _upload_effect(publication: str, scope: str, upload_id: str) -> Effect:
    return history_results.effect(service().workspace, upload_id)


@st.cache_resource(max_entries=16, show_spinner="Counting anew …")
def _consequences(publication: str, scope: str, upload_id: str) -> Consequences:
    return history_results.consequences(service().workspace, upload_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def _standings(publication: str, scope: str, revision: int, today: date) -> tuple[Standing, ...]:
    workspace, sources = service().workspace, cached.registers().sources
    shown = publications.get_publication(workspace.ledger, publication) if publication else None
    return freshness.standings(workspace, shown, sources, today)
