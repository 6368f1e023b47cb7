"""What can be ready before the first visitor comes? Imports, the data, and the first results."""

from __future__ import annotations

import importlib
import pkgutil

from cxboard import charts, ui
from cxboard.results.service import service
from cxboard.storage import publications
from cxboard.ui import cached, filter_bar


def warm_up() -> None:
    """Import what pages are made of and compute what the first page shows."""
    for package in (charts, ui):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    publication = publications.current(service().workspace.ledger)
    if publication is not None:
        cached.warm(publication.id, lambda options: filter_bar.choices_of({}, options).filters)
