"""What may a page ask for? Results, computed once for a publication, a scope and a choice.

With `cached_extracts` the only place with Streamlit's caches. Keys are ids and filters, never
frames (Streamlit hashes large frames by their ends only, and would hand out another frame's
result). What depends on the registers has their revision in its key. Results are frozen, so every
session may share one object; what belongs to an old publication or revision falls out of the cache.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from cxboard.domain.filters import Filters
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Instrument
from cxboard.queries.reader import Reader, opened
from cxboard.results import domains as domain_results
from cxboard.results import options as option_results
from cxboard.results import published as published_results
from cxboard.results import receipt as receipts
from cxboard.results.published_types import PublishedGrid, PublishedHospital, PublishedPlace
from cxboard.results.receipt_types import Asked, Receipt
from cxboard.results.sections import REGISTERED_SECTIONS, SECTIONS
from cxboard.results.service import service
from cxboard.results.types import DomainDetail, Domains, Options
from cxboard.storage import publications
from cxboard.storage import registers as register_store
from cxboard.ui import state

_HOSPITALS_WARMED = 20
_NOTHING = Options(
    facilities=(), service_lines=(), channels=(), first_month=None, latest_month=None
)


def options() -> Options:
    """Return what the filter bar offers, and let this run read what is newest.

    Called once at the start of every run, so that a run never mixes two publications, nor two
    revisions of the registers.
    """
    newest = publications.current(service().workspace.ledger)
    state.pin(newest.id if newest else None, _revision())
    return _options(newest.id, state.scope()) if newest else _NOTHING


def warm(publication: str, choose: Callable[[Options], Filters]) -> None:
    """Compute the scorecard of a publication as it opens, before anybody asks for it."""
    found = _options(publication, state.EVERYTHING)
    if found.latest_month is not None:
        _registered(publication, state.EVERYTHING, _revision(), "scorecard", choose(found))


def warm_others(publication: str, choose: Callable[[Options], Filters]) -> None:
    """Compute every page of a publication as it opens, and the scorecard of its hospitals."""
    found = _options(publication, state.EVERYTHING)
    if found.latest_month is None:
        return
    filters = choose(found)
    _reader(publication).hold_cuts()
    _domains(publication, state.EVERYTHING, _revision(), filters, Instrument.UPDATED)
    for hospital in found.facilities[:_HOSPITALS_WARMED]:
        own = filters.at(hospital.id)
        _registered(publication, state.EVERYTHING, _revision(), "scorecard", own)
    for name in SECTIONS:
        _section(publication, state.EVERYTHING, name, filters)
    for name in REGISTERED_SECTIONS:
        _registered(publication, state.EVERYTHING, _revision(), name, filters)


def places() -> Options:
    """Return the hospitals, units and months of this run's publication."""
    publication = state.pinned()
    return _options(publication, state.scope()) if publication else _NOTHING


def registers() -> Registers:
    """Return what people entered in the registers."""
    return _registers(state.pinned() or "", state.scope(), state.revision())


def domains(filters: Filters, instrument: Instrument) -> Domains:
    """Return the HCAHPS domains of an instrument."""
    return _domains(_publication(), state.scope(), state.revision(), filters, instrument)


def domain_detail(filters: Filters, measure_id: str, state_code: str | None) -> DomainDetail:
    """Return one domain with its months and items."""
    return _domain_detail(
        _publication(), state.scope(), state.revision(), filters, measure_id, state_code
    )


def section(name: str, filters: Filters) -> Any:
    """Return a result of `results.sections`; `ui.sections` gives each its type."""
    if name in REGISTERED_SECTIONS:
        return _registered(_publication(), state.scope(), state.revision(), name, filters)
    return _section(_publication(), state.scope(), name, filters)


def receipt(filters: Filters, asked: Asked) -> Receipt:
    """Return everything behind one number of a page, counted anew and never from a cache."""
    reader = _reader(_publication())
    return receipts.receipt(service().workspace, reader, filters, asked, registers())


def published_states() -> tuple[str, ...]:
    """Return the states whose hospitals CMS published."""
    publication = state.pinned()
    return _published_states(publication, state.scope()) if publication else ()


def published_hospitals(state_code: str) -> tuple[PublishedPlace, ...]:
    """Return the published hospitals of a state."""
    return _published_hospitals(_publication(), state.scope(), state_code)


def published_hospital(place_id: str) -> PublishedHospital | None:
    """Return all that CMS published of one hospital."""
    return _published_hospital(_publication(), state.scope(), place_id)


def published_grid(state_code: str) -> PublishedGrid | None:
    """Return the published top-box percentages of a state's hospitals."""
    return _published_grid(_publication(), state.scope(), state_code)


def _publication() -> str:
    publication = state.pinned()
    assert publication is not None, "options() comes first in every run"
    return publication


def _revision() -> int:
    return register_store.revision(service().workspace.ledger)


def _reader(publication: str) -> Reader:
    workspace = service().workspace
    return opened(workspace, publications.get_publication(workspace.ledger, publication))


@st.cache_resource(max_entries=2048, show_spinner=False)
def _section(publication: str, scope: str, name: str, filters: Filters) -> Any:
    return SECTIONS[name](_reader(publication), filters)


@st.cache_resource(max_entries=2048, show_spinner=False)
def _registered(publication: str, scope: str, revision: int, name: str, filters: Filters) -> Any:
    kept = _registers(publication, scope, revision)
    return REGISTERED_SECTIONS[name](_reader(publication), filters, kept)


@st.cache_resource(max_entries=16, show_spinner=False)
def _options(publication: str, scope: str) -> Options:
    return option_results.options(_reader(publication))


@st.cache_resource(max_entries=16, show_spinner=False)
def _registers(publication: str, scope: str, revision: int) -> Registers:
    return register_store.read(service().workspace.ledger)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _domains(
    publication: str, scope: str, revision: int, filters: Filters, instrument: Instrument
) -> Domains:
    kept = _registers(publication, scope, revision)
    return domain_results.domains(_reader(publication), filters, instrument, kept)


@st.cache_resource(max_entries=2048, show_spinner=False)
def _domain_detail(
    publication: str,
    scope: str,
    revision: int,
    filters: Filters,
    measure_id: str,
    state_code: str | None,
) -> DomainDetail:
    kept = _registers(publication, scope, revision)
    reader = _reader(publication)
    return domain_results.domain_detail(reader, filters, measure_id, state_code, kept)


@st.cache_resource(max_entries=16, show_spinner=False)
def _published_states(publication: str, scope: str) -> tuple[str, ...]:
    return published_results.states(_reader(publication))


@st.cache_resource(max_entries=128, show_spinner=False)
def _published_hospitals(
    publication: str, scope: str, state_code: str
) -> tuple[PublishedPlace, ...]:
    return published_results.hospitals(_reader(publication), state_code)


@st.cache_resource(max_entries=512, show_spinner=False)
def _published_hospital(publication: str, scope: str, place_id: str) -> PublishedHospital | None:
    return published_results.hospital(_reader(publication), place_id)


@st.cache_resource(max_entries=128, show_spinner=False)
def _published_grid(publication: str, scope: str, state_code: str) -> PublishedGrid | None:
    return published_results.grid(_reader(publication), state_code)
