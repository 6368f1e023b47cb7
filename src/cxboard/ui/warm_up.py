"""What can be ready before the first visitor comes? Imports, the data, and the first results."""

from __future__ import annotations

import importlib
import pkgutil

from cxboard import charts, ui
from cxboard.access import passwords
from cxboard.domain.filters import Filters
from cxboard.results.service import service
from cxboard.results.types import Options
from cxboard.storage import publications
from cxboard.ui import cached, empty_state, filter_bar, page, scorecard_table  # noqa: F401

_warmed = ""
"""Id of the publication whose pages were computed last."""


def sign_in() -> None:
    """Import what the sign-in form is made of; what every page is made of came with this module."""
    passwords.hasher()  # loads streamlit-authenticator, quietly, before sign_in does
    importlib.import_module(f"{ui.__name__}.sign_in")


def first_page() -> None:
    """Open the data and compute what the first page shows."""
    publication = publications.current(service().workspace.ledger)
    if publication is not None:
        cached.warm(publication.id, _as_it_opens)


def other_pages() -> None:
    """Import what the other pages are made of (Plotly is 0.2 s), and compute them as they open."""
    for package in (charts, ui):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    new_publication()


def new_publication() -> None:
    """Compute all pages of the current publication, unless that was tried before."""
    global _warmed  # noqa: PLW0603  # one server warms one process
    publication = publications.current(service().workspace.ledger)
    if publication is not None and publication.id != _warmed:
        _warmed = publication.id
        cached.warm(publication.id, _as_it_opens)
        cached.warm_others(publication.id, _as_it_opens)


def _as_it_opens(options: Options) -> Filters:
    return filter_bar.choices_of({}, options).filters
